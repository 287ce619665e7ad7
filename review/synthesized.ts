import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../terraform/errors";
import { readSynthesized, stacksIn } from "../terraform/synthesize";
import { type Element, type Part, StackModel } from "./model";
import { remembered } from "./remembered";
import { asBlock, at, type Block, isBlock, listOf, textAt, type Value } from "./value";

/** Kinds of block at the top of a configuration that are read below. */
const read = ["resource", "data", "ephemeral", "output", "provider", "terraform", "variable", "locals", "module"];

const modes = ["resource", "data", "ephemeral"] as const;

/** Kinds that say nothing of what there will be: cdktf's own note, and what becomes of the state, which a review of changes reads. */
const passedOver = ["//", "moved", "removed"];

/**
 * Reads every stack of an output folder, by its manifest.
 *
 * @throws UserError when the folder holds no synthesized stacks.
 */
export function loadStacks(folder: string): StackModel[] {
  return stacksIn(folder).map(({ name, directory }) => {
    const file = path.join(directory, "cdk.tf.json");
    if (!existsSync(file)) throw new UserError(`${file} is missing, although the manifest lists ${name}; synthesize again.`);
    return stackFrom(name, readSynthesized(file));
  });
}

/** Reads one stack from its Terraform JSON. */
export function readStack(name: string, text: string): StackModel {
  return stackFrom(name, JSON.parse(text));
}

function stackFrom(name: string, json: unknown): StackModel {
  if (!isBlock(json)) throw new UserError(`${name}: its Terraform JSON is no object.`);
  return stackOf(name, json);
}

/**
 * The model of a stack, from the object that its Terraform JSON is.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function stackOf(name: string, json: Block): StackModel {
  const { backend, ...settings } = blockAt(json, "terraform");
  return new StackModel({
    name,
    elements: modes.flatMap((mode) => elementsIn(json, mode)),
    outputs: partsIn(blockAt(json, "output"), "output"),
    providers: Object.entries(blockAt(json, "provider")).flatMap(([provider, configurations]) => providersIn(provider, configurations)),
    backends: partsIn(asBlock(backend), "backend"),
    settings: { address: "terraform", name: "terraform", values: settings },
    inputs: [
      ...partsIn(blockAt(json, "variable"), "var"),
      ...partsIn(blockAt(json, "module"), "module"),
      ...Object.entries(blockAt(json, "locals")).map(([local, value]) => ({ address: `local.${local}`, name: local, values: { value } })),
    ],
    moves: listOf(json["moved"]).flatMap((block) => {
      const [from, to] = [textAt(block, "from"), textAt(block, "to")];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
    forgotten: listOf(json["removed"]).flatMap((block) => {
      const destroys = listOf(at(block, "lifecycle")).every((lifecycle) => at(lifecycle, "destroy") !== false);
      return destroys ? [] : (textAt(block, "from") ?? []);
    }),
    unread: Object.keys(json).filter((kind) => ![...read, ...passedOver].includes(kind)),
  });
}

function elementsIn(json: Block, mode: Element["mode"]): Element[] {
  return Object.entries(blockAt(json, mode)).flatMap(([type, byId]) => (isBlock(byId) ? elementsOf(mode, type, byId) : []));
}

/** The elements of a type: the same ones for the same block, so that a stack that differs from another one in one type is read in a moment. */
function elementsOf(mode: Element["mode"], type: string, byId: Block): readonly Element[] {
  const prefix = [...(mode === "resource" ? [] : [mode]), type].join(".");
  const read = readAs(byId);
  const elements = read.get(prefix) ?? elementsFrom(byId, { mode, type, prefix });
  read.set(prefix, elements);
  return elements;
}

/** What a block was read as, by the address of its type. */
const readAs = remembered<Block, Map<string, readonly Element[]>>(() => new Map());

function elementsFrom(
  byId: Block,
  { mode, type, prefix }: Pick<Element, "mode" | "type"> & { readonly prefix: string },
): readonly Element[] {
  return Object.entries(byId).flatMap(([id, block]) => {
    if (!isBlock(block)) return [];
    const { note, values } = withoutNote(block);
    return [{ mode, type, id, address: `${prefix}.${id}`, values, path: textAt(note, "metadata", "path") }];
  });
}

const withoutNote = remembered(({ "//": note, ...values }: Block) => ({ note, values }));

function providersIn(provider: string, configurations: Value): Part[] {
  return listOf(configurations).flatMap((values) => {
    if (!isBlock(values)) return [];
    const alias = textAt(values, "alias");
    return [{ address: ["provider", provider, ...(alias === undefined ? [] : [alias])].join("."), name: alias ?? provider, values }];
  });
}

function partsIn(blocks: Block, kind: string): Part[] {
  return Object.entries(blocks).flatMap(([name, values]) => (isBlock(values) ? [{ address: `${kind}.${name}`, name, values }] : []));
}

function blockAt(json: Block, name: string): Block {
  return asBlock(at(json, name));
}
