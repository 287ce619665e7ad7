import { type Guard, on, onByDefault, oneOf, present } from "./guard";

const atRest = "what is stored from now on is not encrypted";
const inTransit = "what is sent can be read on its way";

const guard = (types: readonly string[], path: string, safe: Guard["safe"], lost: string): Guard => {
  return { types, path, safe, danger: "encryption-lost", lost };
};

/** Attributes by which bytes are encrypted where they lie and where they travel. */
export const encryptionGuards: readonly Guard[] = [
  guard(["aws_db_instance", "aws_rds_cluster"], "storage_encrypted", on, atRest),
  guard(["aws_ebs_volume", "aws_efs_file_system"], "encrypted", on, atRest),
  guard(["aws_ebs_encryption_by_default"], "enabled", onByDefault, "a new disk is encrypted only when somebody asks for it"),
  guard(["aws_instance"], "root_block_device.encrypted", on, atRest),
  guard(["aws_instance"], "ebs_block_device.encrypted", on, atRest),
  guard(["aws_elasticache_replication_group"], "at_rest_encryption_enabled", on, atRest),
  guard(["aws_elasticache_replication_group"], "transit_encryption_enabled", on, inTransit),
  guard(["aws_elasticache_replication_group"], "transit_encryption_mode", oneOf("required", "preferred"), inTransit),
  ...[
    "kms_key_id",
    "kms_key_arn",
    "kms_master_key_id",
    "performance_insights_kms_key_id",
    "encryption_configuration.kms_key",
    "server_side_encryption.kms_key_arn",
  ].map((path) => guard([], path, present, "it is encrypted with a key of AWS, or with none, and not with the environment's own")),
  guard(
    ["aws_s3_bucket_server_side_encryption_configuration"],
    "rule.apply_server_side_encryption_by_default.sse_algorithm",
    oneOf("aws:kms:dsse", "aws:kms", "AES256"),
    atRest,
  ),
  guard(["aws_ecs_task_definition"], "volume.efs_volume_configuration.transit_encryption", oneOf("ENABLED"), inTransit),
  guard(["aws_lb_listener"], "protocol", oneOf("HTTPS", "TLS"), inTransit),
  guard(
    ["aws_lb_listener"],
    "ssl_policy",
    oneOf("ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
    "older and weaker versions of TLS are taken",
  ),
  ...["default_cache_behavior", "ordered_cache_behavior"].map((behavior) =>
    guard(["aws_cloudfront_distribution"], `${behavior}.viewer_protocol_policy`, oneOf("https-only", "redirect-to-https"), inTransit),
  ),
  guard(
    ["aws_cloudfront_distribution"],
    "viewer_certificate.minimum_protocol_version",
    oneOf("TLSv1.3_2025", "TLSv1.2_2025", "TLSv1.2_2021", "TLSv1.2_2019", "TLSv1.2_2018"),
    "older and weaker versions of TLS are taken",
  ),
  guard(["aws_cloudfront_distribution"], "origin.custom_origin_config.origin_protocol_policy", oneOf("https-only"), inTransit),
  guard(["aws_kms_key"], "enable_key_rotation", on, "the key stays the same for ever"),
  guard(["aws_kms_key"], "is_enabled", onByDefault, "nothing that is encrypted with the key can be read"),
  guard(["aws_sqs_queue"], "sqs_managed_sse_enabled", on, atRest),
  guard(["aws_cloudtrail"], "enable_log_file_validation", on, "nobody can tell whether the trail was changed"),
];
