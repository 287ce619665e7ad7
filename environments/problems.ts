import type { z } from "zod";

/** One reason why a record is refused: where, what was found, what is allowed. */
export interface Problem {
  /** Path of the setting, for example `prod.network.cidr`. */
  readonly path: string;
  readonly found: unknown;
  readonly allowed: string;
}

/** A refusal that lists every problem at once. */
export class InvalidSettings extends Error {
  public constructor(
    what: string,
    public readonly problems: readonly Problem[],
  ) {
    const lines = problems.map(({ path, found, allowed }) => `  ${path}: found ${show(found)}; allowed: ${allowed}`);
    super([`${what}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`, ...lines].join("\n"));
    this.name = "InvalidSettings";
  }
}

/** The problems of a failed parse, each with the value that was found at its path. */
export function problemsOf(error: z.ZodError, input: unknown, root?: string): Problem[] {
  // A value of the wrong type fails other checks too, for no reason of their own.
  const wrongType = new Set(error.issues.flatMap(({ code, path }) => (code === "invalid_type" ? [path.join()] : [])));
  const issues = error.issues.filter(({ code, path }) => code === "invalid_type" || !wrongType.has(path.join()));
  return issues.flatMap((issue): Problem[] => {
    const path = [...(root === undefined ? [] : [root]), ...issue.path.map(String)].join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: `${path}.${key}`, found: valueAt(input, [...issue.path, key]), allowed: "no such setting" }));
    }
    return [{ path, found: valueAt(input, issue.path), allowed: allowedBy(issue) }];
  });
}

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "array" ? "a list" : `a value of type ${issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? `at least ${issue.minimum} entries` : `${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "array" ? `at most ${issue.maximum} entries` : `${issue.maximum} or less`;
    case "invalid_union":
      return issue.errors.flat().map(allowedBy).join(", or ");
    default:
      return issue.message;
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), input);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
