import type { Block, Value } from "../../../review/value";

const key = (digit: number): string => `arn:aws:kms:eu-west-1:123456789012:key/0000000${digit}-0000-0000-0000-000000000000`;

/** What a resource of each type needs at least, and two values of every attribute that cannot be changed in place. */
export const table: Readonly<Record<string, readonly [values: Block, attributes: Readonly<Record<string, readonly [Value, Value]>>]>> = {
  aws_acm_certificate: [
    { domain_name: "one.com", validation_method: "DNS", subject_alternative_names: ["one.com"], key_algorithm: "RSA_2048" },
    { domain_name: ["two.com", "one.com"], key_algorithm: ["RSA_2048", "EC_prime256v1"], validation_method: ["DNS", "EMAIL"] },
  ],
  aws_backup_vault: [
    { name: "one", kms_key_arn: key(1) },
    { kms_key_arn: [key(1), key(2)], name: ["one", "two"] },
  ],
  aws_cloudformation_stack: [
    { name: "one", template_body: "{}" },
    { disable_rollback: [false, true], name: ["one", "two"], on_failure: ["ROLLBACK", "DELETE"], timeout_in_minutes: [4, 5] },
  ],
  aws_cloudwatch_log_group: [{ name: "one" }, { log_group_class: ["STANDARD", "INFREQUENT_ACCESS"], name: ["one", "two"] }],
  aws_db_instance: [
    {
      instance_class: "db.t4g.micro",
      engine: "postgres",
      engine_version: "15",
      identifier: "one",
      allocated_storage: 20,
      username: "one",
      db_name: "one",
      skip_final_snapshot: true,
      storage_encrypted: true,
      kms_key_id: key(1),
    },
    {
      availability_zone: ["eu-west-1a", "eu-west-1b"],
      character_set_name: ["one", "two"],
      db_name: ["one", "two"],
      engine: ["postgres", "mysql"],
      kms_key_id: [key(1), key(2)],
      snapshot_identifier: ["one", "two"],
      storage_encrypted: [true, false],
      timezone: ["one", "two"],
      username: ["one", "two"],
    },
  ],
  aws_ebs_volume: [
    { availability_zone: "eu-west-1a", size: 10, type: "gp3", encrypted: true, kms_key_id: key(1) },
    {
      availability_zone: ["eu-west-1a", "eu-west-1b"],
      encrypted: [true, false],
      kms_key_id: [key(1), key(2)],
      outpost_arn: [null, "arn:aws:outposts:eu-west-1:123456789012:outpost/op-1234567890123456"],
      snapshot_id: ["snap-11111111", "snap-22222222"],
    },
  ],
  aws_ecr_repository: [
    { name: "one", encryption_configuration: [{ encryption_type: "AES256" }] },
    { encryption_configuration: [[{ encryption_type: "AES256" }], [{ encryption_type: "KMS" }]], name: ["one", "two"] },
  ],
  aws_efs_file_system: [
    { creation_token: "one", encrypted: true, kms_key_id: key(1) },
    {
      availability_zone_name: ["eu-west-1a", "eu-west-1b"],
      creation_token: ["one", "two"],
      encrypted: [true, false],
      kms_key_id: [key(1), key(2)],
      performance_mode: ["generalPurpose", "maxIO"],
    },
  ],
  aws_eip: [
    { domain: "vpc" },
    {
      address: ["192.0.2.1", "192.0.2.2"],
      domain: ["vpc", "standard"],
      ipam_pool_id: ["one", "two"],
      network_border_group: ["one", "two"],
      public_ipv4_pool: ["one", "two"],
    },
  ],
  aws_elasticache_replication_group: [
    {
      replication_group_id: "one",
      description: "one",
      engine: "redis",
      engine_version: "7.1",
      node_type: "cache.r6gd.xlarge",
      num_cache_clusters: 1,
      subnet_group_name: "one",
      kms_key_id: key(1),
      port: 6379,
    },
    {
      at_rest_encryption_enabled: ["true", "false"],
      data_tiering_enabled: [false, true],
      kms_key_id: [key(1), key(2)],
      port: [6379, 7000],
      replication_group_id: ["one", "two"],
      snapshot_name: ["one", "two"],
      subnet_group_name: ["one", "two"],
    },
  ],
  aws_instance: [
    { ami: "ami-11111111", instance_type: "t3.medium", subnet_id: "subnet-11111111" },
    {
      ami: ["ami-11111111", "ami-22222222"],
      associate_public_ip_address: [false, true],
      availability_zone: ["eu-west-1a", "eu-west-1b"],
      ebs_optimized: [false, true],
      key_name: ["one", "two"],
      private_ip: ["10.0.0.8", "10.0.0.9"],
      subnet_id: ["subnet-11111111", "subnet-22222222"],
      tenancy: ["default", "dedicated"],
    },
  ],
  aws_kms_key: [
    {},
    {
      custom_key_store_id: ["one", "two"],
      customer_master_key_spec: ["SYMMETRIC_DEFAULT", "RSA_2048"],
      key_usage: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"],
      multi_region: [false, true],
    },
  ],
  aws_route53_zone: [{ name: "one.com" }, { delegation_set_id: ["one", "two"], name: ["one.com", "two.com"] }],
  aws_route_table_association: [
    { subnet_id: "subnet-11111111", route_table_id: "rtb-11111111" },
    { subnet_id: ["subnet-11111111", "subnet-22222222"] },
  ],
  aws_s3_bucket: [{ bucket: "one-bucket" }, { bucket: ["one-bucket", "two-bucket"], object_lock_enabled: [false, true] }],
  aws_secretsmanager_secret: [{ name: "one" }, { name: ["one", "two"] }],
  aws_serverlessapplicationrepository_cloudformation_stack: [
    {
      name: "one",
      application_id: "arn:aws:serverlessrepo:us-east-1:123456789012:applications/one",
      capabilities: ["CAPABILITY_IAM"],
      semantic_version: "1.0.0",
    },
    { name: ["one", "two"] },
  ],
  aws_service_discovery_private_dns_namespace: [
    { name: "one.local", vpc: "vpc-11111111" },
    { name: ["one.local", "two.local"], vpc: ["vpc-11111111", "vpc-22222222"] },
  ],
  aws_vpc: [
    { cidr_block: "10.0.0.0/16", instance_tenancy: "default" },
    { cidr_block: ["10.0.0.0/16", "10.1.0.0/16"], ipv4_ipam_pool_id: ["one", "two"] },
  ],
};

/** Changes that the provider makes in place, which a review must not take for a replacement. */
export const inPlace: readonly (readonly [type: string, attribute: string, before: Value, after: Value])[] = [
  ["aws_db_instance", "identifier", "one", "two"],
  ["aws_db_instance", "instance_class", "db.t4g.micro", "db.t4g.small"],
  ["aws_db_instance", "multi_az", true, false],
  ["aws_db_instance", "backup_retention_period", 30, 7],
  ["aws_db_instance", "db_subnet_group_name", "one", "two"],
  ["aws_ebs_volume", "size", 10, 20],
  ["aws_elasticache_replication_group", "node_type", "cache.r6gd.xlarge", "cache.r6gd.2xlarge"],
  ["aws_secretsmanager_secret", "kms_key_id", key(1), key(2)],
  ["aws_cloudwatch_log_group", "kms_key_id", key(1), key(2)],
  ["aws_route_table_association", "route_table_id", "rtb-11111111", "rtb-22222222"],
];
