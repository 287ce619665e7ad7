import * as fc from "fast-check";
import { environmentSchema } from "../../environments/schema";
import { services } from "../../stacks/workload/services";
import { problemsOf } from "../../stacks/workload/check-catalogue";
import { tasks } from "../../stacks/workload/tasks";
import { drawn, environment } from "./arbitraries";
import { leavesOfSchema } from "./schema-leaves";
import { changed } from "./workloads";

/** Settings of which there is one value, with the reason. */
const fixed: Readonly<Record<string, string>> = { createdBy: "the contract effective-tags holds it for every environment" };

/** What a record says at a place of the schema, where `*` is every entry of a list. */
function saidAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return [value];
  if (typeof value !== "object" || value === null) return [];
  return (key === "*" ? Object.values(value) : [Reflect.get(value, key)]).flatMap((below: unknown) => saidAt(below, rest));
}

const sample = fc.sample(environment, { seed: 1, numRuns: 300 });

describe("a drawn environment", () => {
  test("is one that the schema accepts, and the catalogue too", () => {
    const refused = sample.flatMap((record) => {
      const { error } = environmentSchema.safeParse(record);
      return [...(error?.issues ?? []), ...problemsOf(services, tasks, record)];
    });

    expect(refused).toEqual([]);
  });

  test.each(leavesOfSchema)("has more than one value of %s", (path) => {
    const values = new Set(sample.flatMap((record) => saidAt(record, path.split("."))).map((value) => JSON.stringify(value)));

    expect(values.size > 1).toBe(!(path in fixed));
  });

  test("has any number of zones from two on, of replicas, and of nodes", () => {
    const counts = (count: (record: (typeof sample)[number]) => number): number[] =>
      [...new Set(sample.map(count))].toSorted((a, b) => a - b);

    expect(counts(({ network }) => network.zones.length)).toEqual([2, 3]);
    expect(counts(({ postgres }) => postgres.readReplicas)).toEqual([0, 1, 2]);
    expect(counts(({ appCache }) => appCache.nodes)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(counts(({ zookeeperNodes }) => zookeeperNodes)).toEqual([1, 3, 5]);
  });
});

describe("a drawn catalogue", () => {
  test("is accepted with the record, and often lacks a service or has one more", () => {
    const all = fc.sample(drawn, { seed: 1, numRuns: 200 });

    expect(all.flatMap(({ record, change }) => problemsOf(changed(change).services, tasks, record))).toEqual([]);
    expect(all.filter(({ change }) => change.without.length > 0).length).toBeGreaterThan(50);
    expect(all.filter(({ change }) => change.added !== undefined).length).toBeGreaterThan(50);
  });
});
