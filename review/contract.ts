import { type Finding, type Reporter, reporterOf } from "./finding";
import type { StackModel } from "./model";

/** A promise about synthesized stacks that can be checked without knowing how they were made. `Subject` is one stack or all of them. */
export interface Contract<Subject, Expected extends readonly unknown[] = []> {
  readonly name: string;
  /** What holds when there is no finding, as a sentence. */
  readonly promise: string;
  readonly check: (subject: Subject, ...expected: Expected) => Finding[];
}

/** A contract that a stack keeps or breaks on its own. `Expected` is what it has to be told of the requirement. */
export type StackContract<Expected extends readonly unknown[] = []> = Contract<StackModel, Expected>;

/** A contract about all stacks together. */
export type PlatformContract = Contract<readonly StackModel[]>;

/** Makes a contract of a rule for one stack. */
export function stackContract<Expected extends readonly unknown[] = []>(
  name: string,
  promise: string,
  rule: (stack: StackModel, report: Reporter, ...expected: Expected) => Finding[],
): StackContract<Expected> {
  return { name, promise, check: (stack, ...expected) => rule(stack, reporterOf(name, stack), ...expected) };
}

/** Makes a contract of a rule for all stacks. `reportOn` gives the reporter of one of them. */
export function platformContract(
  name: string,
  promise: string,
  rule: (stacks: readonly StackModel[], reportOn: (stack: StackModel) => Reporter) => Finding[],
): PlatformContract {
  return { name, promise, check: (stacks) => rule(stacks, (stack) => reporterOf(name, stack)) };
}
