import type { Difference } from "./comparison";

/**
 * Attributes of types that hold data, or lead to it, which the provider cannot change in place: it deletes the resource and makes another one.
 *
 * The schema that Terraform prints does not tell them, so they stand here, and a test plans a change of each with the real provider. Of types
 * that are not here only a plan tells.
 */
export const forceNew: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ["domain_name", "key_algorithm", "validation_method"],
  aws_backup_vault: ["kms_key_arn", "name"],
  aws_cloudformation_stack: ["disable_rollback", "name", "on_failure", "timeout_in_minutes"],
  aws_cloudwatch_log_group: ["log_group_class", "name"],
  aws_db_instance: [
    "availability_zone",
    "character_set_name",
    "db_name",
    "engine",
    "kms_key_id",
    "snapshot_identifier",
    "storage_encrypted",
    "timezone",
    "username",
  ],
  aws_ebs_volume: ["availability_zone", "encrypted", "kms_key_id", "outpost_arn", "snapshot_id"],
  aws_ecr_repository: ["encryption_configuration", "name"],
  aws_efs_file_system: ["availability_zone_name", "creation_token", "encrypted", "kms_key_id", "performance_mode"],
  aws_eip: ["address", "domain", "ipam_pool_id", "network_border_group", "public_ipv4_pool"],
  aws_elasticache_replication_group: [
    "at_rest_encryption_enabled",
    "data_tiering_enabled",
    "kms_key_id",
    "port",
    "replication_group_id",
    "snapshot_name",
    "subnet_group_name",
  ],
  aws_instance: [
    "ami",
    "associate_public_ip_address",
    "availability_zone",
    "ebs_optimized",
    "key_name",
    "private_ip",
    "subnet_id",
    "tenancy",
  ],
  aws_kms_key: ["custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region"],
  aws_route53_zone: ["delegation_set_id", "name"],
  aws_route_table_association: ["subnet_id"],
  aws_s3_bucket: ["bucket", "object_lock_enabled"],
  aws_secretsmanager_secret: ["name"],
  aws_serverlessapplicationrepository_cloudformation_stack: ["name"],
  aws_service_discovery_private_dns_namespace: ["name", "vpc"],
  aws_vpc: ["cidr_block", "ipv4_ipam_pool_id"],
};

/** Attributes whose change makes Terraform replace a resource of a type. */
export function replacingAttributes(type: string, differences: readonly Difference[]): string[] {
  const changed = new Set(differences.map(({ path }) => path.split(/[.[]/)[0] ?? path));
  return (forceNew[type] ?? []).filter((attribute) => changed.has(attribute));
}
