import * as fc from "fast-check";
import { redisPort, postgresPort } from "../../constructs/data/ports";
import type { Connection } from "../../constructs/security/connection";
import { type Group, groups } from "../../stacks/workload/groups";
import type { Service } from "../../stacks/workload/service";
import { common, postgres, redis, server, telemetry } from "../../stacks/workload/service-settings";
import { type Catalogue, services } from "../../stacks/workload/services";
import { ohi, type Workload } from "../../stacks/workload/workload";

/** Plain objects are printed as a person would write them. */
const plain = { noNullPrototype: true } as const;

/** How a catalogue differs from OHI's. */
export interface Change {
  /** Keys of services that do not run. */
  readonly without: readonly string[];
  /** A service that runs besides, when there is one. */
  readonly added: Added | undefined;
}

/** What is drawn of a service that is added; the rest of it follows. */
interface Added {
  readonly key: string;
  readonly port: number;
  readonly size: Service["scale"]["full"];
  /** Behind which load balancer, and the place of its rule; nothing when it is behind none. */
  readonly host: { readonly loadBalancer: "public" | "internal"; readonly priority: number } | undefined;
  readonly database: boolean;
  readonly cache: boolean;
  readonly observed: boolean;
}

/** Services that no other service, task or page calls. */
const dispensable = ["graphql", "sse", "reindexer", "blnk-worker"];

/** Priorities that OHI's own services leave. */
const priority = fc.integer({ min: 401, max: 50_000 });

const size = fc
  .tuple(
    fc.constantFrom({ cpu: 256, memory: 512 } as const, { cpu: 512, memory: 4096 } as const, { cpu: 2048, memory: 16384 } as const),
    fc.integer({ min: 1, max: 9 }),
    fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  )
  .map(([of, count, more]) => ({ ...of, count, ...(more === undefined ? {} : { upTo: count + more }) }));

/** What has this name already: security groups, a log group, and the site. */
const reserved = [...Object.keys(groups), "exec", "site", "www"];

/** Up to 16 characters: with the longest name of an environment, a target group has no room for more. */
const key = fc.stringMatching(/^[a-z][a-z0-9]{1,7}(-[a-z0-9]{2,7})?$/).filter((drawn) => !reserved.includes(drawn));

const added = fc.record<Added>(
  {
    key,
    port: fc.integer({ min: 1024, max: 65_535 }),
    size,
    host: fc.option(fc.record({ loadBalancer: fc.constantFrom("public" as const, "internal" as const), priority }, plain), {
      nil: undefined,
    }),
    database: fc.boolean(),
    cache: fc.boolean(),
    observed: fc.boolean(),
  },
  plain,
);

/** Some of OHI's services, and perhaps another one; often all of them and nothing else. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant({ without: [], added: undefined }),
  fc.record({ without: fc.subarray(dispensable), added: fc.option(added, { nil: undefined }) }, plain),
);

/** OHI's workload with a change. Connections of a service that does not run go with it. */
export function changed({ without, added: one }: Change): Workload {
  const kept: Catalogue = Object.fromEntries(Object.entries(services).filter(([each]) => !without.includes(each)));
  return {
    ...ohi,
    services: one === undefined ? kept : { ...kept, [one.key]: serviceOf(one) },
    connections: (facts) => [
      ...ohi.connections(facts).filter(({ from, to }) => [from, to].every((end) => typeof end !== "string" || !without.includes(end))),
      ...(one === undefined ? [] : edgesOf(one)),
    ],
  };
}

function serviceOf({ key: name, port, size: of, host, database, cache, observed }: Added): Service {
  return {
    image: { own: true },
    ports: { http: port },
    health: { port: "http", path: "/health" },
    scale: { minimal: of, reduced: of, full: of },
    ...(host === undefined ? {} : { host: { ...host, subdomain: name, port: "http", drainSeconds: 30 } }),
    settings: {
      ...common,
      ...server(port),
      ...(database ? postgres("primary") : {}),
      ...(cache ? redis("app") : {}),
      ...(observed ? telemetry(name, "grpc") : {}),
    },
    secrets: {
      ...(database ? ({ DB_PASSWORD: { secret: "postgres-primary", key: "password" } } as const) : {}),
      ...(cache ? ({ REDIS_PASSWORD: { secret: "redis-cache", key: "password" } } as const) : {}),
    },
    databases: database ? ["primary"] : [],
    stopTimeoutSeconds: 30,
    readOnlyRoot: true,
    scratch: ["/tmp"],
  };
}

function edgesOf({ key: name, port, host, database, cache, observed }: Added): Connection<Group>[] {
  const own = name as Group; // a key of the changed catalogue, which the type does not know
  const from = (caller: Group): Connection<Group> => ({ from: caller, to: own, ports: [port], why: "Requests" });
  const to = (called: Group, ports: readonly number[]): Connection<Group> => ({ from: own, to: called, ports, why: "What it needs" });
  return [
    from(host === undefined ? "api" : host.loadBalancer === "public" ? "alb" : "internal-alb"),
    ...(database ? [to("rds", [postgresPort])] : []),
    ...(cache ? [to("elasticache", [redisPort])] : []),
    ...(observed ? [to("otel-collector", [services["otel-collector"].ports.grpc])] : []),
  ];
}
