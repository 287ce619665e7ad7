import type { Element, StackModel } from "../../model";
import { groupBy } from "../../group-by";
import { remembered } from "../../remembered";
import { resolvedValues } from "../../resolve";
import { type Block, type Leaf, leavesOf, show } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";
import type { DangerName } from "../danger";

/** When a value is safe. A value that is no plain text, number or boolean after all that is known is not. */
export type Safe =
  | { readonly kind: "on"; readonly absent?: boolean }
  | { readonly kind: "off" }
  /** Not less than it was. `absent` is what the provider takes when nothing is said; where that is for ever, 0 is too. */
  | { readonly kind: "atLeast"; readonly absent: number }
  /** Not less often than it was: days, or a schedule of AWS. */
  | { readonly kind: "asOften" }
  | { readonly kind: "present" }
  /** One of some values, the safest first: a step towards the end is a loss, and so is any other value. `absent` is what the provider takes. */
  | { readonly kind: "oneOf"; readonly values: readonly string[]; readonly absent?: string };

/** An attribute by which a resource is protected. */
export interface Guard {
  /** Types that have it; none for every type. */
  readonly types: readonly string[];
  /** Its place, without the indexes of lists: `lifecycle.prevent_destroy`. */
  readonly path: string;
  readonly safe: Safe;
  readonly danger: DangerName;
  /** What is lost with it, as a sentence without a full stop. */
  readonly lost: string;
  /** Whether a resource that is new is to have it as well. Default: only what is lost is told, and contracts judge the new. */
  readonly alsoNew?: boolean;
}

export const on: Safe = { kind: "on" };
/** On unless it is turned off. */
export const onByDefault: Safe = { kind: "on", absent: true };
export const off: Safe = { kind: "off" };
export const asOften: Safe = { kind: "asOften" };
export const present: Safe = { kind: "present" };
export const atLeast = (absent: number): Safe => ({ kind: "atLeast", absent });
export const oneOf = (...values: readonly string[]): Safe => ({ kind: "oneOf", values });
/** This value, which the provider takes when nothing is said. */
export const byDefault = (value: string): Safe => ({ kind: "oneOf", values: [value], absent: value });

/** Every guard of a table that is gone, or weaker than it was. */
export function lostGuards(comparison: Comparison, guards: readonly Guard[]): Change[] {
  return resourcePairs(comparison).flatMap((pair) =>
    guards.filter(({ types }) => types.length === 0 || types.includes(pair.type)).flatMap((guard) => lostGuard(comparison, pair, guard)),
  );
}

function lostGuard(comparison: Comparison, { base, head, address }: Pair, guard: Guard): Change[] {
  if (head === undefined || (base === undefined && guard.alsoNew !== true)) return [];
  const before = base === undefined ? undefined : leavesAt(comparison.base, base, guard.path);
  const after = leavesAt(comparison.head, head, guard.path);
  // A list may hold several: they are compared place by place, and one that is gone with its place is no value.
  const places = [...new Set([...(before?.keys() ?? []), ...after.keys(), ...(guard.path.includes(".") ? [] : [guard.path])])];
  return places.flatMap((place) => {
    const [old, fresh] = [before?.get(place), after.get(place)];
    const isLost = before === undefined ? !isSafe(guard.safe, fresh) : isWeaker(guard.safe, old, fresh);
    if (!isLost) return [];
    return [
      changeOf(comparison, {
        danger: guard.danger,
        address,
        what: `${address} has ${place} = ${show(fresh)}${base === undefined ? "" : `, and had ${show(old)}`}`,
        why: guard.lost,
        before: base === undefined ? "it is new" : `${place} = ${show(old)}`,
        after: `${place} = ${show(fresh)}`,
      }),
    ];
  });
}

/** Leaves by their places, of all that have a place without indexes in common. */
function leavesAt(stack: StackModel, element: Element, path: string): Map<string, Leaf["value"]> {
  const found = leavesByPath(resolvedValues(stack, element)).get(path) ?? [];
  return new Map(found.map((leaf) => [leaf.path, leaf.value]));
}

const leavesByPath = remembered((values: Block) => groupBy(leavesOf(values), (leaf) => leaf.path.replace(/\[\d+\]/g, "")));

type Found = Leaf["value"] | undefined;

function isWeaker(safe: Safe, before: Found, after: Found): boolean {
  switch (safe.kind) {
    case "atLeast":
      return numberOf(after, safe.absent) < numberOf(before, safe.absent);
    case "asOften":
      return isSafe(safe, before) && after !== before && !(daysOf(after) <= (daysOf(before) || Number.POSITIVE_INFINITY));
    case "oneOf":
      return placeIn(safe, after) > placeIn(safe, before);
    default:
      return isSafe(safe, before) && !isSafe(safe, after);
  }
}

function isSafe(safe: Safe, value: Found): boolean {
  switch (safe.kind) {
    case "on":
      return value === undefined ? safe.absent === true : isOn(value);
    case "off":
      return value === undefined || value === null || value === false || value === "false";
    case "asOften":
    case "present":
      return value !== undefined && value !== null && value !== "";
    case "atLeast":
      return numberOf(value, safe.absent) > 0;
    case "oneOf":
      return placeIn(safe, value) === 0;
  }
}

/** Some attributes of the provider are texts that hold a boolean. */
function isOn(value: Found): boolean {
  return value === true || value === "true";
}

function numberOf(value: Found, absent: number): number {
  if (value === undefined || value === null || (value === 0 && absent === Number.POSITIVE_INFINITY)) return absent;
  return typeof value === "number" ? value : Number.NEGATIVE_INFINITY;
}

/** Days from one time to the next; NaN when it never comes, or nobody can tell when. */
function daysOf(value: Found): number {
  if (typeof value === "number") return value;
  const [, count, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(value)) ?? [];
  return Number(count) / (perDay[unit] ?? NaN);
}

const perDay: Readonly<Record<string, number>> = { minute: 24 * 60, hour: 24, day: 1 };

function placeIn({ values, absent }: Extract<Safe, { readonly kind: "oneOf" }>, value: Found): number {
  const place = values.indexOf(String(value ?? absent));
  return place === -1 ? values.length : place;
}
