import { environments } from "../../../environments";
import type { StackModel } from "../../../review/model";
import { type Bill, billsOf, tariff } from "../../../scripts/docs/costs/bill";
import { prices } from "../../../scripts/docs/costs/prices";
import { costTables } from "../../../scripts/docs/costs/tables";
import { allStacks } from "../../contracts/stacks";
import type { Draft } from "../../contracts/planted/draft";
import { draftOf } from "../../review/changes/compared";

const stacks = allStacks();
const bills = billsOf(stacks);

function billOf(environment: string, all: readonly Bill[] = bills): Bill {
  const found = all.find(({ stack }) => stack === `ohi-${environment}`);
  if (found === undefined) throw new Error(`there is no bill of ${environment}`);
  return found;
}

/** Units of one price in dev, staging and prod. */
const unitsOf = (price: string): (number | undefined)[] => ["dev", "staging", "prod"].map((name) => billOf(name).units.get(price));

/** All stacks with a change planted in one of them. */
function planted(plant: (draft: Draft) => Draft, name = "ohi-prod"): StackModel[] {
  return stacks.map((stack) => (stack.name === name ? plant(draftOf(name)).model() : stack));
}

describe("what a month costs", () => {
  test.each([
    ["NAT gateway", 3 * 730, 3 * 730, 3 * 730],
    ["public IPv4 address", 6 * 730, 6 * 730, 6 * 730],
    ["interface endpoint in a zone", 7 * 3 * 730, 7 * 3 * 730, 7 * 3 * 730],
    ["application load balancer", 2 * 730, 2 * 730, 2 * 730],
    ["Fargate vCPU", 0.25 * 730, (0.25 + 0.5 + 0.5) * 730, 12.5 * 730], // in staging one task of api and one of graphql, by their base
    ["Fargate Spot GiB", 6.5 * 730, 8 * 730, 1.5 * 730],
    ["database db.t4g.micro", 2 * 730, 730, undefined],
    ["database db.t4g.small", undefined, 2 * 730, 2 * 730],
    ["database db.t4g.medium", undefined, undefined, 4 * 730],
    ["database storage gp3", 20 + 20, 50 + 50 + 20, 2 * 100 + 2 * 100 + 2 * 20],
    ["cache node cache.t4g.micro", 2 * 730, 2 * 730, 2 * 730],
    ["disk gp3", 100 + 20, 200 + 20, 500 + 20],
    ["rule of a web ACL", undefined, 14, 14],
    ["health check", undefined, undefined, 5],
  ])("counts %s", (price, dev, staging, prod) => {
    expect(unitsOf(price)).toEqual([dev, staging, prod]);
  });

  test.each<[string, number, [number, number], number, number, number]>([
    ["by weight", 6, [0, 1], 2, 2, 4],
    ["the base first, and what is left by weight", 6, [3, 1], 2, 4, 2],
    ["the base alone, where no more are wanted", 2, [3, 0], 1, 2, 0],
  ])("splits tasks %s", (_, count, [base, weight], spotWeight, onDemand, spot) => {
    const strategy = [
      { capacity_provider: "FARGATE", base, weight },
      { capacity_provider: "FARGATE_SPOT", base: 0, weight: spotWeight },
    ];
    const [none, some] = [0, count].map((desired_count) =>
      billOf(
        "prod",
        billsOf(planted((draft) => draft.set("aws_ecs_service.services_api", { desired_count, capacity_provider_strategy: strategy }))),
      ),
    );

    const tasks = ["Fargate vCPU", "Fargate Spot vCPU"].map(
      (price) => (Number(some?.units.get(price)) - Number(none?.units.get(price))) / 730, // a task of prod's api has one
    );

    expect(tasks).toEqual([expect.closeTo(onDemand, 6), expect.closeTo(spot, 6)]);
  });

  test("is units times price, to a cent, and the sum of its lines", () => {
    const { lines, usd } = billOf("prod");

    expect(lines.get("NAT gateways")).toBe(105.12); // 3 × 730 × 0.048
    expect(lines.get("web ACLs")).toBe(24); // 2 × 5 + 14 × 1
    expect(usd).toBeCloseTo(
      [...lines.values()].reduce((sum, line) => sum + line, 0),
      2,
    );
  });

  test("is shown by line for each stack, above the budget of its record", () => {
    const rows = costTables(bills)["costs"]?.().split("\n") ?? [];
    const lines = new Set(Object.values(prices).map(({ line }) => line));
    const budgets = new Map(environments.map(({ name, monthlyBudgetUsd }) => [`ohi-${name}`, `${monthlyBudgetUsd}.00`]));

    expect(rows).toHaveLength(2 + lines.size + 3);
    expect(rows).toContain(`| budget of its record | ${bills.map(({ stack }) => budgets.get(stack) ?? "none").join(" | ")} |`);
  });

  test("is what the page on costs says of it", () => {
    const { lines } = billOf("prod");
    const [largest] = [...lines].toSorted(([, one], [, other]) => other - one);

    const over = environments.filter(({ name, monthlyBudgetUsd }) => billOf(name).usd > monthlyBudgetUsd);

    expect(over.map(({ name }) => name)).toEqual(["dev"]);
    expect(largest?.[0]).toBe("Fargate");
    expect(bills.slice(1).map((bill) => Number(bill.lines.get("interface endpoints")) > Number(bill.lines.get("NAT gateways")))).toEqual([
      ...[true, true, true],
    ]);
  });
});

