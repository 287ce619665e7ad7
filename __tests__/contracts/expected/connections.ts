import type { Flow } from "../../../review/security-groups";
import type { ExpectedEnvironment } from "./environments";

/** A row of the connection matrix: each of `from` may call each of `to` on each of the ports. */
interface Row {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: readonly number[];
}

/**
 * Section 4 of the requirement. It is written here a second time, not imported: a flow that is dropped, widened or added in the program has to
 * differ from something.
 */
export const matrix: readonly Row[] = [
  { from: ["internet"], to: ["alb"], ports: [80, 443] },
  { from: ["alb"], to: ["api"], ports: [8080] },
  { from: ["alb"], to: ["graphql"], ports: [8081] },
  { from: ["alb"], to: ["sse"], ports: [8082] },
  { from: ["alb"], to: ["provider-api"], ports: [3000] },
  { from: ["api", "graphql"], to: ["provider-api"], ports: [3000] },
  { from: ["api", "graphql", "provider-api"], to: ["blnk-api"], ports: [5001] },
  { from: ["api", "graphql", "reindexer", "migrations", "rotation"], to: ["rds"], ports: [5432] },
  { from: ["blnk-api", "blnk-worker", "migrations", "rotation"], to: ["blnk-rds"], ports: [5432] },
  { from: ["api", "graphql", "sse", "provider-api"], to: ["elasticache"], ports: [6379] },
  { from: ["blnk-api", "blnk-worker"], to: ["blnk-elasticache"], ports: [6379] },
  { from: ["api", "graphql", "sse", "provider-api", "reindexer", "blnk-api", "blnk-worker"], to: ["otel-collector"], ports: [4317, 4318] },
  { from: ["otel-collector", "signoz-query"], to: ["clickhouse"], ports: [9000] },
  { from: ["signoz-query"], to: ["clickhouse"], ports: [8123] },
  { from: ["clickhouse"], to: ["clickhouse"], ports: [9009] },
  { from: ["clickhouse"], to: ["zookeeper"], ports: [2181] },
  { from: ["zookeeper"], to: ["zookeeper"], ports: [2888, 3888] },
  { from: ["zookeeper"], to: ["efs"], ports: [2049] },
  { from: ["signoz-frontend"], to: ["signoz-query"], ports: [8080] },
  { from: ["internal-alb"], to: ["signoz-frontend"], ports: [3301] },
  { from: ["vpc"], to: ["internal-alb"], ports: [443] },
  { from: ["vpc"], to: ["vpc-endpoints"], ports: [443] },
  { from: ["ecs-tasks", "clickhouse", "rotation"], to: ["vpc-endpoints", "prefix list s3"], ports: [443] },
  { from: ["api", "graphql", "provider-api", "reindexer"], to: ["internet"], ports: [443] },
  { from: ["provider-api"], to: ["mongo atlas"], ports: [27017] },
  { from: ["clickhouse"], to: ["internet"], ports: [443] },
];

/** Every security group, with the part of the platform that its tag `Service` names. */
export const groups: Readonly<Record<string, string>> = {
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
};

/** Groups to which nothing is attached yet, since their slice of the platform has not come. One that is attached leaves this list. */
export const pendingGroups: readonly string[] = [];

/** The flows of the matrix in an environment. */
export function flowsOf({ net }: ExpectedEnvironment): Flow[] {
  const ranges: Readonly<Record<string, string>> = { internet: "0.0.0.0/0", "mongo atlas": "0.0.0.0/0", vpc: `${net}.0.0/16` };
  const end = (name: string): string => ranges[name] ?? name;
  return matrix.flatMap(({ from, to, ports }) =>
    from.flatMap((source) => to.flatMap((target) => ports.map((port) => ({ from: end(source), to: end(target), port })))),
  );
}
