import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

export interface StoreSubnetsProps {
  /** Ids of subnets in two zones at least. */
  readonly subnetIds: readonly string[];
}

/**
 * The subnets in which databases and caches may stand.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Subnets
 */
export class StoreSubnets extends Construct {
  public readonly databaseGroupName: string;
  public readonly cacheGroupName: string;

  public constructor(scope: Construct, id: string, { subnetIds }: StoreSubnetsProps) {
    super(scope, id);
    tag(this, { Service: "vpc" });
    const databases = nameOf(this, "aws_db_subnet_group", "db", "subnet", "group");
    const caches = nameOf(this, "aws_elasticache_subnet_group", "cache", "subnet", "group");
    const description = "Subnets without any way to the internet";
    this.databaseGroupName = new DbSubnetGroup(this, "databases", {
      name: databases,
      description,
      subnetIds: [...subnetIds],
      tags: { Name: databases },
    }).name;
    this.cacheGroupName = new ElasticacheSubnetGroup(this, "caches", {
      name: caches,
      description,
      subnetIds: [...subnetIds],
      tags: { Name: caches },
    }).name;
  }
}
