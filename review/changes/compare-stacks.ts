import { isDeepStrictEqual } from "node:util";
import { type Element, referencesOf, type StackModel } from "../model";
import { resolvedValues } from "../resolve";
import { stackOf } from "../synthesized";
import { at, isBlock, isList, listOf, parsedJson, type Value } from "../value";
import type { Comparison, Difference, Pair } from "./comparison";
import { replacingAttributes } from "./force-new";
import { withMoves } from "./moves";

/** What differs between two sets of stacks, matched by their names. */
export function compareStacks(base: readonly StackModel[], head: readonly StackModel[]): Comparison[] {
  const names = [...new Set([...head, ...base].map(({ name }) => name))].toSorted();
  return names.map((name) => {
    const [before, after] = [base, head].map((stacks) => stacks.find((stack) => stack.name === name));
    return compareStack(name, before, after);
  });
}

function compareStack(name: string, before: StackModel | undefined, after: StackModel | undefined): Comparison {
  const head = after ?? stackOf(name, {});
  const { stack: base, previous } = withMoves(before ?? stackOf(name, {}), head.moves);
  const addresses = new Set([...head.elements, ...base.elements].map(({ address }) => address));
  const isUntouched = untouchedIn(base, head);
  const forgotten = new Set(after === undefined ? base.resources.map(({ address }) => address) : head.forgotten);
  return {
    name,
    base,
    head,
    existence: before === undefined ? "new" : after === undefined ? "gone" : "kept",
    pairs: [...addresses].map((address) =>
      pairOf({ base, head, address, movedFrom: previous.get(address), isForgotten: forgotten.has(address), isUntouched }),
    ),
  };
}

interface PairProps {
  readonly base: StackModel;
  readonly head: StackModel;
  readonly address: string;
  readonly movedFrom: string | undefined;
  readonly isForgotten: boolean;
  readonly isUntouched: (address: string) => boolean;
}

/**
 * Whether an element, and all that it leads to, is the very same in both stacks, so that there is nothing to compare. What was read from two files never
 * is; where one stack was made of the other, as in tests, most of it is.
 */
function untouchedIn(base: StackModel, head: StackModel): (address: string) => boolean {
  const known = new Map<string, boolean>();
  const isUntouched = (address: string): boolean => {
    const answer = known.get(address);
    if (answer !== undefined) return answer;
    known.set(address, false); // what leads back to itself is compared
    const [before, after] = [base, head].map((stack) => stack.find(address)?.values);
    const isSame = before !== undefined && before === after && referencesOf(before).every((reference) => isUntouched(reference.address));
    known.set(address, isSame);
    return isSame;
  };
  return isUntouched;
}

function pairOf({ base, head, address, movedFrom, isForgotten, isUntouched }: PairProps): Pair {
  const [before, after] = [base.find(address), head.find(address)];
  const element = after ?? before;
  if (element === undefined) throw new Error(`${address} is in neither stack`);
  const common = { mode: element.mode, type: element.type, address, base: before, head: after, movedFrom };
  const pair = (fate: Pair["fate"], because?: string, differences: readonly Difference[] = []): Pair => {
    return { ...common, fate, because, differences };
  };
  if (before === undefined) return pair("created");
  if (after === undefined) {
    return isForgotten
      ? pair("forgotten")
      : pair("deleted", "it is not in the configuration any more: deleted, or renamed without a moved block");
  }
  const differences = isUntouched(address)
    ? []
    : differencesOf(resolvedValues(base, before), resolvedValues(head, after)).filter((difference) => !isIgnored(after, difference));
  if (differences.length === 0) return pair(movedFrom === undefined ? "kept" : "moved");
  const instances = lostInstances(differences);
  if (instances !== undefined) return pair("deleted", instances, differences);
  const replacing = replacingAttributes(element.type, differences);
  return replacing.length === 0
    ? pair("changed", undefined, differences)
    : pair("replaced", `${replacing.join(", ")} cannot be changed in place`, differences);
}

/**
 * Every place at which two values are not the same, in the order of the places. What is empty is a value, too: `{"block": {}}` says something by its
 * name alone. A text that is JSON is looked into, so that a change of one of its values is told, and not two long texts.
 */
export function differencesOf(before: Value, after: Value): Difference[] {
  return differencesAt("", before, after)
    .map((difference) => ({ ...difference, path: difference.path.replace(/^\./, "") }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function differencesAt(path: string, before: Value | undefined, after: Value | undefined): Difference[] {
  if (isDeepStrictEqual(before, after)) return []; // as nearly all are
  const [old, fresh] = [partsOf(before), partsOf(after)];
  const isAlike = old !== undefined && fresh !== undefined ? old.isList === fresh.isList : before === undefined || after === undefined;
  const places = new Set([...(old?.parts.keys() ?? []), ...(fresh?.parts.keys() ?? [])]);
  const found = isAlike
    ? [...places].flatMap((place) => differencesAt(`${path}${place}`, old?.parts.get(place), fresh?.parts.get(place)))
    : [];
  return found.length > 0 ? found : [{ path, before, after }];
}

interface Parts {
  readonly isList: boolean;
  /** What it holds, by the end of the path to it: `.name`, `[0]`. */
  readonly parts: ReadonlyMap<string, Value>;
}

/** What a list or block holds, also one that is written as JSON in a text. */
function partsOf(value: Value | undefined): Parts | undefined {
  const holder = typeof value === "string" ? parsedJson(value) : value;
  if (isList(holder)) return { isList: true, parts: new Map(holder.map((item, index) => [`[${index}]`, item])) };
  return isBlock(holder) ? { isList: false, parts: new Map(Object.entries(holder).map(([name, item]) => [`.${name}`, item])) } : undefined;
}

/** Why some of the instances go that a resource has by `count` or `for_each`; nothing when all stay. Without either there is one. */
function lostInstances(differences: readonly Difference[]): string | undefined {
  const count = differences.find(({ path }) => path === "count");
  if (count !== undefined) {
    const [before, after] = [count.before ?? 1, count.after ?? 1];
    if (typeof before !== "number" || typeof after !== "number") return "its count cannot be told";
    if (after < before) return `its count goes from ${before} to ${after}`;
  }
  return differences.some(({ path }) => isAt(path, "for_each")) ? "its for_each is another one, and with it the addresses" : undefined;
}

/** What Terraform itself reads, and never ignores. @see https://developer.hashicorp.com/terraform/language/meta-arguments */
const metaArguments = ["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"];

/** Whether Terraform is told to leave an attribute as it is in AWS. */
function isIgnored({ values }: Element, { path }: Difference): boolean {
  if (metaArguments.some((name) => isAt(path, name))) return false;
  const ignored = listOf(values["lifecycle"]).flatMap((lifecycle) => listOf(at(lifecycle, "ignore_changes")));
  return ignored.some((name) => name === "all" || (typeof name === "string" && isAt(path, name)));
}

/** Whether a place is that of an attribute, or below it. */
function isAt(path: string, name: string): boolean {
  return path === name || (path.startsWith(name) && /^[.[]/.test(path.slice(name.length)));
}
