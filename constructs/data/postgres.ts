import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import type { AlarmRule } from "../operations/alarm-rule";
import { watch } from "../operations/watch";
import { DatabaseCredential } from "../secrets/database-credential";
import type { Secret, SecretKeeping } from "../secrets/secret";
import { databaseAlarms, replicaAlarms } from "./database-alarms";
import { finalSnapshot } from "./final-snapshot";
import { postgresPort } from "./ports";
import { postgresInstance, type PostgresInstanceProps } from "./postgres-instance";
import { maxConnections, PostgresParameters, postgresVersion } from "./postgres-parameters";
import { PostgresReplica } from "./postgres-replica";
import type { StoreTags } from "./store-tags";
import { shortestWindow, type Windows, windowProblems } from "./window";

export interface PostgresProps extends Omit<PostgresInstanceProps, "maintenance"> {
  /** Words of the instance's name behind the stack's prefix, for example `postgres-primary`. */
  readonly name: string;
  /** Words of the parameter group's name, for example `postgres15`. */
  readonly parametersName: string;
  /** Database that the instance is made with. */
  readonly database: string;
  /** User that owns it. */
  readonly user: string;
  readonly credential: {
    /** Words of the secret's name. */
    readonly name: string;
    /** Number of the password, from 1 on. A higher number makes a new one. */
    readonly passwordVersion: number;
    readonly keeping: SecretKeeping;
  };
  /** Memory of the instance class, in GiB. */
  readonly memoryGib: number;
  /** GiB of disk to begin with, 20 to 59578: more leaves no room for `maxStorageGib`. */
  readonly storageGib: number;
  /** A standby in a second zone, with automatic failover. */
  readonly multiAz: boolean;
  readonly subnetGroupName: string;
  /** Backup and maintenance windows, half an hour or longer each. */
  readonly windows: Windows;
  /** Part of the platform and sensitivity of the data. */
  readonly tags: StoreTags;
  /** Read replicas. Default: none. */
  readonly replicas?: ReplicasProps;
}

export interface ReplicasProps {
  /** How many, 0 to 2: `reader` and `bulkReader` lead to no third. */
  readonly count: number;
  /** Words of their names, to which the number is added, from 1 on: `postgres-replica`. */
  readonly name: string;
  /** Zones over which they are spread, in turn. */
  readonly zones: readonly string[];
  readonly tags: StoreTags;
}

/**
 * A PostgreSQL server with its user, its settings and its read replicas.
 *
 * The version is a major one: RDS chooses the minor version and keeps it up to date, and the provider takes `15` for the same as
 * `15.12`. Changes that restart the server wait for the maintenance window.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_PostgreSQL.html
 */
export class Postgres extends Construct {
  public readonly instance: DbInstance;
  public readonly replicas: readonly PostgresReplica[];
  public readonly secret: Secret;
  /** The secret with everything in it. A rotation waits for it. */
  public readonly completeSecret: ITerraformDependable;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresProps,
  ) {
    super(scope, id);
    refuse(this.node.path, problemsOf(props));
    tag(this, props.tags);
    const { name, parametersName, memoryGib, credential, user, database } = props;
    const parameters = new PostgresParameters(this, "parameters", { name: parametersName, memoryGib });
    const login = new DatabaseCredential(this, "credential", { user, ...credential });
    const identifier = nameOf(this, "aws_db_instance", name);
    this.instance = this.createInstance(identifier, parameters, login);
    watch(this, name, this.alarms(identifier));
    this.secret = login.secret;
    this.completeSecret = login.complete(this.instance, { engine: "postgres", port: postgresPort, database });
    this.replicas = this.createReplicas(parameters);
  }

  /** Address without a port. */
  public get host(): string {
    return this.instance.address;
  }

  /** The first replica, or the server itself where there is none. */
  public get reader(): DbInstance {
    return this.replicas[0]?.instance ?? this.instance;
  }

  /** The last replica, for what reads much at once, so that who waits for an answer does not wait for it. With one replica the same as `reader`. */
  public get bulkReader(): DbInstance {
    return this.replicas.at(-1)?.instance ?? this.instance;
  }

  private createInstance(identifier: string, parameters: PostgresParameters, login: DatabaseCredential): DbInstance {
    const { windows, storageGib, backupRetentionDays, multiAz, subnetGroupName, kmsKeyArn, database, deletionProtection } = this.props;
    return new DbInstance(this, "resource", {
      ...postgresInstance(this, identifier, { ...this.props, maintenance: windows.maintenance }),
      engine: "postgres",
      engineVersion: postgresVersion,
      parameterGroupName: parameters.name,
      dbName: database,
      username: login.user,
      passwordWo: login.password,
      passwordWoVersion: login.passwordVersion,
      allocatedStorage: storageGib,
      kmsKeyId: kmsKeyArn,
      dbSubnetGroupName: subnetGroupName,
      multiAz,
      backupRetentionPeriod: backupRetentionDays,
      backupWindow: windows.backup,
      skipFinalSnapshot: false,
      ...finalSnapshot(identifier, deletionProtection),
    });
  }

  private createReplicas(parameters: PostgresParameters): PostgresReplica[] {
    const { replicas, windows } = this.props;
    if (replicas === undefined) return [];
    return Array.from({ length: replicas.count }, (_, index) => {
      const number = String(index + 1);
      const identifier = nameOf(this, "aws_db_instance", replicas.name, number);
      watch(this, `${replicas.name}-${number}`, [...this.alarms(identifier), ...replicaAlarms(identifier)]);
      return new PostgresReplica(this, `replica-${number}`, {
        ...this.props,
        identifier,
        maintenance: windows.maintenance,
        primary: this.instance,
        parameters,
        zone: replicas.zones[index % replicas.zones.length],
        tags: replicas.tags,
      });
    });
  }

  /** A replica has the primary's class, disk and settings. */
  private alarms(identifier: string): AlarmRule[] {
    const { storageGib, memoryGib } = this.props;
    return databaseAlarms({ identifier, storageGib, maxConnections: maxConnections(memoryGib) });
  }
}

/** GiB of the disks that RDS has for PostgreSQL, gp3. @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage */
const disk = { smallest: 20, largest: 65_536 };

/** GiB of the largest disk that may still grow by a tenth. */
const largestFirstDisk = Math.floor((10 * disk.largest) / 11);

function problemsOf({ windows, storageGib, maxStorageGib, backupRetentionDays, replicas }: PostgresProps): string[] {
  return [
    ...windowProblems(windows, shortestWindow.database),
    ...(storageGib >= disk.smallest && storageGib <= largestFirstDisk
      ? []
      : [`storageGib ${storageGib}; allowed are ${disk.smallest} to ${largestFirstDisk}`]),
    ...(maxStorageGib <= disk.largest ? [] : [`maxStorageGib ${maxStorageGib}; allowed are ${disk.largest} or less`]),
    ...(storageGib > largestFirstDisk || 10 * maxStorageGib >= 11 * storageGib
      ? []
      : [`maxStorageGib ${maxStorageGib}; allowed are ${Math.ceil((11 * storageGib) / 10)} or more, 10 % above storageGib`]),
    ...(backupRetentionDays >= 1 && backupRetentionDays <= 35 ? [] : [`backupRetentionDays ${backupRetentionDays}; allowed are 1 to 35`]),
    ...(replicas === undefined || (replicas.count >= 0 && replicas.count <= 2)
      ? []
      : [`replicas.count ${replicas.count}; allowed are 0 to 2`]),
    ...(replicas === undefined || replicas.zones.length > 0 ? [] : ["replicas.zones is empty; give at least one zone"]),
  ];
}
