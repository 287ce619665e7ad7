import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fillTables } from "../../scripts/docs/tables";

const root = resolve(__dirname, "..", "..");
const readme = readFileSync(resolve(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe("the README", () => {
  test("has the tables that the code makes", () => {
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/docs.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });

    expect([status, stderr]).toEqual([0, ""]);
  });

  test("has a row for each fact of the environments and for each setting", () => {
    const filled = fillTables(["environments", "settings"].map((name) => `<!-- table: ${name} -->\n<!-- /table -->`).join("\n"));

    expect(filled.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(2 + 13 + 2 + 5);
    expect(filled).toContain("| domain | dev.ohealth-ng.com | staging.ohealth-ng.com | ohealth-ng.com |");
    expect(filled).toContain("| Blnk's Postgres | db.t4g.micro | db.t4g.micro | db.t4g.small, Multi-AZ |");
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

  test("names only files and folders that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => String(path));
    const folders = [...readme.matchAll(/`([a-z_]+\/)`/g)].map(([, path]) => String(path));

    expect(links).not.toHaveLength(0);
    expect([...links, ...folders].filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});

describe("a table's marker", () => {
  test("with a name that nobody makes is refused", () => {
    expect(() => fillTables("<!-- table: colours -->\n<!-- /table -->")).toThrow('no table "colours"; there are environments, settings');
  });
});
