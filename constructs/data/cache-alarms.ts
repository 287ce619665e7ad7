import { type AlarmRule, count, during, percent, quarterHour, seconds } from "../operations/alarm-rule";

export interface CacheAlarmsProps {
  /** Whole name of a node: the cache's with its number behind it, `ohi-dev-app-cache-001`. */
  readonly node: string;
  /** What gives way when memory is full. */
  readonly eviction: "allkeys-lru" | "noeviction";
  /** Whether another node has the same data. */
  readonly replicated: boolean;
}

/**
 * When a node of a cache has too much to do, or too little memory.
 *
 * A cache that forgets uses all of its memory, and is too small only when it forgets a lot. One that may forget nothing refuses
 * writes when it is full, and has to be heard of before. Redis runs on one of a small node's two processors, so half is all of it.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export function cacheAlarms({ node, eviction, replicated }: CacheAlarmsProps): AlarmRule[] {
  const dimensions = { CacheClusterId: node };
  return [
    {
      kind: "cache-cpu",
      meaning: "Redis uses nearly all of the one processor that it runs on, or the node is not there at all.",
      metric: { namespace: "AWS/ElastiCache", name: "CPUUtilization", dimensions },
      statistic: "Average",
      limit: { above: percent(45) },
      ...quarterHour,
      missing: "breaching",
    },
    eviction === "noeviction" ? memory(dimensions) : evictions(dimensions),
    ...(replicated ? [lag(dimensions)] : []),
  ];
}

function memory(dimensions: Readonly<Record<string, string>>): AlarmRule {
  return {
    kind: "cache-memory",
    meaning: "It may forget nothing, and refuses writes when it is full.",
    metric: { namespace: "AWS/ElastiCache", name: "DatabaseMemoryUsagePercentage", dimensions },
    statistic: "Maximum",
    limit: { above: percent(75) },
    ...quarterHour,
    missing: "notBreaching",
  };
}

function evictions(dimensions: Readonly<Record<string, string>>): AlarmRule {
  return {
    kind: "cache-evictions",
    meaning: "It is too small: it forgets what programs still want, and the databases are asked instead.",
    metric: { namespace: "AWS/ElastiCache", name: "Evictions", dimensions },
    statistic: "Sum",
    limit: { above: count(1000) },
    ...quarterHour,
    missing: "notBreaching",
  };
}

/** Only a node that follows another one reports this; which one does changes with a failover. */
function lag(dimensions: Readonly<Record<string, string>>): AlarmRule {
  return {
    kind: "cache-replica-lag",
    meaning: "Should the first node fail now, the other one lacks what was written last.",
    metric: { namespace: "AWS/ElastiCache", name: "ReplicationLag", dimensions },
    statistic: "Average",
    limit: { above: seconds(10) },
    ...during(60, 10),
    missing: "notBreaching",
  };
}
