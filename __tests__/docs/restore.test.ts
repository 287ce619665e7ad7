import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stackJson } from "../support/synthesized";
import type { StackJson } from "../support/stack";

const page = readFileSync(resolve(__dirname, "..", "..", "docs", "restore.md"), "utf8");

describe("the page on restoring data", () => {
  test("names only what the environments have", () => {
    const names = [...page.matchAll(/ohi-(dev|prod)-[a-z0-9-]*[a-z0-9]/g)];
    const made = /-(restored|old)$/; // by the reader
    const unknown = names.filter(([name, environment]) => !made.test(name) && !stackJson(`ohi-${environment}`).includes(`"${name}`));

    expect(names).not.toHaveLength(0);
    expect(unknown.map(([name]) => name)).toEqual([]);
  });

  test("names only addresses of prod's state", () => {
    const { resource = {} } = JSON.parse(stackJson("ohi-prod")) as StackJson;
    const addresses = [...page.matchAll(/\b(aws_[a-z_]+)\.([\w-]+)/g)];

    expect(addresses).not.toHaveLength(0);
    expect(addresses.filter(([, type, id]) => resource[String(type)]?.[String(id)] === undefined).map(([address]) => address)).toEqual([]);
  });
});
