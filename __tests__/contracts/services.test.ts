import { expectingContracts } from "../../review/contracts";
import { environments } from "./expected/environments";
import { programs, spotOf } from "./expected/services";
import { stackNamed } from "./stacks";

const { programContract, capacity } = expectingContracts;

describe.each(environments)("$stack", (environment) => {
  const stack = stackNamed(environment.stack);

  test(`keeps ${programContract.name}: ${programContract.promise}`, () => {
    expect(programContract.check(stack, programs)).toEqual([]);
  });

  test(`keeps ${capacity.name}: ${capacity.promise}`, () => {
    expect(capacity.check(stack, spotOf(environment))).toEqual([]);
  });
});
