import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { allStacks } from "../contracts/stacks";
import { fileOf, goldens, textOf } from "./lines";

const howTo = "If this is meant, run `npm run golden` and review what it changes.";

/** What differs between two texts, line by line: `+` is new, `-` is gone. */
function difference(kept: string, current: string): string[] {
  const [old, fresh] = [kept, current].map((text) => text.split("\n"));
  const without = (lines: readonly string[] = [], others: readonly string[] = []): string[] => lines.filter((line) => !new Set(others).has(line));
  const lines = [...without(old, fresh).map((line) => `- ${line}`), ...without(fresh, old).map((line) => `+ ${line}`)];
  return kept === current ? [] : [...(lines.length > 0 ? lines : ["the same lines in another order or number"]), howTo];
}

describe.each(allStacks().map((stack) => ({ stack, name: stack.name })))("the reviewed lists of $name", ({ stack }) => {
  test.each(goldens)("tell its $name", (golden) => {
    const file = fileOf(golden, stack);
    const kept = existsSync(file) ? readFileSync(file, "utf8") : "";

    expect(difference(kept, textOf(golden.linesOf(stack)))).toEqual([]);
  });
});

describe("the reviewed lists", () => {
  test("are those of the stacks that there are, and no others", () => {
    const kept = readdirSync(__dirname).filter((file) => file.endsWith(".txt"));

    expect(kept.toSorted()).toEqual(allStacks().flatMap((stack) => goldens.map((golden) => path.basename(fileOf(golden, stack)))).toSorted());
  });
});

describe("a list that differs", () => {
  test("tells what is gone, what is new, and what to do", () => {
    expect(difference("a\nb\n", "a\nc\n")).toEqual(["- b", "+ c", howTo]);
  });

  test("tells when only the order differs", () => {
    expect(difference("a\nb\n", "b\na\n")).toEqual(["the same lines in another order or number", howTo]);
  });
});
