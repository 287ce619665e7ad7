import { Testing } from "cdktf";
import { Refusal } from "../../constructs/foundation/refusal";
import { dev } from "../../environments/dev";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { readSettings } from "../../stacks/read-settings";
import { services } from "../../stacks/workload/services";
import { ohi, type Workload } from "../../stacks/workload/workload";

describe("the stack of an environment", () => {
  test("refuses everything that is wrong with its catalogue at once, before it builds anything", () => {
    const app = Testing.app();
    const { api, sse } = services;
    const workload: Workload = {
      ...ohi,
      services: {
        ...services,
        api: { ...api, host: { ...api.host, port: "grpc" } },
        sse: { ...sse, health: { command: "true" }, host: { ...sse.host, subdomain: "api" } },
      },
    };

    expect(() => new EnvironmentStack(app, dev, readSettings({}), workload)).toThrow(
      /^ohi-dev: 3 problems\n {2}services\.api\.host\.port: found grpc; .*\n {2}services\.sse\.health: found no path; .*\n {2}services\.sse\.host\.subdomain: found api; .*$/,
    );
    expect(
      app.node
        .findChild("ohi-dev")
        .node.findAll()
        .filter(({ node }) => node.path.includes("/network")),
    ).toHaveLength(0);
  });

  test("refuses a catalogue in which another service has the place of the API behind the load balancer", () => {
    const { host, ...api } = services.api;
    const workload: Workload = { ...ohi, services: { ...services, api, graphql: { ...services.graphql, host } } };

    expect(() => new EnvironmentStack(Testing.app(), dev, readSettings({}), workload)).toThrow(
      new Refusal("ohi-dev", ['no service "api" behind a load balancer; the site has its API there']),
    );
  });
});
