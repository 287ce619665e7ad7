/** AWS services that use an environment's key for what they keep. A slice that brings a new kind of store adds its service. */
export const keyServices = ["rds", "elasticache", "secretsmanager", "sns", "backup", "ec2", "elasticfilesystem", "ecr"] as const;

/** AWS services that report to an environment's encrypted topic. */
export const eventPublishers = ["events.rds.amazonaws.com"] as const;
