import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { StackModel } from "../model";
import { deliveryBoundaries, deliveryRoles } from "../delivery";
import { policiesOf, policyAt, type Statement } from "../policy";
import { policiesOfRole } from "../role";

/**
 * Actions for which AWS knows no resource, so that `*` is all that can be said.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const withoutResource = new Set([
  ...["acm:RequestCertificate", "cloudfront:CreateCachePolicy", "cloudfront:CreateDistribution", "cloudfront:CreateFunction"],
  ...["cloudfront:CreateOriginAccessControl", "cloudfront:CreateResponseHeadersPolicy"],
  ...["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeTags", "ec2:DescribeVolumes", "tag:GetResources"],
  ...[
    "backup-storage:MountCapsule",
    "ecs:DeregisterTaskDefinition",
    "elasticfilesystem:CreateFileSystem",
    "kms:CreateKey",
    "kms:ListAliases",
  ],
  ...["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DeleteResourcePolicy", "logs:GetLogDelivery", "logs:ListLogDeliveries"],
  ...["logs:PutResourcePolicy", "logs:UpdateLogDelivery", "route53:CreateHealthCheck", "route53:CreateHostedZone"],
  ...["secretsmanager:GetRandomPassword", "servicediscovery:CreatePrivateDnsNamespace", "servicediscovery:GetOperation"],
  "servicediscovery:TagResource",
  ...["states:ValidateStateMachineDefinition"],
  ...["ecr:GetAuthorizationToken", "cloudwatch:PutMetricData", "xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  ...["logs:DescribeLogGroups"], // asked of a group without a name, as if it knew none
  ...["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"],
]);

/** Actions that only tell what there is. Most know no resource, and the delivery roles have to see whatever the provider looks at. */
const describing = /:(Describe|List)[A-Z]/;

const wholeAction = /^[a-z0-9-]+:[A-Za-z0-9]+$/;

/**
 * No policy says more than it has to: no wildcard in an action, no resource `*`, nobody and nothing by exclusion.
 *
 * A boundary of the account's delivery roles grants nothing, and may name whole services. A denial may be as wide as it likes. In a key's own policy the resource `*` means the key, and nothing narrower can be said.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 */
export const policies = stackContract("policies", "no policy grants by wildcard", (stack, report) => {
  const ofKeys = new Set(stack.ofType("aws_kms_key", "aws_kms_key_policy").map((key) => policyAt(stack, key, "policy")?.element));
  const ofDelivery = new Set(deliveryRoles(stack).flatMap((role) => policiesOfRole(stack, role).map(({ element }) => element)));
  const boundaries = deliveryBoundaries(stack);
  const all = policiesOf(stack).filter(({ element }) => !boundaries.has(element));
  return [
    ...all.flatMap(({ element, merged }) =>
      merged.map((name) => report.unresolved(element, name, "one document with all of its statements")),
    ),
    ...all.flatMap(({ element, statements }) => (statements.length > 0 ? [] : [report.violation(element, "no statement", "at least one")])),
    ...all.flatMap(({ element, statements }) =>
      statements.flatMap((statement) =>
        problemsOf(stack, statement, { ofKey: ofKeys.has(element), ofDelivery: ofDelivery.has(element) }).map(({ found, expected }) =>
          report.violation(element, `${statement.sid || "a statement"}: ${found}`, expected),
        ),
      ),
    ),
    ...stack
      .ofType("aws_kms_key")
      .flatMap((key) =>
        policyAt(stack, key, "policy") === undefined
          ? [report.unresolved(key, key.values["policy"], "a policy document of this stack")]
          : [],
      ),
    ...stack
      .ofType("aws_iam_policy")
      .flatMap((policy) =>
        policyAt(stack, policy, "policy") === undefined
          ? [report.unresolved(policy, policy.values["policy"], "a policy document of this stack")]
          : [],
      ),
  ];
});

interface Problem {
  readonly found: string;
  readonly expected: string;
}

interface Place {
  readonly ofKey: boolean;
  /** Whether it is a policy of a delivery role. */
  readonly ofDelivery: boolean;
}

function problemsOf(stack: StackModel, statement: Statement, { ofKey, ofDelivery }: Place): Problem[] {
  const { sid, effect, actions, resources, principals, negations } = statement;
  const common = [
    ...(sid === "" ? [{ found: "no sid", expected: "a word for what the statement is for" }] : []),
    ...(actions.length > 0 || negations.length > 0 ? [] : [{ found: "no action", expected: "whole names of actions" }]),
  ];
  if (effect === "Deny") return common;
  const narrowable = !ofKey && actions.some((action) => !withoutResource.has(action) && !(ofDelivery && describing.test(action)));
  const everybody = isForAccount(stack, statement) ? [] : principals.flatMap(({ identifiers }) => identifiers.filter(isEverything));
  return [
    ...common,
    ...(effect === "Allow" ? [] : [{ found: `effect ${effect}`, expected: "Allow or Deny" }]),
    ...actions
      .filter((action) => !wholeAction.test(action))
      .map((action) => ({ found: `action ${action}`, expected: "the whole name of one action" })),
    ...resources
      .filter((resource) => isEverything(resource) && narrowable)
      .map((resource) => ({ found: `resource ${resource}`, expected: "ARNs of what is needed" })),
    ...everybody.map((identifier) => ({ found: `principal ${identifier}`, expected: "somebody" })),
    ...negations.map(({ key }) => ({ found: key, expected: "what is granted, not what is not" })),
  ];
}

/** Whether a statement holds only for what happens on behalf of this account, as a service that has no principal of its own needs it. */
function isForAccount(stack: StackModel, { conditions }: Statement): boolean {
  return conditions.some(
    ({ test, variable, values }) =>
      test === "StringEquals" &&
      /^aws:(Source(Account|Owner)|PrincipalAccount)$/i.test(variable) &&
      values.map((value) => resolveArn(stack, value)).join() === "ACCOUNT",
  );
}

/** A pattern that leaves open the service or everything behind it: `*`, `arn:aws:s3:::*`. */
function isEverything(pattern: string): boolean {
  return /^[*?]+$/.test(pattern) || /^arn:[^:]*:[^:]*(:[^:]*){2}:[*?/]+$/.test(pattern) || /^arn:[^:]*:\*/.test(pattern);
}
