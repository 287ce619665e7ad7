/** What an environment calls its log groups in eu-west-1. */
export const homeLogGroups = [
  "arn:aws:logs:eu-west-1:{account}:log-group:/vpc/{stack}/*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/ecs/{stack}/*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/aws/ecs/containerinsights/{stack}-*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/ec2/{stack}/*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/aws/rds/instance/{stack}-*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/aws/vendedlogs/elasticache/{stack}/*",
  "arn:aws:logs:eu-west-1:{account}:log-group:/aws/lambda/{stack}-*",
  "arn:aws:logs:eu-west-1:{account}:log-group:aws-waf-logs-{stack}-*",
];

/** And those in us-east-1. */
export const edgeLogGroups = [
  "arn:aws:logs:us-east-1:{account}:log-group:aws-waf-logs-{stack}-*",
  "arn:aws:logs:us-east-1:{account}:log-group:/aws/route53/{stack}/*",
];
