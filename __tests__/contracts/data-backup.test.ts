import type { Block } from "../../review/value";
import { backupRetentionOf, dataOf } from "./expected/data";
import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

describe.each(environments)("the copies of $name", (environment) => {
  const { name, stack: prefix } = environment;
  const stack = stackNamed(prefix);
  const retention = backupRetentionOf(environment);

  test("lie in a vault of the environment, with its key", () => {
    expect(valuesOf(stack, "aws_backup_vault")).toEqual({
      backup_vault: {
        name: `${prefix}-vault`,
        kms_key_arn: "${aws_kms_key.key.arn}",
        lifecycle: { prevent_destroy: dataOf[name].deletionProtection },
      },
    });
  });

  test("are made every day and every week, outside the windows of the databases", () => {
    const plan = (words: string, schedule: string, days: number): Block => ({
      name: `${prefix}-${words}`,
      rule: [
        {
          rule_name: words,
          schedule,
          start_window: 60,
          completion_window: 360,
          target_vault_name: "${aws_backup_vault.backup_vault.name}",
          lifecycle: { delete_after: days },
        },
      ],
    });

    expect(valuesOf(stack, "aws_backup_plan")).toEqual({
      backup_daily: plan("daily", "cron(0 5 * * ? *)", retention.daily),
      backup_weekly: plan("weekly", "cron(0 7 ? * SUN *)", retention.weekly),
    });
  });

  test("are made of what the tag BackupPolicy of this environment asks for", () => {
    const selection = (policy: string): Block => ({
      name: `${prefix}-${policy}`,
      plan_id: `\${aws_backup_plan.backup_${policy}.id}`,
      iam_role_arn: "${aws_iam_role.backup_role.arn}",
      depends_on: ["aws_iam_role_policy.backup_role_policy"],
      resources: ["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*", "arn:aws:elasticfilesystem:*:*:file-system/*"],
      condition: [
        {
          string_equals: [
            { key: "aws:ResourceTag/Project", value: "open-health-initiative" },
            { key: "aws:ResourceTag/Environment", value: name },
            { key: "aws:ResourceTag/BackupPolicy", value: policy },
          ],
        },
      ],
    });

    expect(valuesOf(stack, "aws_backup_selection")).toEqual({
      "backup_daily-selection": selection("daily"),
      "backup_weekly-selection": selection("weekly"),
    });
  });

  test("and what happens to the stores is told to two topics, of which only the one of caches is not encrypted", () => {
    const { events, "cache-events": ofCaches } = valuesOf(stack, "aws_sns_topic");

    expect(events).toEqual({ name: `${prefix}-events`, kms_master_key_id: "${aws_kms_key.key.arn}" });
    expect(ofCaches).toEqual({ name: `${prefix}-cache-events` });
  });
});
