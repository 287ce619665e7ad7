import type { StackModel } from "../../review/model";
import type { Block } from "../../review/value";
import { environments, expectedOf } from "../contracts/expected/environments";
import { judgesOf, judgesOfAccount } from "../contracts/judges";
import { stackNamed } from "../contracts/stacks";
import { stackJson } from "../support/synthesized";
import { isCovered, survivors } from "./survivors";
import { type Fate, hunt } from "./hunt";
import { mutantsOf, operators } from "./mutants";

/** Draws other faults when it changes; whatever it draws has to be found. */
const usualSeed = "1";
const seed = process.env["OHI_MUTANTS_SEED"] ?? usualSeed;

/** The share of mutants that some contract has to find. */
const enough = 0.98;

const environment = expectedOf("prod");
const account = "ohi-account";

/** The stacks that faults are planted in, each with what judges it beside the others. */
const subjects = [
  // Production has everything: replicas, web ACLs and health checks, and more than one node of whatever can have several.
  { stack: environment.stack, judges: judgesOf(environment, stacksBut(environment.stack)) },
  { stack: account, judges: judgesOfAccount(stacksBut(account)) },
].map(({ stack, judges }) => {
  const original = JSON.parse(stackJson(stack)) as Block; // what cdktf writes
  return { stack, judges, original, mutants: mutantsOf(original, seed) };
});
const fates = new Map<string, readonly Fate[]>();

function stacksBut(stack: string): StackModel[] {
  return environments.filter((other) => other.stack !== stack).map((other) => stackNamed(other.stack));
}

function fatesOf(operator: string): readonly Fate[] {
  const known =
    fates.get(operator) ??
    subjects.flatMap(({ stack, judges, original, mutants }) =>
      hunt(
        stack,
        original,
        mutants.filter((mutant) => mutant.operator === operator),
        judges,
      ),
    );
  fates.set(operator, known);
  return known;
}

const survivorsOf = (operator: string): Fate[] => fatesOf(operator).filter(({ foundBy }) => foundBy === undefined);

afterAll(() => {
  const rows = operators.map(({ name }) => {
    const [planted, survived] = [fatesOf(name).length, survivorsOf(name).length];
    return `${name.padEnd(24)} ${String(planted).padStart(5)} planted ${String(planted - survived).padStart(5)} found ${String(survived).padStart(4)} survived`;
  });
  process.stdout.write(`${rows.join("\n")}\nseed ${seed}; OHI_MUTANTS_SEED draws others\n`);
});

describe.each(operators)("to $name", ({ name }) => {
  test("is found by a contract wherever it is tried, but where a survivor has a reason", () => {
    const unexplained = survivorsOf(name).filter(({ mutant }) => !survivors.some((entry) => isCovered(mutant, entry)));

    expect(fatesOf(name).length).toBeGreaterThan(0);
    expect(unexplained.map(({ stack, mutant }) => `${stack} ${mutant.address} ${mutant.attribute}`)).toEqual([]);
  });
});

describe("the mutation run", () => {
  const all = (): Fate[] => operators.flatMap(({ name }) => fatesOf(name));

  test("plants thousands of faults", () => {
    expect(all().length).toBeGreaterThan(2000);
  });

  test("finds at least 98 of 100", () => {
    expect(all().filter(({ foundBy }) => foundBy !== undefined).length / all().length).toBeGreaterThanOrEqual(enough);
  });

  test("has no survivor on its list that is found or cannot be planted", () => {
    const entries = seed === usualSeed ? survivors : []; // another draw may be without some of them
    const alive = all().filter(({ foundBy }) => foundBy === undefined);

    expect(entries.filter((entry) => !alive.some(({ mutant }) => isCovered(mutant, entry)))).toEqual([]);
  });
});