describe("a price", () => {
  test("says on which page it stands, and on which day or in which month it was seen, if it was", () => {
    const odd = Object.entries(prices).filter(
      ([, { usd, page, seen }]) =>
        usd <= 0 ||
        !/^https:\/\/(pricing\.us-east-1\.amazonaws|aws\.amazon)\.com\//.test(page) ||
        !/^2026-\d\d(-\d\d)?$/.test(seen?.on ?? "2026-01"),
    );

    expect(odd).toEqual([]);
  });

  test("that changes changes the sums", () => {
    const { "NAT gateway": gateway, ...others } = prices;
    const changed = {
      ...tariff,
      prices: { ...others, "NAT gateway": { ...gateway, line: "NAT gateways", unit: "hour", usd: 1, page: "" } },
    };

    expect(billOf("prod", billsOf(stacks, changed)).lines.get("NAT gateways")).toBe(3 * 730);
  });
});

describe("costs that cannot be told are refused:", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a type of resource that nobody has priced",
      () => billsOf(planted((draft) => draft.add("aws_redshift_cluster.warehouse", {}))),
      "aws_redshift_cluster: nobody has said what it costs",
    ],
    [
      "a size that nobody has priced",
      () => billsOf(planted((draft) => draft.set("aws_db_instance.postgres", { instance_class: "db.t4g.large" }))),
      '"database db.t4g.large": no such price',
    ],
    [
      "capacity that nobody has priced",
      () =>
        billsOf(
          planted((draft) =>
            draft.set("aws_ecs_service.services_api", { capacity_provider_strategy: [{ capacity_provider: "EC2", weight: 1 }] }),
          ),
        ),
      '"EC2 vCPU": no such price',
    ],
    [
      "a price that nothing uses",
      () => billsOf(stacks, { ...tariff, prices: { ...prices, moon: { line: "moon", unit: "hour", usd: 1, page: "" } } }),
      '"moon": a price that nothing uses',
    ],
    [
      "a free type that no stack has",
      () => billsOf(stacks, { ...tariff, free: [...tariff.free, "aws_moon"] }),
      "aws_moon: no stack has it; take it out of free",
    ],
    ["a type in two tables", () => billsOf(stacks, { ...tariff, free: [...tariff.free, "aws_eip"] }), "aws_eip: it is in two tables"],
  ])("%s", (_what, bill, problem) => {
    expect(bill).toThrow(`costs: `);
    expect(bill).toThrow(problem);
  });

  test("all problems at once", () => {
    const bill = (): unknown => billsOf(planted((draft) => draft.add("aws_redshift_cluster.a", {}).add("aws_msk_cluster.b", {})));

    expect(bill).toThrow(/^costs: 2 problems\n {2}aws_msk_cluster: .*\n {2}aws_redshift_cluster: .*$/);
  });
});
