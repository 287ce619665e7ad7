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

/** Links of a page that lead nowhere: to no file, or to no section of one. */
function brokenLinksOf(page: string): string[] {
  const links = [...pageNamed(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  return links.flatMap(([link, file = "", section]) => {
    const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    if (!existsSync(path.join(root, target))) return [link];
    return section === undefined || sectionsOf(target).includes(section) ? [] : [link];
  });
}

/** Attributes at which Terraform does not look again. */
function ignoredIn(stack: StackModel): string[] {
  return stack.resources.flatMap(({ type, values }) =>
    listOf(at(values, "lifecycle", "ignore_changes")).map((attribute) => `${type}.${show(attribute)}`),
  );
}

describe("the documents", () => {
  test("have at least a page for everything that the README links to", () => {
    expect(pages().length).toBeGreaterThan(20);
  });

  test.each(pages())("%s links to nothing that there is not", (page) => {
    expect(brokenLinksOf(page)).toEqual([]);
  });

  test.each(pages())("%s names only npm scripts that there are", (page) => {
    const named = [...pageNamed(page).matchAll(/\bnpm run ([a-z:]+)/g)].map(([, script = ""]) => script);

    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test("name only files of the project that there are", () => {
    const folders = ["environments", "stacks", "constructs", "review", "terraform", "emulator", "scripts", "__tests__", "docs"];
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
