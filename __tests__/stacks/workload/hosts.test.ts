import { hostsOf } from "../../../stacks/workload/hosts";
import { type Catalogue, services } from "../../../stacks/workload/services";

const catalogue: Catalogue = services;

describe("the hosts of a catalogue", () => {
  test("are those of its services that have one, in the order of the catalogue", () => {
    expect(hostsOf(catalogue).map(({ subdomain, port }) => [subdomain, port])).toEqual([
      ["api", 8080],
      ["graphql", 8081],
      ["sse", 8082],
      ["provider", 3000],
      ["signoz", 3301],
    ]);
  });
});
