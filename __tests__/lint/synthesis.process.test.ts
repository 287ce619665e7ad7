import path from "node:path";
import { Linter } from "eslint";
import tseslint = require("typescript-eslint");

const root = path.resolve(__dirname, "../..");

/** The rules that are about what a program may use, which need no types. */
const restrictions = [
  "no-restricted-globals",
  "no-restricted-imports",
  "no-restricted-properties",
  "no-restricted-syntax",
  "@typescript-eslint/no-restricted-imports",
];

/** The linter's configuration, with those of its rules alone: the others need the types of a file that is there. */
const configuration = jest
  .requireActual<readonly Linter.Config[]>("../../eslint.config.js")
  .map(({ files, ignores, rules = {} }): Linter.Config => ({
    ...(files === undefined ? {} : { files }),
    ...(ignores === undefined ? {} : { ignores }),
    languageOptions: { parser: tseslint.parser },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: Object.fromEntries(Object.entries(rules).filter(([name]) => restrictions.includes(name))),
  }));

/** What the linter of this repository says of a text, were it at a place. */
function lint(file: string, text: string): string[] {
  return new Linter({ cwd: root }).verify(text, configuration, path.join(root, file)).map(({ message }) => message);
}

const folders = ["constructs/compute/a.ts", "environments/a.ts", "stacks/sections/a.ts"];

describe("a part of the synthesis that would depend on where and when it runs", () => {
  test.each([
    ["the host's name", 'import { hostname } from "node:os";\nexport const a = hostname();'],
    ["its name, by the module's old name", 'import * as os from "os";\nexport const a = os.hostname();'],
    ["its name, in TypeScript's own form", 'import os = require("node:os");\nexport const a = os.hostname();'],
    ["another program", 'import { execSync } from "node:child_process";\nexport const a = execSync("date");'],
    ["chance", "export const a = Math.random();"],
    ["chance, of the better kind", 'import { randomUUID } from "node:crypto";\nexport const a = randomUUID();'],
    ["chance, of a global", "export const a = crypto.randomUUID();"],
    ["the moment", "export const a = Date.now();"],
    ["the day", "export const a = new Date();"],
    ["the day, by a detour", "export const a = new globalThis.Date();"],
    ["the folder in which it runs", "export const a = process.cwd();"],
    ["the environment", 'export const a = process.env["USER"];'],
    ["the process, as a module", 'import { cwd } from "node:process";\nexport const a = cwd();'],
    ["the language, in an order", 'export const a = ["a"].sort((one, other) => one.localeCompare(other));'],
    ["the language, in a number", "export const a = (1000).toLocaleString();"],
    ["the folder in which it lies", "export const a = __dirname;"],
    ["what is loaded while it runs", 'export const a = import("node:os");'],
  ])("is found: %s", (_, text) => {
    const found = folders.map((file) => lint(file, text));

    expect(found.map((messages) => messages.length)).toEqual([1, 1, 1]);
  });

  test("is not what reads files of the repository, or what runs commands elsewhere", () => {
    const reading =
      'import { readFileSync } from "node:fs";\nimport { join } from "node:path";\nexport const a = readFileSync(join("/", "a"));';
    const running = 'import { hostname } from "node:os";\nexport const a = [hostname(), new Date()];';

    const found = [...folders.map((file) => lint(file, reading)), lint("scripts/a.ts", running)];

    expect(found).toEqual([[], [], [], []]);
  });
});
