/** What is lost with a resource of a type. */
export interface Loss {
  /** How bad it is: the greater, the nearer to the top of a report. */
  readonly rank: number;
  readonly lost: string;
}

const loss = (rank: number, lost: string): Loss => ({ rank, lost });

/** Types of which another apply brings back the resource, but not what was in it. */
const stateful: Readonly<Record<string, Loss>> = {
  aws_kms_key: loss(100, "everything that is encrypted with the key, backups included"),
  aws_kms_replica_key: loss(100, "everything that is encrypted with the key, backups included"),
  aws_backup_vault: loss(95, "the copies from which every other store is brought back"),
  aws_backup_vault_lock_configuration: loss(60, "the protection of the copies from being deleted"),
  aws_db_instance: loss(90, "the database, its automated backups, and its address"),
  aws_rds_cluster: loss(90, "the databases of the cluster"),
  aws_rds_cluster_instance: loss(55, "a server of a database, until another one is made"),
  aws_dynamodb_table: loss(90, "every item of the table"),
  aws_docdb_cluster: loss(90, "the databases of the cluster"),
  aws_s3_bucket: loss(85, "every object and every old version, and the name until AWS gives it back"),
  aws_efs_file_system: loss(85, "every file"),
  aws_fsx_lustre_file_system: loss(85, "every file"),
  aws_ebs_volume: loss(85, "everything on the disk"),
  aws_cognito_user_pool: loss(80, "every user account"),
  aws_opensearch_domain: loss(80, "every index"),
  aws_elasticache_replication_group: loss(75, "what the cache holds, queues included, and its address"),
  aws_elasticache_cluster: loss(75, "what the cache holds, and its address"),
  aws_elasticache_serverless_cache: loss(75, "what the cache holds, and its address"),
  aws_memorydb_cluster: loss(75, "what the database in memory holds"),
  aws_secretsmanager_secret: loss(
    70,
    "the value that people or rotations have set, and the name for as long as the old secret can be brought back",
  ),
  aws_secretsmanager_secret_version: loss(40, "a value of a secret"),
  aws_ssm_parameter: loss(40, "the parameter's value and its history"),
  aws_route53_zone: loss(65, "the domain's answers, until the registrar names the new name servers"),
  aws_service_discovery_private_dns_namespace: loss(50, "the names by which services find one another"),
  aws_ecr_repository: loss(60, "every image, those of running releases included"),
  aws_cloudwatch_log_group: loss(50, "every event in the log"),
  aws_sqs_queue: loss(50, "every message in the queue"),
  aws_kinesis_stream: loss(50, "every record in the stream"),
  aws_msk_cluster: loss(80, "every message in the cluster"),
  aws_cloudtrail: loss(50, "the trail of what is done from now on"),
  aws_acm_certificate: loss(30, "the certificate, until a new one is validated"),
  aws_eip: loss(45, "the address, which others may have on their lists"),
  aws_vpc: loss(45, "the network, and all that stands in it"),
  aws_instance: loss(35, "what is on the host's own disk"),
};

/** Resources that CloudFormation holds on Terraform's behalf: what is in the template is gone with them. */
const wrapped: Readonly<Record<string, Loss>> = {
  aws_cloudformation_stack: loss(65, "everything that the template made, such as the user by which programs log in to a cache"),
};

/** What is lost when a resource of a type is replaced or deleted; nothing for one that another apply brings back as it was. */
export function lossOf(type: string): Loss | undefined {
  return stateful[type] ?? wrapped[type];
}

/** Every type of which something is lost. */
export const statefulTypes: readonly string[] = Object.keys({ ...stateful, ...wrapped });
