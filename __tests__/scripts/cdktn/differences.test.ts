import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { differencesBetween, documentsIn, shown } from "../../../scripts/cdktn/differences";

const vpc = { cidr_block: "10.0.0.0/16", zones: ["a", "b"] };
const before = { manifest: { version: "0.21.0" }, "ohi-dev": { "//": { unique: "vpc" }, resource: { aws_vpc: { main: vpc } } } };
const withVpc = (changed: object): object => ({ ...before, "ohi-dev": { ...before["ohi-dev"], resource: { aws_vpc: { main: changed } } } });

describe("two syntheses", () => {
  test("do not differ by the order of their keys", () => {
    const { zones, cidr_block } = vpc;

    expect(differencesBetween(before, { ...withVpc({ zones, cidr_block }) })).toEqual([]);
  });

  test.each<[string, object, object[]]>([
    ["an attribute that has changed", { ...vpc, cidr_block: "10.1.0.0/16" }, [["cidr_block", "10.0.0.0/16", "10.1.0.0/16"]]],
    ["an attribute that is new", { ...vpc, tags: { Service: "vpc" } }, [["tags", undefined, { Service: "vpc" }]]],
    ["an attribute that has gone", { zones: vpc.zones }, [["cidr_block", "10.0.0.0/16", undefined]]],
    ["an attribute that is null now", { ...vpc, cidr_block: null }, [["cidr_block", "10.0.0.0/16", null]]],
    ["a number that was a text", { ...vpc, cidr_block: 10 }, [["cidr_block", "10.0.0.0/16", 10]]],
    ["a list that was one of other length", { ...vpc, zones: ["a"] }, [["zones.1", "b", undefined]]],
    [
      "the order of a list",
      { ...vpc, zones: ["b", "a"] },
      [
        ["zones.0", "a", "b"],
        ["zones.1", "b", "a"],
      ],
    ],
    ["a block that was a list", { ...vpc, zones: { 0: "a", 1: "b" } }, [["zones", ["a", "b"], { 0: "a", 1: "b" }]]],
  ])("differ by %s", (_what, changed, expected) => {
    const found = differencesBetween(before, { ...withVpc(changed) });

    expect(found.map(({ path: place, from, to }) => [place.replace("resource.aws_vpc.main.", ""), from, to])).toEqual(expected);
    expect(new Set(found.map(({ document }) => document))).toEqual(new Set(["ohi-dev"]));
  });

  test("differ by what cdktf notes for itself too, and by the manifest", () => {
    const after = { manifest: { version: "0.24.0" }, "ohi-dev": { ...before["ohi-dev"], "//": { unique: "network" } } };

    expect(differencesBetween(before, after)).toEqual([
      { document: "manifest", path: "version", from: "0.21.0", to: "0.24.0" },
      { document: "ohi-dev", path: "//.unique", from: "vpc", to: "network" },
    ]);
  });

  test("differ by a stack that only one of them has", () => {
    const { manifest, ...stacks } = before;

    expect(differencesBetween(before, { manifest, "ohi-prod": {} })).toEqual([
      { document: "ohi-dev", path: "", from: stacks["ohi-dev"], to: undefined },
      { document: "ohi-prod", path: "", from: undefined, to: {} },
    ]);
  });
});

test("the documents of a synthesis are its manifest and every stack that this lists", () => {
  const output = mkdtempSync(path.join(tmpdir(), "synthesized-"));
  const stack = path.join(output, "stacks/ohi-dev");
  const manifest = { version: "0.21.0", stacks: { "ohi-dev": { name: "ohi-dev", workingDirectory: "stacks/ohi-dev" } } };
  mkdirSync(stack, { recursive: true });
  writeFileSync(path.join(output, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify(before["ohi-dev"]));

  expect(documentsIn(output)).toEqual({ manifest, "ohi-dev": before["ohi-dev"] });
});

test.each([
  [undefined, "nothing"],
  ["aws", '"aws"'],
  [{ tags: "0123456789" }, '{"tags":"0…'],
])("%j is shown as %s where there is room for ten letters", (value, text) => {
  expect(shown(value, 10)).toBe(text);
});
