import { expectingContracts, platformContracts, stackContracts } from "../../review/contracts";
import { flowsOf, pendingGroups } from "./expected/connections";
import { environments } from "./expected/environments";
import { outputsOf } from "./expected/outputs";
import { reachabilityOf } from "./expected/reachability";
import { settledOf, settledPolicies } from "./expected/settled";
import { settledTags as tags } from "./expected/settled/tags";
import { settledTargets } from "./expected/settled/targets";
import { judgesOfAccount } from "./judges";
import { allStacks, stackNamed } from "./stacks";

const { connectionMatrix, reachability, unusedGroups, settledAttributes, settledStatements, settledOutputs, settledTags, targets } =
  expectingContracts;

describe("the platform", () => {
  const stacks = allStacks();

  test("has one stack for the account, and one for each environment", () => {
    expect(stacks.map(({ name }) => name).toSorted()).toEqual(["ohi-account", ...environments.map(({ stack }) => stack)].toSorted());
  });

  test.each(platformContracts)("keeps $name: $promise", ({ check }) => {
    expect(check(stacks)).toEqual([]);
  });
});

describe("ohi-account", () => {
  const stack = stackNamed("ohi-account");
  const judges = judgesOfAccount(environments.map((environment) => stackNamed(environment.stack)));

  test.each([...judges])("keeps %s", (_, judge) => {
    expect(judge(stack)).toEqual([]);
  });
});

describe.each(environments)("$stack", (environment) => {
  const stack = stackNamed(environment.stack);

  test.each(stackContracts)("keeps $name: $promise", ({ check }) => {
    expect(check(stack)).toEqual([]);
  });

  test(`keeps ${connectionMatrix.name}: ${connectionMatrix.promise}`, () => {
    expect(connectionMatrix.check(stack, flowsOf(environment))).toEqual([]);
  });

  test(`keeps ${reachability.name}: ${reachability.promise}`, () => {
    expect(reachability.check(stack, reachabilityOf(environment))).toEqual([]);
  });

  test(`keeps ${unusedGroups.name}: ${unusedGroups.promise}`, () => {
    expect(unusedGroups.check(stack, pendingGroups)).toEqual([]);
  });

  test(`keeps ${settledAttributes.name}: ${settledAttributes.promise}`, () => {
    expect(settledAttributes.check(stack, settledOf(environment))).toEqual([]);
  });

  test(`keeps ${settledStatements.name}: ${settledStatements.promise}`, () => {
    expect(settledStatements.check(stack, settledPolicies)).toEqual([]);
  });

  test(`keeps ${settledOutputs.name}: ${settledOutputs.promise}`, () => {
    expect(settledOutputs.check(stack, outputsOf(environment))).toEqual([]);
  });

  test(`keeps ${settledTags.name}: ${settledTags.promise}`, () => {
    expect(settledTags.check(stack, tags)).toEqual([]);
  });

  test(`keeps ${targets.name}: ${targets.promise}`, () => {
    expect(targets.check(stack, settledTargets)).toEqual([]);
  });
});
