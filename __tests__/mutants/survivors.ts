import type { Mutant } from "./mutants";

/** Faults that no contract finds, all of an attribute of elements of a type, or of outputs, with the reason why they may live. */
export interface Survivor {
  readonly type: string;
  readonly attribute: RegExp;
  /** Why the fault is harmless, or, where it is not, what else stands against it. */
  readonly reason: string;
}

const containers = "aws_ecs_task_definition";
const size =
  "not harmless: __tests__/stacks/workload/services.test.ts has the sizes of every service in each environment; those of tasks that run once stand in " +
  "the catalogue alone";
const image =
  "not harmless for one program: __tests__/stacks/workload/ has whose image and which version each runs; of what is in it only a deployment tells, and one " +
  "whose tasks do not become healthy is rolled back";
const scratch =
  "not harmless for one program: another directory that it may write to while its task lives. __tests__/constructs/compute/task-definition.test.ts has " +
  "the mounts as they are asked for; which directories a program needs stands in the catalogue alone. `kept-files` has those that outlive the task";

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
  { type: "aws_iam_policy", attribute: /^description$/, reason: "harmless: a text for people" },
  { type: "aws_iam_role", attribute: /^description$/, reason: "harmless: a text for people" },
  { type: "aws_secretsmanager_secret", attribute: /^description$/, reason: "harmless: a text for people" },
  {
    type: "aws_cloudwatch_metric_alarm",
    attribute: /^alarm_description$/,
    reason: "harmless: what a limit means, a text for people; `alarms` reads the limit before it and the link behind it",
  },
  {
    type: "aws_cloudwatch_dashboard",
    attribute: /^dashboard_body\.widgets\[\]\.(width|height|properties\.title)$/,
    reason: "harmless: the size of a picture, for which CloudWatch has one of its own, and its title, a text for people",
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
  {
    type: "aws_instance",
    attribute: /^user_data$/,
    reason:
      "harmless: a letter behind the end of the last part; __tests__/stacks/workload/clickhouse-boot.process.test.ts runs the program before it",
  },
  {
    type: "aws_secretsmanager_secret_version",
    attribute: /^secret_string_wo$/,
    reason:
      "a text after the JSON: Terraform's own function refuses it when it plans, and __tests__/contracts/data-secrets.test.ts has the whole",
  },
  { type: containers, attribute: /^(cpu|memory)$/, reason: size },
  { type: containers, attribute: /^container_definitions\[\]\.image$/, reason: image },
  { type: containers, attribute: /^container_definitions\[\]\.mountPoints\[\]\.containerPath$/, reason: scratch },
];

/** Whether a mutant is one of those that an entry speaks of. */
export function isCovered({ address, attribute }: Mutant, survivor: Survivor): boolean {
  return address.replace(/^(data|ephemeral)\./, "").split(".")[0] === survivor.type && survivor.attribute.test(attribute);
}
