import { expectingContracts } from "../../review/contracts";
import { flowsOf } from "./expected/connections";
import { environments } from "./expected/environments";
import { onceTasks } from "./expected/outputs";
import { programsOf } from "./expected/programs";
import { factsOf } from "./expected/programs/facts";
import { spotOf } from "./expected/services";
import { stackNamed } from "./stacks";

const { programContract, commandOutputs, listeners, capacity } = expectingContracts;

describe.each(environments)("$stack", (environment) => {
  const stack = stackNamed(environment.stack);

  test(`keeps ${programContract.name}: ${programContract.promise}`, () => {
    expect(programContract.check(stack, programsOf(factsOf(environment)))).toEqual([]);
  });

  test(`keeps ${commandOutputs.name}: ${commandOutputs.promise}`, () => {
    expect(commandOutputs.check(stack, onceTasks)).toEqual([]);
  });

  test(`keeps ${listeners.name}: ${listeners.promise}`, () => {
    expect(listeners.check(stack, flowsOf(environment))).toEqual([]);
  });

  test(`keeps ${capacity.name}: ${capacity.promise}`, () => {
    expect(capacity.check(stack, spotOf(environment))).toEqual([]);
  });
});
