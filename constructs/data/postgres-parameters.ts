import { DbParameterGroup, type DbParameterGroupParameter } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";

/** Major version of the engine, which the family of parameters has to be for. */
export const postgresVersion = "15";

export interface PostgresParametersProps {
  /** Words of the group's name behind the stack's prefix, for example `postgres15`. */
  readonly name: string;
  /** Memory of the instance class, in GiB, 1 or more. */
  readonly memoryGib: number;
}

/** Bytes of memory that RDS reckons for a connection. @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections */
const bytesPerConnection = 9_531_392;
const gib = 1024 ** 3;

/**
 * Connections for which the memory of a class suffices.
 *
 * RDS's own default divides all of the memory by what a connection takes. PostgreSQL uses a quarter of it for its buffers, so here
 * only the other three quarters count: 84 for each GiB instead of 112.
 */
export function maxConnections(memoryGib: number): number {
  return Math.floor((memoryGib * gib * 0.75) / bytesPerConnection);
}

/**
 * Settings of a PostgreSQL server: TLS only, slow statements and changes of the schema in the log, and as many connections as fit.
 *
 * AWS takes a static parameter only as `pending-reboot`. `rds.force_ssl` is dynamic, but 1 is its default in this family, and AWS
 * does not take note of how a value is to be applied that it has already: `immediate` would be a difference for ever.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/db_parameter_group
 */
export class PostgresParameters extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, { name: words, memoryGib }: PostgresParametersProps) {
    super(scope, id);
    const name = nameOf(this, "aws_db_parameter_group", words);
    const group = new DbParameterGroup(this, "resource", {
      name,
      family: `postgres${postgresVersion}`,
      description: `Settings of ${name}`,
      parameter: parameters(memoryGib),
      lifecycle: { createBeforeDestroy: true }, // AWS deletes none that is in use; the name has the version
      tags: { Name: name },
    });
    this.name = group.name;
  }
}

function parameters(memoryGib: number): DbParameterGroupParameter[] {
  const immediate = {
    log_min_duration_statement: "1000",
    log_statement: "ddl",
    log_connections: "1",
    log_disconnections: "1",
    "pg_stat_statements.track_utility": "0", // it would keep the text of changes of passwords
  };
  const atReboot = {
    "rds.force_ssl": "1",
    shared_preload_libraries: "pg_stat_statements",
    max_connections: String(maxConnections(memoryGib)),
  };
  return [
    ...Object.entries(immediate).map(([name, value]) => ({ name, value, applyMethod: "immediate" })),
    ...Object.entries(atReboot).map(([name, value]) => ({ name, value, applyMethod: "pending-reboot" })),
  ];
}
