import { environments } from "../../../environments";
import { environmentOf } from "../../../review/requirement";
import { markdown, type Tables } from "../markdown";
import { assumptions } from "./assumptions";
import { type Bill, type Tariff, tariff } from "./bill";
import type { Price } from "./prices";

/** What a month costs by list price: lines and sums, the prices with the quantities that they are taken for, and what is not in the sum. */
export function costTables(bills: readonly Bill[], by: Tariff = tariff): Tables {
  const names = bills.map(({ stack }) => environmentOf({ name: stack }));
  return {
    costs: () => markdown(["USD a month", ...names], [...lineRows(bills, by), ...sumRows(bills)]),
    prices: () =>
      markdown(
        ["price", "USD", "per", "known by", ...names.map((name) => `${name}, units`)],
        Object.entries(by.prices).map(([name, price]) => [
          `[${name}](${price.page})`,
          price.usd,
          price.unit,
          seenInWords(price),
          ...bills.map(({ units }) => quantity(units.get(name) ?? 0)),
        ]),
      ),
    assumptions: () =>
      markdown(
        ["amount", "of"],
        Object.values(assumptions).map(({ amount, of }) => [amount, of]),
      ),
    "paid-by-use": () =>
      markdown(
        ["resource", "what is paid for"],
        Object.entries(by.byUse)
          .toSorted()
          .map(([type, what]) => [`\`${type}\``, what]),
      ),
  };
}

function lineRows(bills: readonly Bill[], { prices }: Tariff): string[][] {
  const lines = [...new Set(Object.values(prices).map(({ line }) => line))];
  return lines.map((line) => [line, ...bills.map(({ lines: amounts }) => money(amounts.get(line) ?? 0))]);
}

function sumRows(bills: readonly Bill[]): string[][] {
  const budgets = bills.map(({ stack }) => environments.find(({ name }) => name === environmentOf({ name: stack }))?.monthlyBudgetUsd);
  return [
    ["**sum**", ...bills.map(({ usd }) => `**${money(usd)}**`)],
    ["budget of its record", ...budgets.map((budget) => (budget === undefined ? "none" : money(budget)))],
    [
      "left for use",
      ...bills.map(({ usd }, index) => {
        const budget = budgets[index];
        return budget === undefined ? "" : money(budget - usd);
      }),
    ],
  ];
}

function seenInWords({ seen }: Price): string {
  return seen === undefined ? "to be confirmed" : `${seen.in} of ${seen.on}`;
}

function money(usd: number): string {
  return usd.toFixed(2);
}

/** Units to two places at most. */
function quantity(units: number): number {
  return Math.round(units * 100) / 100;
}
