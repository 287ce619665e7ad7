import { expectingContracts, platformContracts, stackContracts } from "../../review/contracts";
import { flowsOf, pendingGroups } from "./expected/connections";
import { environments } from "./expected/environments";
import { reachabilityOf } from "./expected/reachability";
import { allStacks, stackNamed } from "./stacks";

const { connectionMatrix, reachability, unusedGroups } = expectingContracts;

describe("the platform", () => {
  const stacks = allStacks();

  test("has one stack for each environment", () => {
    expect(stacks.map(({ name }) => name).toSorted()).toEqual(environments.map(({ stack }) => stack).toSorted());
  });

  test.each(platformContracts)("keeps $name: $promise", ({ check }) => {
    expect(check(stacks)).toEqual([]);
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
});
