import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { environmentOf } from "../../requirement";
import { policyAt } from "../../policy";
import { asBlock, at, isBlock, listOf, show, textAt, textsOf } from "../../value";

/** Days for which the copies of each policy are kept. */
export type BackupRetention = Readonly<Record<"daily" | "weekly", number>>;

/** What AWS Backup can copy, with the ARN by which a selection names all of its kind. */
const copied: Readonly<Record<string, string>> = {
  aws_db_instance: "arn:aws:rds:*:*:db:*",
  aws_ebs_volume: "arn:aws:ec2:*:*:volume/*",
  aws_efs_file_system: "arn:aws:elasticfilesystem:*:*:file-system/*",
};

/** What is tagged and cannot be copied, with what stands in for the copy. */
const otherwise: Readonly<Record<string, (element: Element, stack: StackModel) => boolean>> = {
  aws_elasticache_replication_group: ({ values }) =>
    typeof values["snapshot_retention_limit"] === "number" && values["snapshot_retention_limit"] > 0,
  aws_efs_access_point: ({ values }, stack) => stack.referent(values["file_system_id"], "aws_efs_file_system", "id") !== undefined,
};

/** Tags that a selection has to ask for, besides the policy's own: the account is shared with other projects and environments. */
const project = "open-health-initiative";

const schedules: Readonly<Record<keyof BackupRetention, RegExp>> = {
  daily: /^cron\(\d+ \d+ \* \* \? \*\)$/,
  weekly: /^cron\(\d+ \d+ \? \* [A-Z]{3} \*\)$/,
};

/**
 * The tag `BackupPolicy` does something: everything that has it is copied by a plan of that name, into a vault of this environment, and kept
 * for as long as the requirement says.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export const backupSelection = stackContract<[expected: BackupRetention]>(
  "backup-selection",
  "everything that is tagged to be backed up is copied by a plan of this environment",
  (stack, report, expected) => {
    const selections = stack.ofType("aws_backup_selection").map((element) => viewOf(stack, element));
    return [
      ...stack.resources.flatMap((resource) => coverage(stack, resource, selections, report)),
      ...selections.flatMap((selection) => selectionFindings(stack, selection, report)),
      ...(["daily", "weekly"] as const).flatMap((policy) => {
        const plans = selections.filter((selection) => selection.policy === policy);
        const [only] = plans;
        return plans.length === 1 && only !== undefined
          ? planFindings(stack, only, { policy, days: expected[policy] }, report)
          : [report.violation("aws_backup_selection", `${plans.length} selections of ${policy}`, "one")];
      }),
    ];
  },
);

interface Selection {
  readonly element: Element;
  /** Value of the tag `BackupPolicy` that it asks for. */
  readonly policy: string | undefined;
  /** Everything else that it asks for, by tag. */
  readonly tags: Readonly<Record<string, string>>;
  readonly resources: readonly string[];
  readonly plan: Element | undefined;
}

function viewOf(stack: StackModel, element: Element): Selection {
  const equals = listOf(element.values["condition"]).flatMap((condition) =>
    listOf(isBlock(condition) ? condition["string_equals"] : undefined),
  );
  const { BackupPolicy: policy, ...tags } = Object.fromEntries(
    equals.map((pair) => [(textAt(pair, "key") ?? "").replace("aws:ResourceTag/", ""), textAt(pair, "value") ?? ""]),
  );
  return {
    element,
    policy,
    tags,
    resources: textsOf(element.values["resources"] ?? []),
    plan: stack.referent(element.values["plan_id"], "aws_backup_plan", "id"),
  };
}

function coverage(stack: StackModel, resource: Element, selections: readonly Selection[], report: Reporter): Finding[] {
  const policy = textAt(resource.values, "tags", "BackupPolicy") ?? "none";
  if (policy === "none") return [];
  const instead = otherwise[resource.type];
  if (instead !== undefined) {
    return instead(resource, stack)
      ? []
      : [report.violation(resource, `BackupPolicy ${policy} and no copy`, "copies that the service makes")];
  }
  const arn = copied[resource.type];
  if (arn === undefined) return [report.violation(resource, `BackupPolicy ${policy}`, "a type that AWS Backup copies, or none")];
  const tags = resource.values["tags"];
  const matching = selections.filter(
    (selection) =>
      selection.policy === policy &&
      selection.resources.includes(arn) &&
      Object.entries(selection.tags).every(([name, value]) => textAt(tags, name) === value),
  );
  return matching.length === 1 ? [] : [report.violation(resource, `selected ${matching.length} times`, `once, by the plan ${policy}`)];
}

function selectionFindings(stack: StackModel, { element, tags, plan, policy }: Selection, report: Reporter): Finding[] {
  const role = stack.referent(element.values["iam_role_arn"], "aws_iam_role", "arn");
  const trusted = role === undefined ? [] : (policyAt(stack, role, "assume_role_policy")?.statements ?? []);
  const taken = trusted.some(({ principals }) => principals.some(({ identifiers }) => identifiers.includes("backup.amazonaws.com")));
  const wanted = { Project: project, Environment: environmentOf(stack) };
  const narrowed = Object.entries(wanted).every(([name, value]) => tags[name] === value);
  const others = ["selection_tag", "not_resources"].filter((name) => element.values[name] !== undefined);
  const negative = listOf(element.values["condition"]).flatMap((condition) =>
    Object.keys(asBlock(condition)).filter((name) => name !== "string_equals"),
  );
  return [
    ...(plan === undefined ? [report.unresolved(element, element.values["plan_id"], "the id of a plan of this stack")] : []),
    ...(taken
      ? []
      : [report.violation(element, `role ${show(element.values["iam_role_arn"])}`, "a role of this stack that AWS Backup takes")]),
    ...(narrowed ? [] : [report.violation(element, `tags ${show(tags)}`, show(wanted))]),
    ...([...others, ...negative].length === 0
      ? []
      : [
          report.violation(
            element,
            [...others, ...negative].join(", "),
            "tags that all have to be there, and nothing that widens or narrows them",
          ),
        ]),
    ...(policy === "daily" || policy === "weekly" ? [] : [report.violation(element, `BackupPolicy ${show(policy)}`, "daily or weekly")]),
  ];
}

function planFindings(
  stack: StackModel,
  { plan }: Selection,
  { policy, days }: { readonly policy: keyof BackupRetention; readonly days: number },
  report: Reporter,
): Finding[] {
  if (plan === undefined) return []; // said above
  const rules = listOf(plan.values["rule"]);
  const [rule] = rules;
  const vault = stack.referent(at(rule, "target_vault_name"), "aws_backup_vault", "name");
  const [schedule, kept] = [textAt(rule, "schedule") ?? "", at(rule, "lifecycle", "delete_after")];
  return [
    ...(rules.length === 1 ? [] : [report.violation(plan, `${rules.length} rules`, "one")]),
    ...(vault === undefined ? [report.unresolved(plan, at(rule, "target_vault_name"), "the name of a vault of this stack")] : []),
    ...(schedules[policy].test(schedule) ? [] : [report.violation(plan, `schedule ${schedule || "nothing"}`, policy)]),
    ...(kept === days ? [] : [report.violation(plan, `delete_after ${show(kept)}`, String(days))]),
    ...(at(rule, "lifecycle", "cold_storage_after") === undefined
      ? []
      : [report.violation(plan, "cold_storage_after", "copies that can be restored at once")]),
  ];
}
