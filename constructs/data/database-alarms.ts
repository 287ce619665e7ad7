import { type AlarmRule, count, gib, percent, quarterHour, seconds } from "../operations/alarm-rule";

export interface DatabaseAlarmsProps {
  /** Whole name of the instance. */
  readonly identifier: string;
  /** GiB of disk that it begins with. */
  readonly storageGib: number;
  /** Connections that it takes. */
  readonly maxConnections: number;
}

/** Share of the disk that has to be free. RDS enlarges the disk by itself when less is; that it stays less means that it cannot. */
const freeShare = 0.1;

/** Share of its connections that may be taken. */
const takenShare = 0.8;

/**
 * When a database server has too much to do, or comes to an end of its disk or of its connections.
 *
 * An instance that reports nothing of its CPU is not there.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export function databaseAlarms({ identifier, storageGib, maxConnections }: DatabaseAlarmsProps): AlarmRule[] {
  const dimensions = { DBInstanceIdentifier: identifier };
  return [
    {
      kind: "database-cpu",
      meaning: "The server is busier than it can be for long, or not there at all.",
      metric: { namespace: "AWS/RDS", name: "CPUUtilization", dimensions },
      statistic: "Average",
      limit: { above: percent(85) },
      ...quarterHour,
      missing: "breaching",
    },
    {
      kind: "database-storage",
      meaning: "A server whose disk is full stops, and RDS has not made it larger.",
      metric: { namespace: "AWS/RDS", name: "FreeStorageSpace", dimensions },
      statistic: "Minimum",
      limit: { below: gib(freeShare * storageGib) },
      ...quarterHour,
      missing: "notBreaching",
    },
    {
      kind: "database-connections",
      meaning: "Programs will be refused when all connections are taken.",
      metric: { namespace: "AWS/RDS", name: "DatabaseConnections", dimensions },
      statistic: "Maximum",
      limit: { above: count(Math.floor(takenShare * maxConnections)) },
      ...quarterHour,
      missing: "notBreaching",
    },
  ];
}

/**
 * When a read replica is behind.
 *
 * On an idle primary PostgreSQL closes a log file every five minutes, and the measured lag grows for as long: only more than this is one.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
 */
export function replicaAlarms(identifier: string): AlarmRule[] {
  return [
    {
      kind: "database-replica-lag",
      meaning: "Readers see what was true minutes ago.",
      metric: { namespace: "AWS/RDS", name: "ReplicaLag", dimensions: { DBInstanceIdentifier: identifier } },
      statistic: "Average",
      limit: { above: seconds(600) },
      ...quarterHour,
      missing: "breaching",
    },
  ];
}
