import { dev } from "../../environments/dev";
import { environmentSchema } from "../../environments/schema";
import { tagPolicy } from "../../stacks/tag-policy";

const { inherited } = tagPolicy({ environment: "dev", createdBy: "cdktf", createdDate: "2026-02-13" });

/** Whether a record of `dev` may have a value in the place of one of its own. */
function accepts(change: Readonly<Record<string, unknown>>): boolean {
  return environmentSchema.safeParse({ ...dev, ...change }).success;
}

describe("the tags that a construct sets", () => {
  test("tell the sensitivity, the copies and the law, by default those of ordinary data", () => {
    expect([inherited.DataClassification, inherited.BackupPolicy, inherited.Compliance]).toEqual([
      { allowed: ["public", "internal", "confidential", "pii", "phi"], default: "internal" },
      { allowed: ["daily", "weekly", "none"], default: "none" },
      { allowed: ["hipaa", "gdpr", "none"], default: "gdpr" },
    ]);
  });
});

describe("the settings of an environment", () => {
  test("keep logs for as many days as CloudWatch can", () => {
    const days = Array.from({ length: 4000 }, (_, index) => index).filter((logRetentionDays) => accepts({ logRetentionDays }));

    expect(days).toEqual([...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]]);
  });

  const ranges = (count: number): string[] => Array.from({ length: count }, (_, index) => `192.0.${index}.0/24`);

  test.each([
    ["a name of two letters", { name: "de" }, true],
    ["a name of one letter", { name: "d" }, false],
    ["a name of eight letters", { name: "abcdefgh" }, true],
    ["a name of nine letters", { name: "abcdefghi" }, false],
    ["a week to bring a secret back", { secretRecoveryDays: 7 }, true],
    ["less than a week", { secretRecoveryDays: 6 }, false],
    ["30 days", { secretRecoveryDays: 30 }, true],
    ["31 days", { secretRecoveryDays: 31 }, false],
    ["a budget of a dollar", { monthlyBudgetUsd: 1 }, true],
    ["no budget", { monthlyBudgetUsd: 0 }, false],
    ["a VPC that ends before the databases", { network: { ...dev.network, cidr: "10.0.0.0/20" } }, false],
    ["a VPC that just holds all tiers", { network: { ...dev.network, cidr: "10.0.0.0/19" } }, true],
    ["eight ranges of MongoDB Atlas", { network: { ...dev.network, mongoAtlasCidrs: ranges(8) } }, true],
    ["nine", { network: { ...dev.network, mongoAtlasCidrs: ranges(9) } }, false],
  ])("take %s: %p: %s", (_, change, expected) => {
    expect(accepts(change)).toBe(expected);
  });
});
