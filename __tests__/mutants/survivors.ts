import type { Mutant } from "./mutants";

/** Faults that no contract finds, all of an attribute of elements of a type, or of outputs, with the reason why they may live. */
export interface Survivor {
  readonly type: string;
  readonly attribute: RegExp;
  /** Why the fault is harmless, or, where it is not, what else stands against it. */
  readonly reason: string;
}

const containers = "aws_ecs_task_definition";
const settings =
  "not harmless: a value of one program's own, which stands in the catalogue alone; __tests__/stacks/workload/ states those that differ between " +
  "environments, and program-contract the names of all";
const shape =
  "not harmless for one program: __tests__/constructs/compute/task-definition.test.ts has a whole container as the construct makes it, and a deployment " +
  "whose tasks do not become healthy is rolled back";

/** An entry that no survivor needs is refused, as soon as a contract has learned to find the fault. */
export const survivors: readonly Survivor[] = [
  {
    type: "aws_iam_policy_document",
    attribute: /^statement\[\]\.effect$/,
    reason: "harmless: a statement without an effect allows, as it did",
  },
  {
    type: "aws_iam_policy_document",
    attribute: /^statement\[\](\.condition\[\]\.values\[\]|\.principals\[\]\.identifiers\[\])?$/,
    reason:
      "another secret or directory among those that a statement names: __tests__/constructs/compute/ has the statements of shared files and tasks whole, " +
      "and what a secret's own grant does not name cannot be read",
  },
  { type: "output", attribute: /^description$/, reason: "harmless: a text for people" },
  { type: "aws_iam_role", attribute: /^description$/, reason: "harmless: a text for people" },
  { type: "aws_secretsmanager_secret", attribute: /^description$/, reason: "harmless: a text for people" },
  {
    type: "aws_cloudwatch_metric_alarm",
    attribute: /^alarm_description$/,
    reason: "harmless: what a limit means, a text for people; `alarms` reads the limit before it and the link behind it",
  },
  {
    type: "aws_cloudwatch_dashboard",
    attribute: /^dashboard_body\.widgets\[\]\.(width|height)$/,
    reason: "harmless: the size of a picture; CloudWatch has one of its own for what says none",
  },
  {
    type: "aws_iam_role_policy",
    attribute: /^name$/,
    reason: "harmless: the name of an inline policy, which nothing refers to and which is unique in its role",
  },
  {
    type: "aws_security_group",
    attribute: /^description$/,
    reason: "a text for people: __tests__/contracts/security-groups.test.ts has it",
  },
  { type: "aws_vpc_security_group_egress_rule", attribute: /^description$/, reason: "a text for people: the golden list of flows has it" },
  { type: "aws_vpc_security_group_ingress_rule", attribute: /^description$/, reason: "a text for people: the golden list of flows has it" },
  {
    type: "aws_cloudwatch_log_delivery",
    attribute: /^record_fields\[\]$/,
    reason: "a field of the access log: AWS refuses one that it does not know",
  },
  {
    type: "aws_cloudformation_stack",
    attribute: /^template_body\.Resources\.Function\.Properties\.Code/,
    reason: "a program: __tests__/constructs/secrets/rotate-cache-user.test.ts runs it",
  },
  {
    type: "aws_cloudfront_function",
    attribute: /^code$/,
    reason: "a program: __tests__/constructs/edge/single-page-fallback.test.ts runs it",
  },
  { type: "aws_instance", attribute: /^user_data$/, reason: "a program: __tests__/stacks/workload/config.test.ts reads it" },
  {
    type: "aws_secretsmanager_secret_version",
    attribute: /^secret_string_wo$/,
    reason:
      "a text after the JSON: Terraform's own function refuses it when it plans, and __tests__/contracts/data-secrets.test.ts has the whole",
  },
  { type: containers, attribute: /^container_definitions\[\]\.(environment|secrets)\[\]\.(value|valueFrom)$/, reason: settings },
  { type: containers, attribute: /^(cpu|memory)$/, reason: settings },
  { type: containers, attribute: /^container_definitions\[\]\.(image|entryPoint|mountPoints|healthCheck)/, reason: shape },
  { type: containers, attribute: /^volume(\[\]\.name)?$/, reason: shape },
];

/** Whether a mutant is one of those that an entry speaks of. */
export function isCovered({ address, attribute }: Mutant, survivor: Survivor): boolean {
  return address.replace(/^(data|ephemeral)\./, "").split(".")[0] === survivor.type && survivor.attribute.test(attribute);
}
