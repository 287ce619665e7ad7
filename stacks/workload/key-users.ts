/** AWS services that use an environment's key for what they keep. A slice that brings a new kind of store adds its service. */
export const keyServices = ["rds", "elasticache", "secretsmanager", "sns", "backup", "ec2", "elasticfilesystem", "ecr"] as const;

/** AWS services that report to an environment's topic of events. */
export const eventPublishers = ["events.rds.amazonaws.com"] as const;

/** AWS services that report to its topic of alarms: alarms, budgets, and rules of EventBridge. */
export const alarmPublishers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"] as const;

/** AWS services that report to its topic of alarms in us-east-1. */
export const edgeAlarmPublishers = ["cloudwatch.amazonaws.com"] as const;
