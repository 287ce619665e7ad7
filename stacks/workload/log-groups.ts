import { webAclLogPrefix } from "../../constructs/edge/web-acl";

/** Beginnings of the names of the log groups of an environment in its region; its key encrypts these and no others. */
export function logGroupPrefixes(namePrefix: string): string[] {
  return [
    `/vpc/${namePrefix}/`,
    `/ecs/${namePrefix}/`,
    `/aws/ecs/containerinsights/${namePrefix}-`,
    `/ec2/${namePrefix}/`,
    `/aws/rds/instance/${namePrefix}-`,
    `/aws/vendedlogs/elasticache/${namePrefix}/`,
    `/aws/lambda/${namePrefix}-`,
    `${webAclLogPrefix}${namePrefix}-`,
  ];
}

/** Beginnings of the names of the log groups of an environment in us-east-1, which have a key of their own. */
export function edgeLogGroupPrefixes(namePrefix: string): string[] {
  return [`${webAclLogPrefix}${namePrefix}-`, `/aws/route53/${namePrefix}/`];
}
