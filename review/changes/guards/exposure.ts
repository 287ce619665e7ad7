import { type Guard, off, on } from "./guard";

const blocks = ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"];

/** Attributes that keep something from being reached from outside. */
export const exposureGuards: readonly Guard[] = [
  {
    types: ["aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster"],
    path: "publicly_accessible",
    safe: off,
    danger: "store-exposed",
    lost: "the database gets a public address, and everybody can try to log in as far as its security group lets them",
    alsoNew: true,
  },
  {
    types: ["aws_instance"],
    path: "associate_public_ip_address",
    safe: off,
    danger: "exposed",
    lost: "the host gets a public address",
    alsoNew: true,
  },
  {
    types: ["aws_ecs_service"],
    path: "network_configuration.assign_public_ip",
    safe: off,
    danger: "exposed",
    lost: "every task of the service gets a public address",
    alsoNew: true,
  },
  {
    types: ["aws_subnet"],
    path: "map_public_ip_on_launch",
    safe: off,
    danger: "exposed",
    lost: "whatever is started in the subnet gets a public address",
    alsoNew: true,
  },
  { types: ["aws_lb"], path: "internal", safe: on, danger: "exposed", lost: "the load balancer gets public addresses" },
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((path): Guard => {
    return {
      types: blocks,
      path,
      safe: on,
      danger: "exposed",
      lost: "a policy or an access list can open the bucket to everybody",
      alsoNew: true,
    };
  }),
];
