import { dataOf } from "./data";
import type { ExpectedEnvironment } from "./environments";

/** What an alarm looks at and when it sounds, as the JSON says it. */
export interface ExpectedAlarm {
  readonly metric: string;
  /** For example `Average > 85`. */
  readonly sounds: string;
  /** Number and length of the periods: `3 × 300 s`. */
  readonly during: string;
  readonly missing: string;
  readonly region: "eu-west-1" | "us-east-1";
}

type Environment = ExpectedEnvironment["name"];

const home = { region: "eu-west-1" } as const;
const edge = { region: "us-east-1" } as const;
const quarterHour = { during: "3 × 300 s" } as const;
const silentlyGood = { missing: "notBreaching" } as const;
const silentlyBad = { missing: "breaching" } as const;
const usual = { ...home, ...quarterHour, ...silentlyGood };
const gib = 1024 ** 3;

const alarm = (metric: string, sounds: string, rest: Omit<ExpectedAlarm, "metric" | "sounds">): ExpectedAlarm => ({
  metric,
  sounds,
  ...rest,
});

/** Tasks of each service at the least: section 6 of the requirement. */
const tasks: Readonly<Record<string, readonly [dev: number, staging: number, prod: number]>> = {
  api: [1, 2, 3],
  graphql: [1, 2, 3],
  sse: [1, 1, 2],
  "provider-api": [1, 1, 2],
  reindexer: [1, 1, 1],
  "blnk-api": [1, 1, 2],
  "blnk-worker": [1, 1, 1],
  "otel-collector": [1, 1, 2],
  "signoz-query": [1, 1, 1],
  "signoz-frontend": [1, 1, 1],
  "zookeeper-1": [1, 1, 1],
};

const column: Readonly<Record<Environment, 0 | 1 | 2>> = { dev: 0, staging: 1, prod: 2 };

function ofServices(environment: Environment): [string, ExpectedAlarm][] {
  const members = environment === "prod" ? { ...tasks, "zookeeper-2": [1, 1, 1] as const, "zookeeper-3": [1, 1, 1] as const } : tasks;
  return Object.entries(members).flatMap(([name, counts]): [string, ExpectedAlarm][] => [
    [`${name}-service-cpu`, alarm("AWS/ECS CPUUtilization", "Average > 85", usual)],
    [`${name}-service-memory`, alarm("AWS/ECS MemoryUtilization", "Average > 90", usual)],
    [
      `${name}-service-tasks`,
      alarm("ECS/ContainerInsights RunningTaskCount", `Maximum < ${counts[column[environment]]}`, { ...usual, ...silentlyBad }),
    ],
  ]);
}

function ofHosts(): [string, ExpectedAlarm][] {
  const errors = { ...usual, during: "2 × 300 s" };
  return [
    ...["alb", "internal-alb"].map((name): [string, ExpectedAlarm] => [
      `${name}-load-balancer-5xx`,
      alarm("AWS/ApplicationELB HTTPCode_ELB_5XX_Count", "Sum > 10", errors),
    ]),
    ...["api", "graphql", "sse", "provider-api", "signoz-frontend"].flatMap((name): [string, ExpectedAlarm][] => [
      [`${name}-target-5xx`, alarm("AWS/ApplicationELB HTTPCode_Target_5XX_Count", "Sum > 10", errors)],
      [`${name}-target-latency`, alarm("AWS/ApplicationELB TargetResponseTime", "p95 > 3", usual)],
      [`${name}-target-unhealthy`, alarm("AWS/ApplicationELB UnHealthyHostCount", "Maximum > 0", { ...usual, during: "10 × 60 s" })],
    ]),
  ];
}

/** A tenth of the disk, and four fifths of the connections. */
function ofDatabases(environment: Environment): [string, ExpectedAlarm][] {
  const { postgres, blnkPostgres, readReplicas } = dataOf[environment];
  const replicas = Array.from({ length: readReplicas }, (_, index) => `postgres-replica-${index + 1}`);
  const servers = [
    ...["postgres-primary", ...replicas].map((name) => ({ name, gibs: postgres.storageGib, connections: postgres.maxConnections })),
    { name: "postgres-blnk", gibs: 20, connections: blnkPostgres.maxConnections },
  ];
  return [
    ...servers.flatMap(({ name, gibs, connections }): [string, ExpectedAlarm][] => [
      [`${name}-database-cpu`, alarm("AWS/RDS CPUUtilization", "Average > 85", { ...usual, ...silentlyBad })],
      [`${name}-database-storage`, alarm("AWS/RDS FreeStorageSpace", `Minimum < ${(gibs * gib) / 10}`, usual)],
      [`${name}-database-connections`, alarm("AWS/RDS DatabaseConnections", `Maximum > ${Math.floor((connections * 4) / 5)}`, usual)],
    ]),
    ...replicas.map((name): [string, ExpectedAlarm] => [
      `${name}-database-replica-lag`,
      alarm("AWS/RDS ReplicaLag", "Average > 600", { ...usual, ...silentlyBad }),
    ]),
  ];
}

