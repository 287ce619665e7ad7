import { type Block, isBlock, isList, type Value } from "../../review/value";

/** Where a value stands in a stack's Terraform JSON, word by word: `["resource", "aws_vpc", "network_vpc", "cidr_block"]`. */
export type Path = readonly string[];

/** One place in the configuration of an element, and what stands there. The element itself is a place too. */
export interface Place {
  readonly path: Path;
  readonly value: Value;
}

/** Another value for a place; `undefined` takes what stands there away. */
export interface Edit {
  readonly path: Path;
  readonly value: Value | undefined;
}

/** How many words lead to the element that a place belongs to: its kind, its type and its id; an output has a name alone. */
export function elementDepth([kind]: Path): number {
  return kind === "output" ? 2 : 3;
}

/** Whether a place is an attribute of an element, or stands in one. */
export function isInside(path: Path): boolean {
  return path.length > elementDepth(path);
}

const kinds = ["resource", "data", "ephemeral"];

/** Every place of every element and output, texts that hold JSON included; without what cdktf notes for itself. */
export function placesIn(json: Block): readonly Place[] {
  const elements = kinds.flatMap((kind) =>
    Object.entries(blockOf(json[kind])).flatMap(([type, byId]) =>
      Object.entries(blockOf(byId)).flatMap(([id, element]) => placesBelow([kind, type, id], element)),
    ),
  );
  return [...elements, ...Object.entries(blockOf(json["output"])).flatMap(([name, output]) => placesBelow(["output", name], output))];
}

/** The Terraform address of the element that a place belongs to. */
export function addressAt(path: Path): string {
  return path.slice(path[0] === "resource" ? 1 : 0, elementDepth(path)).join(".");
}

/** A place within its element, with `[]` for any item of a list: `statement[].actions`. */
export function attributeAt(path: Path): string {
  return path
    .slice(elementDepth(path))
    .map((word) => (/^\d+$/.test(word) ? "[]" : `.${word}`))
    .join("")
    .replace(/^\./, "");
}

/** A configuration with other values in some places. Only what lies on the ways there is copied. */
export function edited(json: Block, edits: readonly Edit[]): Block {
  return edits.reduce<Block>((changed, { path, value }) => blockOf(replaced(changed, path, value)), json);
}

function placesBelow(path: Path, value: Value): readonly Place[] {
  const inside = jsonIn(value) ?? value;
  const children = isBlock(inside) ? Object.entries(inside) : isList(inside) ? Object.entries(inside) : [];
  return [{ path, value }, ...children.filter(([word]) => word !== "//").flatMap(([word, child]) => placesBelow([...path, word], child))];
}

function replaced(held: Value | undefined, path: Path, value: Value | undefined): Value | undefined {
  const [word, ...rest] = path;
  if (word === undefined) return value;
  const text = jsonIn(held);
  if (text !== undefined) return JSON.stringify(replaced(text, path, value));
  if (isList(held)) return held.flatMap((item, index) => (index === Number(word) ? (replaced(item, rest, value) ?? []) : [item]));
  const block = blockOf(held);
  return Object.fromEntries(
    Object.entries(block).flatMap(([name, child]) => {
      const kept = name === word ? replaced(child, rest, value) : child;
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

/** What a text holds that is a JSON object or list, as container definitions are. */
function jsonIn(value: Value | undefined): Block | readonly Value[] | undefined {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return undefined;
  try {
    const held = JSON.parse(value) as Value; // what JSON can say is what Value is
    return isBlock(held) || isList(held) ? held : undefined;
  } catch {
    return undefined;
  }
}

function blockOf(value: Value | undefined): Block {
  return isBlock(value) ? value : {};
}
