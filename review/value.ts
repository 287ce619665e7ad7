import { remembered } from "./remembered";

/** Anything that Terraform's JSON syntax can hold. */
export type Value = string | number | boolean | null | readonly Value[] | Block;

/** Attributes by name. */
export interface Block {
  readonly [name: string]: Value;
}

/** A value that holds no other, with its place in what was walked: `statement[0].actions[2]`. */
export interface Leaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
}

export function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A block, or an empty one where there is none. */
export function asBlock(value: Value | undefined): Block {
  return isBlock(value) ? value : {};
}

export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/** What stands at a path of names, or nothing. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, name) => (isBlock(found) ? found[name] : undefined), value);
}

/** The text at a path of names, when it is one. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** A block that may stand alone or in a list, as Terraform allows; nothing is an empty list. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** What a text says as JSON; nothing when it is none, or no text. */
export function parsedJson(value: Value | undefined): Value | undefined {
  try {
    return typeof value === "string" ? (JSON.parse(value) as Value) : undefined;
  } catch {
    return undefined; // a contract that needs it says so
  }
}

/** Every leaf below a value, in order. */
export function leavesOf(value: Value): readonly Leaf[] {
  return isHolder(value) ? leavesOfHolder(value) : [{ path: "", value }];
}

/** Every text below a value, in order. */
export function textsOf(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  return isHolder(value) ? textsOfHolder(value) : [];
}

type Holder = Block | readonly Value[];

function isHolder(value: Value): value is Holder {
  return typeof value === "object" && value !== null;
}

const leavesOfHolder = remembered((holder: Holder): readonly Leaf[] => leavesUnder(holder, ""));

const textsOfHolder = remembered((holder: Holder): readonly string[] => Object.values(holder).flatMap(textsOf));

function leavesUnder(value: Value, path: string): Leaf[] {
  if (isList(value)) return value.flatMap((item, index) => leavesUnder(item, `${path}[${index}]`));
  if (!isBlock(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, item]) => leavesUnder(item, path === "" ? name : `${path}.${name}`));
}

/** A value in a finding: texts as they are, everything else as JSON. */
export function show(value: Value | undefined): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
