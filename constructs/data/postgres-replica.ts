import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { Construct } from "constructs";
import { tag } from "../foundation/tags";
import { postgresInstance, type PostgresInstanceProps } from "./postgres-instance";
import type { PostgresParameters } from "./postgres-parameters";
import type { StoreTags } from "./store-tags";

export interface PostgresReplicaProps extends PostgresInstanceProps {
  /** Whole name of the instance. */
  readonly identifier: string;
  /** The server that it follows, in the same region. */
  readonly primary: DbInstance;
  /** The primary's own: a replica has to take at least as many connections. */
  readonly parameters: PostgresParameters;
  /** Zone in which it stands. Default: AWS chooses. */
  readonly zone: string | undefined;
  /** Part of the platform and sensitivity of the data. */
  readonly tags: StoreTags;
}

/**
 * A server that follows another one and can only be read.
 *
 * In one region it is encrypted with the primary's key and stands in the primary's subnet group; AWS wants neither to be named. It keeps
 * no automated backups of its own, and AWS takes no final snapshot of one: its data are the primary's. User and password are the
 * primary's as well.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
 */
export class PostgresReplica extends Construct {
  public readonly instance: DbInstance;

  public constructor(scope: Construct, id: string, props: PostgresReplicaProps) {
    super(scope, id);
    tag(this, props.tags);
    this.instance = new DbInstance(this, "resource", {
      ...postgresInstance(this, props.identifier, props),
      replicateSourceDb: props.primary.identifier,
      parameterGroupName: props.parameters.name,
      multiAz: false,
      backupRetentionPeriod: 0,
      skipFinalSnapshot: true,
      lifecycle: { preventDestroy: props.deletionProtection },
      ...(props.zone === undefined ? {} : { availabilityZone: props.zone }),
    });
  }
}