/** The application's cache forgets, the ledger's may not. */
function ofCaches(environment: Environment): [string, ExpectedAlarm][] {
  const { appCache, blnkCache } = dataOf[environment];
  const memory = {
    app: ["cache-evictions", alarm("AWS/ElastiCache Evictions", "Sum > 1000", usual)],
    blnk: ["cache-memory", alarm("AWS/ElastiCache DatabaseMemoryUsagePercentage", "Maximum > 75", usual)],
  } as const;
  return (["app", "blnk"] as const).flatMap((cache) => {
    const { nodes } = cache === "app" ? appCache : blnkCache;
    const [kind, full] = memory[cache];
    return Array.from({ length: nodes }, (_, index) => `${cache}-cache-00${index + 1}`).flatMap((name): [string, ExpectedAlarm][] => [
      [`${name}-cache-cpu`, alarm("AWS/ElastiCache CPUUtilization", "Average > 45", { ...usual, ...silentlyBad })],
      [`${name}-${kind}`, full],
      ...(nodes === 1
        ? []
        : ([
            [`${name}-cache-replica-lag`, alarm("AWS/ElastiCache ReplicationLag", "Average > 10", { ...usual, during: "10 × 60 s" })],
          ] satisfies [string, ExpectedAlarm][])),
    ]);
  });
}

function ofEdge(environment: Environment): [string, ExpectedAlarm][] {
  const expiry = (region: typeof home | typeof edge): ExpectedAlarm =>
    alarm("AWS/CertificateManager DaysToExpiry", "Minimum < 30", { ...region, during: "1 × 86400 s", missing: "ignore" });
  const blocked = (region: typeof home | typeof edge): ExpectedAlarm =>
    alarm("AWS/WAFV2 BlockedRequests", "Sum > 2000", { ...usual, ...region });
  const health = alarm("AWS/Route53 HealthCheckStatus", "Minimum < 1", { ...edge, during: "5 × 60 s", ...silentlyBad });
  return [
    ["regional-certificate-expiry", expiry(home)],
    ["edge-certificate-expiry", expiry(edge)],
    ["cdn-distribution-5xx", alarm("AWS/CloudFront 5xxErrorRate", "Average > 5", { ...usual, ...edge })],
    ...(environment === "dev"
      ? []
      : ([
          ["alb-web-acl-blocked", blocked(home)],
          ["cdn-web-acl-blocked", blocked(edge)],
        ] satisfies [string, ExpectedAlarm][])),
    ...(environment === "prod" ? ["site", "api", "graphql", "sse", "provider-api"] : []).map((name): [string, ExpectedAlarm] => [
      `${name}-health-check`,
      health,
    ]),
  ];
}

function ofOthers(stack: string): [string, ExpectedAlarm][] {
  const minutes = { ...home, during: "5 × 60 s" } as const;
  const atOnce = { ...home, during: "1 × 300 s", ...silentlyGood } as const;
  return [
    ...["a", "b", "c"].map((zone): [string, ExpectedAlarm] => [
      `nat-${zone}-port-errors`,
      alarm("AWS/NATGateway ErrorPortAllocation", "Sum > 0", atOnce),
    ]),
    ["clickhouse-host-status", alarm("AWS/EC2 StatusCheckFailed", "Maximum > 0", { ...minutes, ...silentlyBad })],
    ["clickhouse-host-cpu", alarm("AWS/EC2 CPUUtilization", "Average > 85", usual)],
    ["clickhouse-boot-failed", alarm(`${stack} clickhouse-boot-failed`, "Sum > 0", atOnce)],
    ["clickhouse-disk-stalled", alarm("AWS/EBS VolumeStalledIOCheck", "Maximum > 0", { ...minutes, ...silentlyGood })],
    ["files-file-system-io", alarm("AWS/EFS PercentIOLimit", "Maximum > 90", usual)],
    ["passwords-redeployment-failed", alarm("AWS/States ExecutionsFailed", "Sum > 0", atOnce)],
    ...["postgres-primary", "postgres-blnk", "app-cache", "blnk-cache"].map((name): [string, ExpectedAlarm] => [
      `${name}-rotation-function-errors`,
      alarm("AWS/Lambda Errors", "Sum > 0", atOnce),
    ]),
    ["vault-backup-failed", alarm("AWS/Backup NumberOfBackupJobsFailed", "Sum > 0", { ...home, during: "1 × 3600 s", ...silentlyGood })],
    [
      "vault-backup-missing",
      alarm("AWS/Backup NumberOfBackupJobsCompleted", "Sum < 1", { ...home, during: "2 × 86400 s", ...silentlyBad }),
    ],
  ];
}

/** Every alarm of an environment, by its name without the environment's prefix. */
export function alarmsOf({ name, stack }: ExpectedEnvironment): Readonly<Record<string, ExpectedAlarm>> {
  return Object.fromEntries([
    ...ofServices(name),
    ...ofHosts(),
    ...ofDatabases(name),
    ...ofCaches(name),
    ...ofEdge(name),
    ...ofOthers(stack),
  ]);
}
