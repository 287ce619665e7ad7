import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupLogDeliveryConfiguration,
} from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { type BackupPolicy, tag } from "../foundation/tags";
import { LogGroup } from "../operations/log-group";
import { watch } from "../operations/watch";
import type { Secret, SecretKeeping } from "../secrets/secret";
import { cacheAlarms } from "./cache-alarms";
import { finalSnapshot } from "./final-snapshot";
import { redisPort } from "./ports";
import { RedisUser } from "./redis-user";
import type { StoreTags } from "./store-tags";
import { shortestWindow, type Windows, windowProblems } from "./window";

export interface RedisProps {
  /** Words of the cache's name behind the stack's prefix, for example `app-cache`. */
  readonly name: string;
  /** What it holds, for people. */
  readonly description: string;
  /** Node type, for example `cache.t4g.micro`. */
  readonly nodeType: string;
  /** Nodes, 1 to 6. From two on there is a replica in another zone that takes over when the first node fails. */
  readonly nodes: number;
  /** What gives way when memory is full: the keys used least recently, or nothing, so that writes fail. */
  readonly eviction: "allkeys-lru" | "noeviction";
  readonly credential: {
    /** Words of the secret's name. */
    readonly name: string;
    readonly keeping: SecretKeeping;
  };
  readonly subnetGroupName: string;
  readonly securityGroupIds: readonly string[];
  /** ARN of the KMS key that encrypts disk, snapshots and logs. */
  readonly kmsKeyArn: string;
  /** Snapshot and maintenance windows, an hour or longer each. */
  readonly windows: Windows;
  /** Days for which snapshots are kept, 1 to 35. */
  readonly snapshotDays: number;
  /** Days for which logs are kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
  /** ARN of the topic that hears of failovers, snapshots and replaced nodes. ElastiCache publishes to no encrypted one. */
  readonly eventsTopicArn: string;
  /** Terraform refuses every plan that would destroy it. */
  readonly preventDestroy: boolean;
  /** Part of the platform and sensitivity of the data. */
  readonly tags: StoreTags;
  /** Tag of the cache itself. ElastiCache backs it up by its own snapshots; AWS Backup cannot. */
  readonly backupPolicy: BackupPolicy;
}

/** Version of the engine, and the family of parameters that is for it. */
const version = { engine: "7.1", family: "redis7" };

const logTypes = ["slow-log", "engine-log"];

/**
 * A Redis cache with its settings and its one user. Clients speak TLS and send the password.
 *
 * The names of its log groups begin with `/aws/vendedlogs/`: for others AWS would lengthen a policy of the whole account, which has a limit.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export class Redis extends Construct {
  public readonly group: ElasticacheReplicationGroup;
  public readonly user: RedisUser;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RedisProps,
  ) {
    super(scope, id);
    refuse(this.node.path, problemsOf(props));
    tag(this, props.tags);
    const parameters = this.createParameters();
    this.user = new RedisUser(this, "user", { cache: props.name, secretName: props.credential.name, keeping: props.credential.keeping });
    this.group = this.createGroup(parameters);
    this.watchNodes();
  }

  /** Address without a port, for reading and writing. It stays the same when another node takes over. */
  public get host(): string {
    return this.group.primaryEndpointAddress;
  }

  public get secret(): Secret {
    return this.user.secret;
  }

  private createParameters(): ElasticacheParameterGroup {
    const name = nameOf(this, "aws_elasticache_parameter_group", this.props.name, version.family);
    return new ElasticacheParameterGroup(this, "parameters", {
      name,
      family: version.family,
      description: `Settings of ${this.props.name}`,
      parameter: [{ name: "maxmemory-policy", value: this.props.eviction }],
      lifecycle: { createBeforeDestroy: true }, // AWS deletes none that is in use; the name has the version
      tags: { Name: name },
    });
  }

  private createGroup(parameters: ElasticacheParameterGroup): ElasticacheReplicationGroup {
    const {
      description,
      nodeType,
      nodes,
      subnetGroupName,
      securityGroupIds,
      kmsKeyArn,
      windows,
      snapshotDays,
      eventsTopicArn,
      preventDestroy,
      backupPolicy,
    } = this.props;
    const name = nameOf(this, "aws_elasticache_replication_group", this.props.name);
    return new ElasticacheReplicationGroup(this, "resource", {
      replicationGroupId: name,
      description,
      engine: "redis",
      engineVersion: version.engine,
      nodeType,
      numCacheClusters: nodes,
      automaticFailoverEnabled: nodes > 1,
      multiAzEnabled: nodes > 1,
      port: redisPort,
      parameterGroupName: parameters.name,
      subnetGroupName,
      securityGroupIds: [...securityGroupIds],
      atRestEncryptionEnabled: "true",
      kmsKeyId: kmsKeyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      userGroupIds: [this.user.groupId],
      snapshotRetentionLimit: snapshotDays,
      snapshotWindow: windows.backup,
      maintenanceWindow: windows.maintenance,
      autoMinorVersionUpgrade: "true",
      applyImmediately: false,
      notificationTopicArn: eventsTopicArn,
      logDeliveryConfiguration: logTypes.map((type) => this.deliverLog(type)),
      ...finalSnapshot(name, preventDestroy),
      tags: { Name: name, BackupPolicy: backupPolicy },
    });
  }

  /** ElastiCache numbers the nodes of a cache from 001 on, and measures each of them. */
  private watchNodes(): void {
    const { name, nodes, eviction } = this.props;
    for (let number = 1; number <= nodes; number += 1) {
      const words = `${name}-${String(number).padStart(3, "0")}`;
      const node = `${PlatformStack.of(this).namePrefix}-${words}`;
      watch(this, words, cacheAlarms({ node, eviction, replicated: nodes > 1 }));
    }
  }

  private deliverLog(type: string): ElasticacheReplicationGroupLogDeliveryConfiguration {
    const { name, kmsKeyArn, logRetentionDays: retentionDays } = this.props;
    const groupName = `/aws/vendedlogs/elasticache/${PlatformStack.of(this).namePrefix}/${name}/${type}`;
    const { resource } = new LogGroup(this, type, { name: groupName, kmsKeyArn, retentionDays });
    return { logType: type, logFormat: "json", destinationType: "cloudwatch-logs", destination: resource.name };
  }
}

function problemsOf({ nodes, snapshotDays, windows }: RedisProps): string[] {
  return [
    ...(Number.isInteger(nodes) && nodes >= 1 && nodes <= 6 ? [] : [`nodes ${nodes}; allowed are 1 to 6`]),
    ...(snapshotDays >= 1 && snapshotDays <= 35 ? [] : [`snapshotDays ${snapshotDays}; allowed are 1 to 35`]),
    ...windowProblems(windows, shortestWindow.cache),
  ];
}
