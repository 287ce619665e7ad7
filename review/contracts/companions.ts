import { stackContract } from "../contract";
import type { Element, StackModel } from "../model";
import { subnetsOf } from "../network";
import { referencesIn } from "../reference";
import { listOf, show, textAt, textsOf } from "../value";

/** Something that every resource of a type has beside it: resources that name it in one of their attributes. */
interface Companion {
  readonly of: string;
  readonly type: string;
  readonly attribute: string;
  /** How many of them there are. Default 1. */
  readonly number?: (stack: StackModel) => number;
  /** Which resources have it. Default all. */
  readonly when?: (resource: Element, stack: StackModel) => boolean;
}

const isRegional = ({ values }: Element): boolean => values["scope"] === "REGIONAL";
const isPublic = ({ values }: Element): boolean => values["internal"] === false;
const isOfQueries = ({ values }: Element): boolean => textAt(values, "name")?.startsWith("/aws/route53/") === true;
const privateSubnets = (stack: StackModel): number => subnetsOf(stack).filter(({ tier }) => tier === "private").length;

/** What would be missed only on the day on which it is needed: nothing refers to it, so nothing else sees that it is gone. */
const companions: readonly Companion[] = [
  { of: "aws_appautoscaling_target", type: "aws_appautoscaling_policy", attribute: "resource_id", number: () => 2 },
  { of: "aws_backup_plan", type: "aws_backup_selection", attribute: "plan_id" },
  { of: "aws_cloudfront_distribution", type: "aws_cloudwatch_log_delivery_source", attribute: "resource_arn" },
  { of: "aws_cloudwatch_event_rule", type: "aws_cloudwatch_event_target", attribute: "rule" },
  { of: "aws_cloudwatch_log_delivery_source", type: "aws_cloudwatch_log_delivery", attribute: "delivery_source_name" },
  { of: "aws_db_instance", type: "aws_db_event_subscription", attribute: "source_ids" },
  { of: "aws_ebs_volume", type: "aws_volume_attachment", attribute: "volume_id" },
  { of: "aws_ecr_repository", type: "aws_ecr_lifecycle_policy", attribute: "repository" },
  { of: "aws_efs_file_system", type: "aws_efs_backup_policy", attribute: "file_system_id" },
  { of: "aws_efs_file_system", type: "aws_efs_file_system_policy", attribute: "file_system_id" },
  { of: "aws_efs_file_system", type: "aws_efs_mount_target", attribute: "file_system_id", number: privateSubnets },
  { of: "aws_lb", type: "aws_lb_listener", attribute: "load_balancer_arn", number: () => 2, when: isPublic },
  { of: "aws_s3_bucket", type: "aws_s3_bucket_lifecycle_configuration", attribute: "bucket" },
  { of: "aws_secretsmanager_secret", type: "aws_secretsmanager_secret_policy", attribute: "secret_arn" },
  { of: "aws_sns_topic", type: "aws_sns_topic_policy", attribute: "arn" },
  { of: "aws_wafv2_web_acl", type: "aws_wafv2_web_acl_association", attribute: "web_acl_arn", when: isRegional },
  { of: "aws_wafv2_web_acl", type: "aws_cloudfront_distribution", attribute: "web_acl_id", when: (acl) => !isRegional(acl) },
  { of: "aws_wafv2_web_acl", type: "aws_wafv2_web_acl_logging_configuration", attribute: "resource_arn" },
  { of: "aws_cloudwatch_log_group", type: "aws_route53_query_log", attribute: "cloudwatch_log_group_arn", when: isOfQueries },
];

/**
 * What every resource of a type needs beside it is there, once. A public host is asked whether it is well when any is, and a zone says who may issue
 * certificates for it.
 */
export const requiredCompanions = stackContract("companions", "nothing lacks what has to stand beside it", (stack, report) => [
  ...companions.flatMap(({ of, type, attribute, number = () => 1, when = () => true }) =>
    stack
      .ofType(of)
      .filter((resource) => when(resource, stack))
      .flatMap((resource) => {
        const found = stack.ofType(type).filter(({ values }) => names(values[attribute], resource)).length;
        const wanted = number(stack);
        return found === wanted ? [] : [report.violation(resource, `${found} of ${type}`, show(wanted))];
      }),
  ),
  ...stack
    .ofType("aws_route53_zone")
    .filter((zone) => !records(stack, zone).some(({ values }) => values["type"] === "CAA"))
    .map((zone) => report.violation(zone, "no record CAA", "one that names who may issue certificates")),
  ...(watchesHosts(stack) ? publicHosts(stack) : [])
    .filter(({ values }) => !stack.ofType("aws_route53_health_check").some((check) => check.values["fqdn"] === values["name"]))
    .map((record) => report.violation(record, "no health check", "one, as other hosts have")),
]);

function names(value: Element["values"][string] | undefined, resource: Element): boolean {
  return listOf(value)
    .flatMap(textsOf)
    .flatMap(referencesIn)
    .some(({ address }) => address === resource.address);
}

function records(stack: StackModel, zone: Element): readonly Element[] {
  return stack.ofType("aws_route53_record").filter(({ values }) => names(values["zone_id"], zone));
}

function watchesHosts(stack: StackModel): boolean {
  return stack.ofType("aws_route53_health_check").length > 0;
}

/** Records of hosts that the internet calls, but for another name of one that has a record already. */
function publicHosts(stack: StackModel): readonly Element[] {
  return stack.ofType("aws_route53_record").filter(({ values }) => {
    const [alias] = listOf(values["alias"]);
    const target = alias === undefined ? undefined : stack.target(textAt(alias, "name"))?.element;
    const isAlternate = (textAt(values, "name") ?? "").startsWith("www.");
    return values["type"] === "A" && !isAlternate && target !== undefined && (target.type !== "aws_lb" || isPublic(target));
  });
}
