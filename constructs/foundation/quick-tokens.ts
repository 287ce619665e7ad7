import { isDate } from "node:util/types";
import { Token } from "cdktf";
import resolution = require("cdktf/lib/tokens/private/resolve");
import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

/** As cdktf resolves a value: what it holds, with the expression of each token in its place and without what is undefined. */
export type Resolve = typeof resolution.resolve;

/**
 * Makes cdktf's synthesis quick without changing a byte of what it writes.
 *
 * cdktf records where each token was made, by a whole stack trace for every reference between resources, which nothing prints. And it looks for tokens in every
 * value twice, each time with a new context for it, even for attributes that nobody set. Errors keep their own traces.
 */
export function quickenTokens(): void {
  stackTrace.captureStackTrace = () => [];
  const installed: Resolve & { readonly original?: Resolve } = resolution.resolve;
  if (installed.original === undefined) resolution.resolve = Object.assign(quickened(installed), { original: installed });
}

/**
 * Asks `resolve` only about the parts of a value that may be a token, and reads the others itself.
 *
 * Where that fails, `resolve` is asked about the whole: it says in which attribute it was.
 */
export function quickened(resolve: Resolve): Resolve {
  return (value, options) => {
    try {
      return quickly(value, (part) => resolve(part, options));
    } catch {
      return resolve(value, options) as unknown;
    }
  };
}

function quickly(value: unknown, ask: (part: unknown) => unknown): unknown {
  if (mayBeToken(value)) return ask(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => quickly(element, ask)).filter((element) => element !== undefined);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (mayHoldToken(key)) return ask(value);
    const found = quickly((value as Readonly<Record<string, unknown>>)[key], ask); // any object that is no list has its values by key
    if (found !== undefined) result[key] = found;
  }
  return result;
}

/** Whether cdktf may see more in a value than what it is. A list can be a token by its elements, and a map by its keys. */
function mayBeToken(value: unknown): boolean {
  switch (typeof value) {
    case "undefined":
    case "boolean":
      return false;
    case "string":
      return mayHoldToken(value);
    case "number":
      return !(value >= 0);
    case "object":
      if (value === null) return false;
      if (Array.isArray(value)) return value.some(mayBeList);
      return "resolve" in value || isDate(value);
    default:
      return true;
  }
}

/** A list is a token when one of its elements is written `#{TfToken[7]}`, or is a number that is none. */
function mayBeList(element: unknown): boolean {
  return typeof element === "string" ? element.includes("#{TfToken[") : typeof element === "number" && mayBeToken(element);
}

/** Tokens in text are written `${TfToken[7]}` or the like, or as a number with a large exponent. Two texts stand for values of maps that are no text. */
function mayHoldToken(text: string): boolean {
  return text.includes("{TfToken[") || text.includes("e+") || text === Token.STRING_MAP_TOKEN_VALUE || text === Token.ANY_MAP_TOKEN_VALUE;
}
