import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { StackModel } from "../../../review/model";
import { documentsOf } from "../../../scripts/docs/documents";
import { fillTables } from "../../../scripts/docs/markdown";
import { docsProgram } from "../../../scripts/docs/program";
import { readmeTables } from "../../../scripts/docs/readme-tables";
import { allStacks } from "../../contracts/stacks";
import { synthesizedFolder } from "../../support/synthesized";

const root = resolve(__dirname, "..", "..", "..");
const readme = readFileSync(resolve(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What the command says and ends with. */
interface Run {
  readonly code: number;
  readonly said: string;
}

async function docs(project: string, ...args: readonly string[]): Promise<Run> {
  let said = "";
  const output = { write: (text: string) => (said += text) };
  const code = await docsProgram({
    args: [...args, "--head", synthesizedFolder()],
    environment: {},
    project,
    stdout: output,
    stderr: output,
  });
  return { code, said };
}

/** A stack whose disks have 900 GiB. */
const withLargerDisks = (stack: StackModel): StackModel =>
  stack.withElements((element) => (element.type === "aws_ebs_volume" ? { ...element, values: { ...element.values, size: 900 } } : element));

describe("what is made from the code", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  const files = ["README.md", "docs/architecture.md", "docs/costs.md", "docs/portability.md", "docs/architecture.svg"];
  let [stale, mended]: Run[] = [];
  beforeAll(async () => {
    for (const file of [".prettierrc.json", ...files]) cpSync(join(root, file), join(folder, file), { recursive: true });
    writeFileSync(join(folder, "docs/architecture.svg"), "");
    writeFileSync(join(folder, "docs/costs.md"), readFileSync(join(root, "docs/costs.md"), "utf8").replace("0.048", "0.050"));
    stale = await docs(folder, "--check");
    mended = await docs(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("is current in every document", () => {
    const differing = files.filter((file) => readFileSync(join(folder, file), "utf8") !== readFileSync(join(root, file), "utf8"));

    expect(differing).toEqual([]);
  });

  test("is told to be stale, and mended", () => {
    expect(stale).toEqual({ code: 1, said: "docs/costs.md, docs/architecture.svg: not what the code says; run: npm run docs\n" });
    expect(mended).toEqual({ code: 0, said: "" });
  });

  test("is in five documents, each of which has what is made for it", () => {
    const documents = documentsOf(allStacks());
    const tables = documents.flatMap(({ file }) => [...readFileSync(resolve(root, file), "utf8").matchAll(/<!-- table: (\S+) -->/g)]);

    expect(documents.map(({ file }) => file)).toEqual([
      "README.md",
      "docs/architecture.md",
      "docs/costs.md",
      "docs/portability.md",
      "docs/architecture.svg",
    ]);
    expect(tables.map(([, name]) => name)).toEqual([
      ...["quotas", "environments", "settings", "variables"],
      ...["connections", "services", "stores", "networks", "costs"],
      ...["prices", "assumptions", "paid-by-use"],
      ...["same-bindings", "own-bindings"],
    ]);
  });

  test("changes with what it is made from", () => {
    const [, architecture] = documentsOf(allStacks().map((stack) => (stack.name === "ohi-prod" ? withLargerDisks(stack) : stack)));

    const text = architecture?.make("<!-- table: stores -->\n<!-- /table -->") ?? "";

    expect(text).toContain("disk, 900 GiB gp3");
    expect(text).not.toContain("disk, 500 GiB gp3");
  });
});

describe("a stack that was not synthesized", () => {
  test("is named", () => {
    expect(() => documentsOf(allStacks().filter(({ name }) => name !== "ohi-staging"))).toThrow(
      "there is no stack ohi-staging; synthesize again",
    );
  });
});

describe("the README", () => {
  test("has a row for each fact of the environments, for each setting and for each other variable", () => {
    const filled = fillTables(
      ["environments", "settings", "variables"].map((name) => `<!-- table: ${name} -->\n<!-- /table -->`).join("\n"),
      readmeTables,
    );

    expect(filled.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(2 + 13 + 2 + 5 + 2 + 11);
    expect(filled).toContain("| domain | dev.ohealth-ng.com | staging.ohealth-ng.com | ohealth-ng.com |");
    expect(filled).toContain("| Blnk's Postgres | db.t4g.micro | db.t4g.micro | db.t4g.small, Multi-AZ |");
    expect(filled).toContain("| `OHI_PLANS` | Folder of the plans that are kept | `.plans` |");
    expect(filled).toMatch(/\| `OHI_ACCOUNT_ID` \| .* \| none \|/);
  });

  test("names every npm script, and none that does not exist", () => {
    const named = new Set([...readme.matchAll(/`?npm (?:run )?([a-z:]+)/g)].map(([, name]) => name).filter((name) => name !== "ci"));

    expect([...named].toSorted()).toEqual(
      Object.keys(scripts)
        .filter((name) => name !== "format")
        .toSorted(),
    );
  });

  test("names only folders that exist", () => {
    const folders = [...readme.matchAll(/`([a-z_]+\/)`/g)].map(([, path]) => String(path));

    expect(folders).not.toHaveLength(0);
    expect(folders.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});

describe("a table's marker", () => {
  test("with a name that nobody makes is refused", () => {
    expect(() => fillTables("<!-- table: colours -->\n<!-- /table -->", readmeTables)).toThrow(
      'no table "colours"; there are environments, settings, variables',
    );
  });
});
