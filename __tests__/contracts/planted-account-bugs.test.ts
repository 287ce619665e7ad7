import { accountContracts, expectingContracts } from "../../review/contracts";
import type { Block } from "../../review/value";
import { stackJson } from "../support/synthesized";
import { policies } from "../../review/contracts/policies";
import { judgesOfAccount } from "./judges";
import { accountBugs } from "./planted/account";
import { Draft } from "./planted/draft";
import { stackNamed } from "./stacks";

const original = JSON.parse(stackJson("ohi-account")) as Block; // what cdktf writes
const environments = ["ohi-dev", "ohi-prod", "ohi-staging"].map(stackNamed);

const judges = judgesOfAccount(environments);
const { authorization, deliveryCalls, settledAttributes, settledStatements, settledOutputs, targets } = expectingContracts;
const names = [
  ...accountContracts,
  policies,
  authorization,
  deliveryCalls,
  settledAttributes,
  settledStatements,
  settledOutputs,
  targets,
].map(({ name }) => name);

describe.each(names)("the contract %s", (name) => {
  const judge = judges.get(name);
  const own = accountBugs.filter(({ contract }) => contract === name);

  test("says nothing of what ships", () => {
    expect(judge?.(new Draft("ohi-account", original).model())).toEqual([]);
  });

  test("has been seen to find at least two mistakes", () => {
    expect(own.length).toBeGreaterThanOrEqual(2);
  });

  test.each(own)("finds $bug", ({ plant, address, kind }) => {
    const draft = plant(new Draft("ohi-account", original));

    const findings = judge?.(draft.model());

    expect(findings).toContainEqual({
      contract: name,
      kind,
      stack: "ohi-account",
      address,
      found: expect.stringMatching(/./) as unknown,
      expected: expect.stringMatching(/./) as unknown,
    });
  });
});

describe("a contract about the account", () => {
  test.each(accountContracts)("has nothing to say without its stack: $name", ({ check }) => {
    expect(check(environments)).toEqual([]);
  });
});

describe("the table of planted bugs", () => {
  test("names only contracts that there are", () => {
    expect([...new Set(accountBugs.map(({ contract }) => contract))].filter((contract) => !names.includes(contract))).toEqual([]);
  });
});
