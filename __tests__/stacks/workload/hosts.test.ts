import { Refusal } from "../../../constructs/foundation/refusal";
import { hostsOf } from "../../../stacks/workload/hosts";
import type { Service } from "../../../stacks/workload/service";
import { type Catalogue, services } from "../../../stacks/workload/services";

const catalogue: Catalogue = services;

function withApi(changes: Partial<Service>): Catalogue {
  const { api } = services;
  return { api: { ...api, ...changes } };
}

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

  test("are refused on a port that the service does not have, and where nothing answers when all is well, with what is allowed", () => {
    expect(() => hostsOf(withApi({ ports: { other: 1 }, health: { command: "true" } }))).toThrow(
      new Refusal("catalogue", [
        "services.api.host.port: found http; allowed: other",
        "services.api.health: found no path; allowed: one that answers 200",
      ]),
    );
  });
});
