import type { Reachability } from "../../../review/contracts/reachability";
import type { ExpectedEnvironment } from "./environments";

/** What the connection matrix means in an environment: who can be reached from where, and by nobody else. */
export function reachabilityOf({ net }: ExpectedEnvironment): Reachability {
  return reachabilityIn(`${net}.0.0/16`);
}

/** The same in a VPC with any range. */
export function reachabilityIn(vpc: string): Reachability {
  return {
    entrances: [
      { from: "0.0.0.0/0", to: "alb", port: 80 },
      { from: "0.0.0.0/0", to: "alb", port: 443 },
    ],
    fromInternet: {
      alb: 1,
      api: 2,
      graphql: 2,
      sse: 2,
      "provider-api": 2,
      "blnk-api": 3,
      rds: 3,
      elasticache: 3,
      "otel-collector": 3,
      "blnk-rds": 4,
      "blnk-elasticache": 4,
      clickhouse: 4,
      zookeeper: 5,
      "vpc-endpoints": 5,
      efs: 6,
    },
    stores: {
      rds: ["api", "graphql", "reindexer", "migrations", "rotation"].map((from) => ({ from, ports: [5432] })),
      "blnk-rds": ["blnk-api", "blnk-worker", "migrations", "rotation"].map((from) => ({ from, ports: [5432] })),
      elasticache: ["api", "graphql", "sse", "provider-api"].map((from) => ({ from, ports: [6379] })),
      "blnk-elasticache": ["blnk-api", "blnk-worker"].map((from) => ({ from, ports: [6379] })),
      clickhouse: [
        { from: "otel-collector", ports: [9000] },
        { from: "signoz-query", ports: [9000, 8123] },
        { from: "clickhouse", ports: [9009] },
      ],
      efs: [{ from: "zookeeper", ports: [2049] }],
      "vpc-endpoints": ["ecs-tasks", "clickhouse", "rotation", vpc].map((from) => ({ from, ports: [443] })),
    },
    silent: ["rds", "blnk-rds", "elasticache", "blnk-elasticache", "efs", "vpc-endpoints"],
    closed: ["ecs-tasks", "reindexer", "blnk-worker", "rotation", "migrations"],
  };
}
