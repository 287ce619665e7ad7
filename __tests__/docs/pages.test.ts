import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { StackModel } from "../../review/model";
import { at, listOf, show } from "../../review/value";
import { allStacks } from "../contracts/stacks";
import { pageNamed, pages, sectionsOf } from "./pages";

const root = path.resolve(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Links of a page within the project, and whether they lead to a file, and to a section of it where they name one. */
function linksOf(page: string): { readonly link: string; readonly leads: boolean }[] {
  const links = [...pageNamed(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  return links.map(([link, file = "", section]) => {
    const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    return { link, leads: existsSync(path.join(root, target)) && (section === undefined || sectionsOf(target).includes(section)) };
  });
}

/** Attributes at which Terraform does not look again. */
function ignoredIn(stack: StackModel): string[] {
  return stack.resources.flatMap(({ type, values }) =>
    listOf(at(values, "lifecycle", "ignore_changes")).map((attribute) => `${type}.${show(attribute)}`),
  );
}

describe("the documents", () => {
  test("link to nothing that there is not", () => {
    const links = pages().flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));

    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ leads }) => !leads)).toEqual([]);
  });

  test("name only npm scripts that there are", () => {
    const named = pages().flatMap((page) =>
      [...pageNamed(page).matchAll(/\bnpm run (?:--silent )?([a-z:]+)/g)].map(([, script = ""]) => ({ page, script })),
    );

    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
  });

  test("name only files of the project that there are", () => {
    const folders = [
      "environments",
      "stacks",
      "constructs",
      "review",
      "terraform",
      "emulator",
      "scripts",
      "__tests__",
      "docs",
      "\\.github",
    ];
    const mention = new RegExp(`\`((?:${folders.join("|")})/[\\w./-]+)\``, "g");
    const named = pages().flatMap((page) => [...pageNamed(page).matchAll(mention)].map(([, file = ""]) => ({ page, file })));

    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe("a decision", () => {
  test("is linked to by another page", () => {
    const others = (decision: string): string[] => pages().filter((page) => page !== decision);
    const unread = pages()
      .filter((page) => page.startsWith("docs/decisions/"))
      .filter((decision) => !others(decision).some((page) => pageNamed(page).includes(path.posix.basename(decision))));

    expect(unread).toEqual([]);
  });

  test("on owners of attributes lists exactly what Terraform does not look at again", () => {
    const listed = [...pageNamed("docs/decisions/owners-of-attributes.md").matchAll(/^\| `([a-z_.]+)`/gm)].map(
      ([, attribute]) => attribute,
    );

    expect(listed.toSorted()).toEqual([...new Set(allStacks().flatMap(ignoredIn))].toSorted());
  });
});
