import { expectingContracts } from "../../review/contracts";
import type { Block } from "../../review/value";
import { stackJson } from "../support/synthesized";
import { pendingGroups } from "./expected/connections";
import { expectedOf } from "./expected/environments";
import { judgesOf } from "./judges";
import { accessBugs } from "./planted/access";
import { authorizationBugs } from "./planted/authorization";
import { dashboardBugs } from "./planted/dashboards";
import { dataBugs } from "./planted/data";
import { Draft } from "./planted/draft";
import { edgeBugs } from "./planted/edge";
import { identityBugs } from "./planted/identity";
import { listenerBugs } from "./planted/listeners";
import { networkBugs } from "./planted/network";
import { operationsBugs } from "./planted/operations";
import { programBugs } from "./planted/programs";
import { securityBugs } from "./planted/security";
import { outputBugs } from "./planted/outputs";
import { permitted } from "./planted/permitted";
import { serviceBugs } from "./planted/services";
import { settledBugs } from "./planted/settled";
import { subnetTierBugs } from "./planted/subnet-tiers";
import { tagBugs } from "./planted/tags";
import { watchBugs } from "./planted/watch";
import { stackNamed } from "./stacks";

const bugs = [
  ...networkBugs,
  ...subnetTierBugs,
  ...securityBugs,
  ...identityBugs,
  ...accessBugs,
  ...authorizationBugs,
  ...operationsBugs,
  ...dataBugs,
  ...edgeBugs,
  ...serviceBugs,
  ...outputBugs,
  ...programBugs,
  ...listenerBugs,
  ...watchBugs,
  ...dashboardBugs,
  ...settledBugs,
  ...tagBugs,
];
const original = JSON.parse(stackJson("ohi-dev")) as Block; // what cdktf writes
const others = ["ohi-staging", "ohi-prod"].map(stackNamed);

/** What each contract says of a changed `ohi-dev`. */
const checks = judgesOf(expectedOf("dev"), others);

describe.each([...checks.keys()])("the contract %s", (contract) => {
  const own = bugs.filter((bug) => bug.contract === contract);

  test("says nothing of what ships", () => {
    expect(checks.get(contract)?.(new Draft("ohi-dev", original).model())).toEqual([]);
  });

  test("has been seen to find at least two mistakes", () => {
    expect(own.length).toBeGreaterThanOrEqual(2);
  });

  test.each(own)("finds $bug", ({ plant, address, kind }) => {
    const draft = plant(new Draft("ohi-dev", original));

    const findings = checks.get(contract)?.(draft.model()) ?? [];

    expect(findings).toContainEqual({
      contract,
      kind,
      stack: "ohi-dev",
      address,
      found: expect.stringMatching(/./) as unknown,
      expected: expect.stringMatching(/./) as unknown,
    });
    expect(findings.filter((finding) => [finding.address, finding.found, finding.expected].includes(""))).toEqual([]);
  });
});

describe("what looks like a mistake and is none", () => {
  test.each(permitted)("is let through by $contract: $change", ({ contract, plant }) => {
    const draft = plant(new Draft("ohi-dev", original));

    expect(checks.get(contract)?.(draft.model())).toEqual([]);
  });
});

describe("the table of planted bugs", () => {
  test("names only contracts that there are", () => {
    expect([...new Set(bugs.map(({ contract }) => contract))].filter((contract) => !checks.has(contract))).toEqual([]);
  });

  test("names each bug of a contract once", () => {
    const titles = bugs.map(({ contract, bug }) => `${contract}: ${bug}`);

    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe("the list of groups that nothing carries yet", () => {
  const { check, name } = expectingContracts.unusedGroups;
  const finding = { contract: name, kind: "violation", stack: "ohi-dev" };

  test("may not name one that something carries", () => {
    expect(check(new Draft("ohi-dev", original).model(), [...pendingGroups, "vpc-endpoints"])).toEqual([
      {
        ...finding,
        address: "aws_security_group.security_vpc-endpoints",
        found: "attached",
        expected: "not pending any more: take it off the list",
      },
    ]);
  });

  test("may not name one that there is not", () => {
    expect(check(new Draft("ohi-dev", original).model(), [...pendingGroups, "gone"])).toEqual([
      { ...finding, address: "aws_security_group", found: "pending gone", expected: "a group of this stack" },
    ]);
  });
});
