import { postgresPort, redisPort } from "../../constructs/data/ports";
import type { AddressRange, Connection, End, PrefixList } from "../../constructs/security/connection";
import { clickhousePorts } from "./clickhouse";
import type { Group } from "./groups";
import { services } from "./services";

/** Ports of what is not in the catalogue of services. */
const port = { http: 80, https: 443, postgres: postgresPort, redis: redisPort, mongo: 27017, nfs: 2049 } as const;

/** What the matrix has to know of the environment that it stands in. */
export interface NetworkFacts {
  readonly vpcCidr: string;
  readonly mongoAtlasCidrs: readonly string[];
  /** Id of the list of S3's address ranges in the region. */
  readonly s3PrefixListId: string;
}

/**
 * Who may talk to whom: the only source of security-group rules.
 *
 * `ecs-tasks` is what every Fargate task carries beside its own group. It lets nobody in, and out only to AWS's own endpoints and S3.
 */
export function connections({ vpcCidr, mongoAtlasCidrs, s3PrefixListId }: NetworkFacts): Connection<Group>[] {
  const internet: AddressRange = { name: "internet", cidr: "0.0.0.0/0" };
  const vpc: AddressRange = { name: "vpc", cidr: vpcCidr };
  const s3: PrefixList = { name: "s3", prefixListId: s3PrefixListId, weight: 1 };
  const atlas = mongoAtlasCidrs.map((cidr, index): AddressRange => ({ name: `mongo-atlas-${index + 1}`, cidr }));
  const { api, graphql, sse, "provider-api": providerApi, "blnk-api": blnkApi } = services;
  const { "otel-collector": collector, "signoz-query": query, "signoz-frontend": frontend, zookeeper } = services;
  const observed = ["api", "graphql", "sse", "provider-api", "reindexer", "blnk-api", "blnk-worker"] as const;

  return [
    ...connect([internet], ["alb"], [port.http, port.https], "Users; port 80 only redirects"),
    ...connect(["alb"], ["api"], [api.ports.http], "Requests and health checks"),
    ...connect(["alb"], ["graphql"], [graphql.ports.http], "Requests and health checks"),
    ...connect(["alb"], ["sse"], [sse.ports.http], "Event streams and health checks"),
    ...connect(["alb"], ["provider-api"], [providerApi.ports.http], "Requests and health checks"),
    ...connect(["api", "graphql"], ["provider-api"], [providerApi.ports.http], "Prices and providers"),
    ...connect(["api", "graphql", "provider-api"], ["blnk-api"], [blnkApi.ports.http], "Ledger"),
    ...connect(["api", "graphql", "reindexer", "migrations", "rotation"], ["rds"], [port.postgres], "Application database"),
    ...connect(["blnk-api", "blnk-worker", "migrations", "rotation"], ["blnk-rds"], [port.postgres], "Ledger database"),
    ...connect(["api", "graphql", "sse", "provider-api"], ["elasticache"], [port.redis], "Application cache"),
    ...connect(["blnk-api", "blnk-worker"], ["blnk-elasticache"], [port.redis], "Ledger cache and queue"),
    ...connect(observed, ["otel-collector"], [collector.ports.grpc, collector.ports.http], "Traces, metrics and logs by OTLP"),
    ...connect(["otel-collector", "signoz-query"], ["clickhouse"], [clickhousePorts.native], "ClickHouse native protocol"),
    ...connect(["signoz-query"], ["clickhouse"], [clickhousePorts.http], "ClickHouse HTTP"),
    ...connect(["clickhouse"], ["clickhouse"], [clickhousePorts.replication], "ClickHouse replication"),
    ...connect(["clickhouse"], ["zookeeper"], [zookeeper.ports.client], "ZooKeeper clients"),
    ...connect(["zookeeper"], ["zookeeper"], [zookeeper.ports.quorum, zookeeper.ports.election], "ZooKeeper quorum and election"),
    ...connect(["zookeeper"], ["efs"], [port.nfs], "ZooKeeper data by NFS"),
    ...connect(["signoz-frontend"], ["signoz-query"], [query.ports.http], "SigNoz queries"),
    ...connect(["internal-alb"], ["signoz-frontend"], [frontend.ports.http], "SigNoz pages"),
    ...connect([vpc], ["internal-alb"], [port.https], "Operators inside the VPC"),
    ...connect([vpc], ["vpc-endpoints"], [port.https], "AWS services by private endpoints"),
    ...connect(["ecs-tasks", "clickhouse", "rotation"], ["vpc-endpoints"], [port.https], "AWS services by private endpoints"),
    ...connect(["ecs-tasks", "clickhouse", "rotation"], [s3], [port.https], "S3, image layers included"),
    ...connect(
      ["api", "graphql", "provider-api", "reindexer"],
      [internet],
      [port.https],
      "Typesense, OpenAI, Google, Calendly, WhatsApp, Flutterwave",
    ),
    ...connect(["provider-api"], atlas, [port.mongo], "MongoDB Atlas"),
    ...connect(["clickhouse"], [internet], [port.https], "Operating system and ClickHouse packages"),
  ];
}

function connect(from: readonly End<Group>[], to: readonly End<Group>[], ports: readonly number[], why: string): Connection<Group>[] {
  return from.flatMap((source) => to.map((target) => ({ from: source, to: target, ports, why })));
}
