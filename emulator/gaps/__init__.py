"""Fills the gaps of moto that keep the real Terraform AWS provider from applying, re-planning and destroying.

`python -m gaps -p PORT` starts the server, `python -m gaps --list` prints every gap. A gap that a new version of moto
has closed makes its test fail (`__tests__/emulator/gaps`): then its class is deleted.
"""

from . import (
    accessanalyzer,
    application_autoscaling,
    awslambda,
    backup,
    budgets,
    cloudformation,
    cloudfront,
    cloudtrail,
    config,
    ec2,
    ecs,
    efs,
    elasticache,
    elasticache_replication,
    elasticache_users,
    kms,
    logs,
    rds,
    route53,
    s3,
    secretsmanager,
    serverlessrepo,
    services,
    stepfunctions,
)
from .registry import Gap, gap, install, registered

__all__ = [
    "Gap",
    "accessanalyzer",
    "application_autoscaling",
    "awslambda",
    "backup",
    "budgets",
    "cloudformation",
    "cloudfront",
    "cloudtrail",
    "config",
    "ec2",
    "ecs",
    "efs",
    "elasticache",
    "elasticache_replication",
    "elasticache_users",
    "gap",
    "install",
    "kms",
    "logs",
    "rds",
    "registered",
    "route53",
    "s3",
    "secretsmanager",
    "serverlessrepo",
    "services",
    "stepfunctions",
]
