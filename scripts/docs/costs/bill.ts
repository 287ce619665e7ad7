import type { StackModel } from "../../../review/model";
import { count } from "../../../review/report";
import { UserError } from "../../../terraform/errors";
import { meters, type Meter, type Use } from "./meters";
import { prices, type Price } from "./prices";
import { byUse, free } from "./unmetered";

/** What is known of costs: by type of resource, and by name of price. */
export interface Tariff {
  readonly prices: Readonly<Record<string, Price>>;
  readonly meters: Readonly<Record<string, Meter>>;
  readonly byUse: Readonly<Record<string, string>>;
  readonly free: readonly string[];
}

/** The tariff of this repository. */
export const tariff: Tariff = { prices, meters, byUse, free };

/** What a month of one stack costs. */
export interface Bill {
  readonly stack: string;
  /** Units by the name of their price. */
  readonly units: ReadonlyMap<string, number>;
  /** US dollars by line, to a cent. */
  readonly lines: ReadonlyMap<string, number>;
  /** The sum of the lines. */
  readonly usd: number;
}

/**
 * A bill of each stack, counted from its resources.
 *
 * @throws UserError naming every type and price that the tariff lacks, and every entry of it that nothing uses.
 */
export function billsOf(stacks: readonly StackModel[], by: Tariff = tariff): Bill[] {
  const counted = stacks.map((stack) => ({ stack: stack.name, uses: usesOf(stack, by) }));
  const problems = problemsOf(stacks, new Set(counted.flatMap(({ uses }) => uses.map(({ price }) => price))), by);
  if (problems.length > 0)
    throw new UserError(`costs: ${count(problems.length, "problem")}\n${problems.map((line) => `  ${line}`).join("\n")}`);
  return counted.map(({ stack, uses }) => billOf(stack, uses, by));
}

function usesOf(stack: StackModel, { meters: known }: Tariff): Use[] {
  return stack.resources.flatMap((element) => known[element.type]?.(element, stack) ?? []);
}

function billOf(stack: string, uses: readonly Use[], by: Tariff): Bill {
  const units = new Map<string, number>();
  for (const use of uses) units.set(use.price, (units.get(use.price) ?? 0) + use.units);
  const lines = new Map<string, number>();
  for (const [name, quantity] of units) {
    const { line, usd } = priceAt(by, name);
    lines.set(line, (lines.get(line) ?? 0) + quantity * usd);
  }
  const rounded = new Map([...lines].map(([line, usd]) => [line, cents(usd)]));
  return { stack, units, lines: rounded, usd: cents([...rounded.values()].reduce((sum, usd) => sum + usd, 0)) };
}

function problemsOf(stacks: readonly StackModel[], used: ReadonlySet<string>, by: Tariff): string[] {
  const types = new Set(stacks.flatMap(({ resources }) => resources.map(({ type }) => type)));
  const tables = { meters: Object.keys(by.meters), byUse: Object.keys(by.byUse), free: by.free };
  const known = Object.values(tables).flat();
  return [
    ...[...types].filter((type) => !known.includes(type)).map((type) => `${type}: nobody has said what it costs`),
    ...[...used].filter((price) => !Object.hasOwn(by.prices, price)).map((price) => `"${price}": no such price`),
    ...Object.keys(by.prices)
      .filter((price) => !used.has(price))
      .map((price) => `"${price}": a price that nothing uses`),
    ...Object.entries(tables).flatMap(([table, entries]) =>
      entries.filter((type) => !types.has(type)).map((type) => `${type}: no stack has it; take it out of ${table}`),
    ),
    ...known.filter((type, index) => known.indexOf(type) !== index).map((type) => `${type}: it is in two tables`),
  ].toSorted();
}

function priceAt({ prices: list }: Tariff, name: string): Price {
  const price = list[name];
  if (price === undefined) throw new Error(`no price "${name}", although the problems were looked for`);
  return price;
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
