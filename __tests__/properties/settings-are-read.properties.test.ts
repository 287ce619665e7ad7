import { TerraformElement, Testing } from "cdktf";
import { staging } from "../../environments/staging";
import { dev } from "../../environments/dev";
import { prod } from "../../environments/prod";
import { environmentSchema } from "../../environments/schema";
import { remembered } from "../../review/remembered";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { readSettings } from "../../stacks/read-settings";
import { valueAt, withValue } from "../environments/values";
import { render } from "../support/stack";

/** Values for settings of which no other environment has another one. */
const values: Readonly<Record<string, unknown>> = {
  createdBy: "somebody",
  createdDate: "2027-01-31",
  "network.zones": ["eu-west-1a", "eu-west-1b"],
  "network.mongoAtlasCidrs": ["192.0.2.0/24"],
  "blnkCache.nodeType": "cache.t4g.small",
  "ecs.spot.allBut": ["sse", "api"],
  "dns.delegations": [{ label: "other", nameServers: ["ns-1.example.org"] }],
  alarmEmails: ["somebody@example.org"],
};

/** Settings that mean nothing to `dev`, which has no web ACL, with an environment to which they do. */
const elsewhere: Readonly<Record<string, object>> = { "edge.wafCountOnly": staging };

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

function leavesOf(tree: Tree, path: readonly string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (isTree(value) ? leavesOf(value, [...path, key]) : [[...path, key].join(".")]));
}

/** The record of `dev` with another valid value in one place: one that another environment has, or one like it. */
function changed(record: object, path: string): object {
  const value = valueAt(record, path);
  const candidates = [values[path], valueAt(staging, path), valueAt(prod, path), ...similarTo(value)].filter(
    (candidate) => candidate !== undefined,
  );
  const other = candidates
    .filter((candidate) => JSON.stringify(candidate) !== JSON.stringify(value))
    .map((candidate) => withValue(record, path, candidate))
    .find((candidate) => environmentSchema.safeParse(candidate).success);
  if (other === undefined) throw new Error(`there is no other valid value for ${path}; write one into the table of values`);
  return other;
}

function similarTo(value: unknown): unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1, value + 2, value * 2];
  if (typeof value === "string") return [`${value}1`, `${value}/another`];
  return Array.isArray(value) ? [value.slice(1), [...(value as unknown[]), "https://example.com"]] : [];
}

/** What the elements of a stack say, one by one, before references are resolved, which is most of the work of a synthesis. */
function* sketch(record: object): Generator<string> {
  const stack = stackOf(record);
  stack.prepareStack();
  for (const element of stack.node.findAll()) {
    if (TerraformElement.isTerraformElement(element)) yield JSON.stringify(element.toTerraform()).replaceAll(/TOKEN\.\d+/g, "TOKEN");
  }
}

const sketched = remembered((record: object) => [...sketch(record)]);

/** Whether two records make different Terraform. The second is looked at only as far as the first difference. */
function differ(one: object, other: object): boolean {
  const known = sketched(one);
  let place = 0;
  for (const element of sketch(other)) {
    if (element !== known[place]) return true;
    place += 1;
  }
  return place !== known.length || synthesized(one) !== synthesized(other);
}

function synthesized(record: object): string {
  return JSON.stringify(render(stackOf(record)));
}

/** The stack of a record without the records of others, to whose zones it may delegate. */
function stackOf(record: object): EnvironmentStack {
  return new EnvironmentStack(Testing.app(), environmentSchema.parse(record), readSettings({}));
}

describe("a setting of an environment", () => {
  const all = leavesOf(dev);

  test.each(all)("is read: %s", (path) => {
    const base = elsewhere[path] ?? dev;

    expect(differ(base, changed(base, path))).toBe(true);
  });

  test("changes nothing when it stays as it is", () => {
    expect(differ(dev, structuredClone(dev))).toBe(false);
  });
});
