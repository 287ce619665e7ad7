import { Backup, type BackupProps } from "../../../constructs/operations/backup";
import { dataSources, limitRoles, render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const settings: BackupProps = {
  kmsKeyArn: "arn:key",
  belonging: { Project: "shop", Environment: "test" },
  retentionDays: { daily: 7, weekly: 28 },
  preventDestroy: true,
};
const account = "${data.aws_caller_identity.current.account_id}";

describe("backup", () => {
  test("keeps copies in an encrypted vault that is never emptied, and never destroyed where it is protected", () => {
    expect(resources(synthesize(), "aws_backup_vault")).toEqual({
      backup_vault: {
        name: "ohi-test-vault",
        kms_key_arn: "arn:key",
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "backup", Name: "ohi-test-vault" }),
      },
    });
  });

  test("has a plan for each value of the tag, outside the hours in which RDS would refuse", () => {
    const plan = (policy: string, schedule: string, days: number): Values => ({
      name: `ohi-test-${policy}`,
      rule: [
        {
          rule_name: policy,
          target_vault_name: "${aws_backup_vault.backup_vault.name}",
          schedule,
          start_window: 60,
          completion_window: 360,
          lifecycle: { delete_after: days },
        },
      ],
      tags: tags({ Service: "backup", Name: `ohi-test-${policy}` }),
    });

    expect(resources(synthesize(), "aws_backup_plan")).toEqual({
      backup_daily: plan("daily", "cron(0 5 * * ? *)", 7),
      backup_weekly: plan("weekly", "cron(0 7 ? * SUN *)", 28),
    });
  });

  test("selects by the tag, and only what belongs to the environment", () => {
    const selection = (policy: string): Values => ({
      name: `ohi-test-${policy}`,
      plan_id: `\${aws_backup_plan.backup_${policy}.id}`,
      iam_role_arn: "${aws_iam_role.backup_role.arn}",
      resources: ["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*", "arn:aws:elasticfilesystem:*:*:file-system/*"],
      condition: [
        {
          string_equals: [
            { key: "aws:ResourceTag/Project", value: "shop" },
            { key: "aws:ResourceTag/Environment", value: "test" },
            { key: "aws:ResourceTag/BackupPolicy", value: policy },
          ],
        },
      ],
      depends_on: ["aws_iam_role_policy.backup_role_policy"],
    });

    expect(resources(synthesize(), "aws_backup_selection")).toEqual({
      "backup_daily-selection": selection("daily"),
      "backup_weekly-selection": selection("weekly"),
    });
  });

  test("may copy only what is the environment's by its name or its tags, and remove only copies", () => {
    const statements = dataSources(synthesize(), "aws_iam_policy_document")["backup_role_grants"]?.["statement"] as Values[];
    const ours = [
      { test: "StringEquals", variable: "aws:ResourceTag/Project", values: ["shop"] },
      { test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["test"] },
    ];
    const grant = (sid: string): Values | undefined => statements.find((statement) => statement["sid"] === sid);

    expect(grant("BackUpDatabases")).toMatchObject({
      actions: expect.arrayContaining(["rds:CreateDBSnapshot", "rds:CopyDBSnapshot"]) as unknown,
      resources: ["db:ohi-test-*", "snapshot:rds:ohi-test-*", "snapshot:awsbackup:*"].map((of) => `arn:aws:rds:eu-west-1:${account}:${of}`),
    });
    expect(grant("FindDatabases")).toMatchObject({
      actions: ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"],
      resources: ["db:*", "snapshot:*"].map((of) => `arn:aws:rds:eu-west-1:${account}:${of}`),
    });
    expect(grant("RemoveDatabaseSnapshots")).toMatchObject({
      actions: ["rds:DeleteDBSnapshot"],
      resources: [`arn:aws:rds:eu-west-1:${account}:snapshot:awsbackup:*`],
    });
    expect(grant("BackUpDisks")).toMatchObject({ resources: [`arn:aws:ec2:eu-west-1:${account}:volume/*`], condition: ours });
    expect(grant("RemoveDiskSnapshots")).toMatchObject({
      actions: ["ec2:DeleteSnapshot"],
      condition: [{ test: "Null", variable: "aws:ResourceTag/aws:backup:source-resource", values: ["false"] }, ...ours],
    });
    expect(grant("BackUpFileSystems")).toMatchObject({ condition: ours });
    expect(grant("KeepUsingKey")).toMatchObject({ actions: ["kms:CreateGrant"], resources: ["arn:key"] });
    expect(statements.filter(({ resources: arns }) => (arns as string[]).includes("*")).map(({ actions }) => actions)).toEqual([
      ["ec2:DescribeSnapshots", "ec2:DescribeTags", "ec2:DescribeVolumes", "tag:GetResources"],
    ]);
    expect(statements).toHaveLength(12);
    expect(Object.values(resources(synthesize(), "aws_iam_role")).map(({ name }) => name)).toEqual(["ohi-test-backup-role"]);
  });

  test("may keep copies for a day", () => {
    const plans = resources(synthesize({ retentionDays: { daily: 1, weekly: 1 } }), "aws_backup_plan");

    expect(Object.values(plans).map(({ rule }) => (rule as Values[])[0]?.["lifecycle"])).toEqual([
      { delete_after: 1 },
      { delete_after: 1 },
    ]);
  });

  test("is refused where copies would not be kept", () => {
    expect(() => synthesize({ retentionDays: { daily: 0, weekly: 1.5 } })).toThrow(
      [
        "ohi-test/backup: 2 problems",
        "  retentionDays.daily 0; allowed are 1 or more",
        "  retentionDays.weekly 1.5; allowed are 1 or more",
      ].join("\n"),
    );
  });
});

function synthesize(changed: Partial<BackupProps> = {}): StackJson {
  const stack = testStack();
  limitRoles(stack);
  new Backup(stack, "backup", { ...settings, ...changed });
  return render(stack);
}
