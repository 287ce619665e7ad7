import type { Block } from "../../../review/value";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const daily = "aws_backup_plan.backup_daily";
const selection = "aws_backup_selection.backup_daily-selection";
const postgres = "aws_db_instance.postgres";
const cache = "aws_elasticache_replication_group.app-cache";

const ruleBlock = ["resource", "aws_backup_plan", "backup_daily", "rule", "0"];
const equal = (key: string, value: string): Block => ({ key: `aws:ResourceTag/${key}`, value });
const project = equal("Project", "open-health-initiative");
const everyDay = equal("BackupPolicy", "daily");
const asking = (...pairs: readonly Block[]): Block[] => [{ string_equals: pairs }];

/** Mistakes in what is copied, by whom, where to and for how long. */
export const backupBugs: readonly PlantedBug[] = bugsFor("backup-selection", [
  ["a selection that leaves databases out", postgres, (draft) => draft.set(selection, { resources: ["arn:aws:ec2:*:*:volume/*"] })],
  ["a tag that no plan asks for", postgres, (draft) => draft.setTags(postgres, { BackupPolicy: "hourly" })],
  ["a tag of another environment", postgres, (draft) => draft.setTags(postgres, { Environment: "prod" })],
  ["a second selection of the same", postgres, (draft) => draft.copy(selection, "again")],
  ["no daily selection", "aws_backup_selection", (draft) => draft.drop(selection)],
  ["a cache that is tagged and has no snapshots", cache, (draft) => draft.set(cache, { snapshot_retention_limit: 0 })],
  [
    "a door to no file system",
    "aws_efs_access_point.files_zookeeper-1",
    (draft) => draft.set("aws_efs_access_point.files_zookeeper-1", { file_system_id: "fs-1" }),
  ],
  ["a tag on what cannot be copied", "aws_sns_topic.events", (draft) => draft.setTags("aws_sns_topic.events", { BackupPolicy: "daily" })],
  ["a selection of every environment", selection, (draft) => draft.set(selection, { condition: asking(project, everyDay) })],
  [
    "a selection of another environment",
    selection,
    (draft) => draft.set(selection, { condition: asking(project, equal("Environment", "prod"), everyDay) }),
  ],
  [
    "a selection of every project",
    selection,
    (draft) => draft.set(selection, { condition: asking(equal("Environment", "dev"), everyDay) }),
  ],
  ["a selection of everything", selection, (draft) => draft.set(selection, { condition: asking(project, equal("Environment", "dev")) })],
  [
    "a selection that tags widen",
    selection,
    (draft) => draft.set(selection, { selection_tag: [{ type: "STRINGEQUALS", key: "x", value: "y" }] }),
  ],
  ["a selection that leaves some out", selection, (draft) => draft.set(selection, { not_resources: ["arn:aws:rds:*:*:db:*"] })],
  ["a selection by likeness", selection, (draft) => draft.set(selection, { condition: [{ string_like: [equal("BackupPolicy", "*")] }] })],
  ...["string_like", "string_not_equals", "string_not_like"].map((name): Row => [
    `a selection that asks for ${name} as well`,
    selection,
    (draft) =>
      draft.set(selection, {
        condition: [{ string_equals: [project, equal("Environment", "dev"), everyDay], [name]: [equal("Service", "blnk")] }],
      }),
  ]),
  ["a selection of another plan", selection, (draft) => draft.set(selection, { plan_id: "12345" }), "unresolved"],
  [
    "a role that AWS Backup does not take",
    selection,
    (draft) => draft.set(selection, { iam_role_arn: "${aws_iam_role.network_flow-logs_role.arn}" }),
  ],
  ["copies for a day", daily, (draft) => draft.setBlock([...ruleBlock, "lifecycle"], { delete_after: 1 })],
  ["copies for ever", daily, (draft) => draft.setBlock(ruleBlock, { lifecycle: undefined })],
  ["copies in the cold", daily, (draft) => draft.setBlock([...ruleBlock, "lifecycle"], { cold_storage_after: 1 })],
  ["a daily plan that runs on Sundays", daily, (draft) => draft.setBlock(ruleBlock, { schedule: "cron(0 5 ? * SUN *)" })],
  ["a plan that copies into another vault", daily, (draft) => draft.setBlock(ruleBlock, { target_vault_name: "Default" }), "unresolved"],
  ["a plan with two rules", daily, (draft) => draft.set(daily, { rule: [{ rule_name: "a" }, { rule_name: "b" }] })],
]);
