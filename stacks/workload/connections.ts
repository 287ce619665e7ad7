import type { AddressRange, Connection, End, PrefixList } from "../../constructs/security/connection";
import type { services } from "../tag-policy";

type Service = (typeof services)[number];

/** Every security group of an environment, with the part of the platform that it belongs to. */
export const groups = {
  alb: "alb",
  api: "api",
  graphql: "graphql",
  sse: "sse",
  "provider-api": "provider-api",
  reindexer: "reindexer",
  "blnk-api": "blnk-api",
  "blnk-worker": "blnk-worker",
  rds: "postgres-primary",
  elasticache: "redis-cache",
  clickhouse: "clickhouse",
  "otel-collector": "otel-collector",
  "signoz-query": "signoz-query",
  "signoz-frontend": "signoz-frontend",
  "ecs-tasks": "ecs",
  "vpc-endpoints": "vpc",
  "internal-alb": "internal-alb",
  "blnk-rds": "postgres-blnk",
  "blnk-elasticache": "redis-blnk",
  zookeeper: "zookeeper",
  efs: "efs",
  rotation: "rotation",
  migrations: "migrations",
} as const satisfies Readonly<Record<string, Service>>;

/** Key of a security group. */
export type Group = keyof typeof groups;

/** Ports that more than one connection leads to. */
const port = { https: 443, postgres: 5432, redis: 6379, clickhouse: 9000, otlpGrpc: 4317, otlpHttp: 4318 } as const;

/** What the matrix has to know of the environment that it stands in. */
export interface Surroundings {
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
export function connections({ vpcCidr, mongoAtlasCidrs, s3PrefixListId }: Surroundings): Connection<Group>[] {
  const internet: AddressRange = { name: "internet", cidr: "0.0.0.0/0" };
  const vpc: AddressRange = { name: "vpc", cidr: vpcCidr };
  const s3: PrefixList = { name: "s3", prefixListId: s3PrefixListId, weight: 1 };
  const atlas = mongoAtlasCidrs.map((cidr, index): AddressRange => ({ name: `mongo-atlas-${index + 1}`, cidr }));
  const observed = ["api", "graphql", "sse", "provider-api", "reindexer", "blnk-api", "blnk-worker"] as const;

  return [
    ...connect([internet], ["alb"], [80, port.https], "Users; port 80 only redirects"),
    ...connect(["alb"], ["api"], [8080], "Requests and health checks"),
    ...connect(["alb"], ["graphql"], [8081], "Requests and health checks"),
    ...connect(["alb"], ["sse"], [8082], "Event streams and health checks"),
    ...connect(["alb"], ["provider-api"], [3000], "Requests and health checks"),
    ...connect(["api", "graphql"], ["provider-api"], [3000], "Prices and providers"),
    ...connect(["api", "graphql", "provider-api"], ["blnk-api"], [5001], "Ledger"),
    ...connect(["api", "graphql", "reindexer", "migrations", "rotation"], ["rds"], [port.postgres], "Application database"),
    ...connect(["blnk-api", "blnk-worker", "migrations", "rotation"], ["blnk-rds"], [port.postgres], "Ledger database"),
    ...connect(["api", "graphql", "sse", "provider-api"], ["elasticache"], [port.redis], "Application cache"),
    ...connect(["blnk-api", "blnk-worker"], ["blnk-elasticache"], [port.redis], "Ledger cache and queue"),
    ...connect(observed, ["otel-collector"], [port.otlpGrpc, port.otlpHttp], "Traces, metrics and logs by OTLP"),
    ...connect(["otel-collector", "signoz-query"], ["clickhouse"], [port.clickhouse], "ClickHouse native protocol"),
    ...connect(["signoz-query"], ["clickhouse"], [8123], "ClickHouse HTTP"),
    ...connect(["clickhouse"], ["clickhouse"], [9009], "ClickHouse replication"),
    ...connect(["clickhouse"], ["zookeeper"], [2181], "ZooKeeper clients"),
    ...connect(["zookeeper"], ["zookeeper"], [2888, 3888], "ZooKeeper quorum and election"),
    ...connect(["zookeeper"], ["efs"], [2049], "ZooKeeper data by NFS"),
    ...connect(["signoz-frontend"], ["signoz-query"], [8080], "SigNoz queries"),
    ...connect(["internal-alb"], ["signoz-frontend"], [3301], "SigNoz pages"),
    ...connect([vpc], ["internal-alb"], [port.https], "Operators inside the VPC"),
    ...connect([vpc], ["vpc-endpoints"], [port.https], "AWS services by private endpoints"),
    ...connect(["ecs-tasks", "clickhouse", "rotation"], ["vpc-endpoints"], [port.https], "AWS services by private endpoints"),
    ...connect(["ecs-tasks", "clickhouse", "rotation"], [s3], [port.https], "S3, image layers included"),
    ...connect(["api", "graphql", "provider-api", "reindexer"], [internet], [port.https], "Typesense, OpenAI, Google, Calendly, WhatsApp, Flutterwave"),
    ...connect(["provider-api"], atlas, [27017], "MongoDB Atlas"),
    ...connect(["clickhouse"], [internet], [port.https], "Operating system and ClickHouse packages"),
  ];
}

function connect(from: readonly End<Group>[], to: readonly End<Group>[], ports: readonly number[], why: string): Connection<Group>[] {
  return from.flatMap((source) => to.map((target) => ({ from: source, to: target, ports, why })));
}
