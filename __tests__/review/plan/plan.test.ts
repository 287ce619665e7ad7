import { tmpdir } from "node:os";
import path from "node:path";
import { lossOf, statefulTypes } from "../../../review/changes/losses";
import { escapedText } from "../../../review/render/markdown-text";
import { textAt } from "../../../review/value";
import { allStacks } from "../../contracts/stacks";
import { change, deleted, plan, replaced, reviewFile, reviewPlan, reviewText } from "./fixtures";

/** Every store of an environment: an attribute that makes Terraform replace it, and a word of what is lost. */
const stores: readonly (readonly [address: string, attribute: readonly (string | number)[], lost: RegExp])[] = [
  ["aws_db_instance.postgres", ["storage_encrypted"], /the database/],
  ["aws_db_instance.postgres", ["kms_key_id"], /automated backups/],
  ["aws_db_instance.postgres", ["db_name"], /the database/],
  ["aws_db_instance.blnk-postgres", ["username"], /the database/],
  ["aws_db_instance.postgres_replica-1", ["availability_zone"], /its address/],
  ["aws_elasticache_replication_group.app-cache", ["at_rest_encryption_enabled"], /what the cache holds/],
  ["aws_elasticache_replication_group.blnk-cache", ["subnet_group_name"], /queues included/],
  ["aws_cloudformation_stack.app-cache_user", ["name"], /the user/],
  ["aws_secretsmanager_secret.postgres_credential_secret", ["name"], /the value/],
  ["aws_secretsmanager_secret.secrets_jwt-secret", ["name_prefix"], /the value/],
  ["aws_secretsmanager_secret_version.postgres_credential_seed", ["secret_id"], /a value/],
  ["aws_kms_key.key", ["customer_master_key_spec"], /everything that is encrypted/],
  ["aws_backup_vault.backup_vault", ["kms_key_arn"], /the copies/],
  ["aws_ebs_volume.clickhouse_data", ["availability_zone"], /everything on the disk/],
  ["aws_efs_file_system.files", ["kms_key_id"], /every file/],
  ["aws_s3_bucket.frontend", ["bucket"], /every object/],
  ["aws_cloudwatch_log_group.postgres_postgresql-log", ["name"], /every event/],
  ["aws_ecr_repository.images_api", ["encryption_configuration", 0, "kms_key"], /every image/],
  ["aws_route53_zone.dns_zone", ["name"], /the domain/],
  ["aws_service_discovery_private_dns_namespace.directory", ["name"], /the names/],
  ["aws_cognito_user_pool.users", ["alias_attributes"], /every user account/],
  ["aws_eip.network_nat_a-address", ["public_ipv4_pool"], /the address/],
];

const written = (attribute: readonly (string | number)[]): string =>
  attribute.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`)).join("");

describe.each(stores)("a plan about %s and its %j", (address, attribute, lost) => {
  test("is refused when the attribute forces a replacement, and its first line names both", async () => {
    const { code, first, out } = await reviewPlan(change("aws_iam_role.role", ["update"]), replaced(address, ...attribute));

    expect(code).toBe(1);
    expect(first).toMatch(/^\*\*CRITICAL in ohi-dev:\*\*/);
    expect(first).toContain(`${address} is replaced, because ${escapedText(written(attribute))} cannot be changed in place`);
    expect(out).toMatch(lost);
  });

  test("is refused when it is replaced the other way round: made anew first, then deleted", async () => {
    const { code, first } = await reviewPlan(change(address, ["create", "delete"], { paths: [attribute] }));

    expect(code).toBe(1);
    expect(first).toContain(`${address} is replaced, because ${escapedText(written(attribute))}`);
  });

  test("is refused when it is not in the configuration any more", async () => {
    const { code, first, out } = await reviewPlan(deleted(address));

    expect(code).toBe(1);
    expect(first).toContain(`${address} is deleted, because it is not in the configuration any more`);
    expect(out).toMatch(lost);
  });

  test("is refused when it was renamed without a moved block", async () => {
    const { code, first, out } = await reviewPlan(change(`${address}-renamed`, ["create"]), deleted(address));

    expect(code).toBe(1);
    expect(first).toContain(`${address} is deleted, because it is not in the configuration any more: deleted, or renamed`);
    expect(out).toContain("| ohi-dev | 1 | 0 | 0 | 1 | 0 | 0 |");
  });

  test("is accepted when it is made, changed in place, moved, or left alone", async () => {
    const moved = { ...change(`${address}-renamed`, ["no-op"]), previous_address: address };

    const { code, first, err, out } = await reviewPlan(
      moved,
      change(address, ["update"]),
      change(`${address}-2`, ["create"]),
      change(`${address}-3`, ["no-op"]),
    );

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(first).toBe("**Nothing dangerous:** the plan: 3 changes");
    expect(out).toContain("| ohi-dev | 1 | 1 | 0 | 0 | 1 | 0 |");
  });
});

describe("the report on a plan", () => {
  test("names the worst on its first line: a dropped key before a database, and a database before a log", async () => {
    const { code, out } = await reviewPlan(
      deleted("aws_cloudwatch_log_group.log"),
      replaced("aws_db_instance.postgres", "kms_key_id"),
      deleted("aws_kms_key.key"),
    );

    expect(code).toBe(1);
    expect(out.split("\n").slice(0, 8)).toEqual([
      "**CRITICAL in ohi-dev:** aws_kms_key.key is deleted, because it is not in the configuration any more: deleted, or renamed without a moved block",
      "",
      "3 critical, 0 dangerous, 0 to know.",
      "",
      "In order of danger:",
      "",
      "1. ohi-dev: aws_kms_key.key is deleted, because it is not in the configuration any more: deleted, or renamed without a moved block",
      "2. ohi-dev: aws_db_instance.postgres is replaced, because kms_key_id cannot be changed in place",
    ]);
    expect(out).toContain("  - Lost: everything that is encrypted with the key, backups included\n");
  });

  test("lists other deletions after what holds data, and lets them pass when there is nothing else", async () => {
    const { code, out } = await reviewPlan(
      deleted("aws_iam_role.role"),
      replaced("aws_security_group.group", "name"),
      change("aws_ecs_service.api", ["update"]),
    );

    expect(code).toBe(0);
    expect(out).toMatch(/^\*\*Nothing dangerous in ohi-dev:\*\* aws_iam_role\.role is deleted/);
    expect(out).toContain("### Other changes (2)");
    expect(out).toContain("aws_security_group.group is replaced, because name cannot be changed in place\n");
  });

  test("names every attribute that forces a replacement", async () => {
    const { first } = await reviewPlan(change("aws_db_instance.postgres", ["delete", "create"], { paths: [["engine"], ["db_name"]] }));

    expect(first).toContain("because engine, db_name cannot be changed in place");
  });

  test.each([
    ["replace_because_tainted", "its creation failed, so it is tainted"],
    ["replace_by_request", "it was asked for by -replace"],
    ["replace_by_triggers", "something that its replace_triggered_by names is replaced"],
    ["delete_because_each_key", "its key is not in for_each any more"],
    ["delete_because_something_new", "delete because something new"],
  ])("says in plain words what %s means", async (reason, words) => {
    const { first, code, out } = await reviewPlan(change("aws_efs_file_system.files", ["delete", "create"], { reason }));

    expect(code).toBe(1);
    expect(first).toContain(`because ${escapedText(words)}`);
    expect(out).toContain("Lost: every file\n");
  });

  test("says when Terraform gives no reason", async () => {
    const { first } = await reviewPlan(change("aws_db_instance.postgres", ["delete"]));

    expect(first).toContain("because Terraform gives no reason");
  });

  test("sees what an interrupted apply has left over", async () => {
    const { code, first } = await reviewPlan({ ...change("aws_ebs_volume.disk", ["delete"]), deposed: "0a1b2c3d" });

    expect(code).toBe(1);
    expect(first).toContain("aws_ebs_volume.disk (deposed 0a1b2c3d) is deleted");
  });

  test("tells what Terraform only does not look after any more: nothing of it is lost", async () => {
    const { code, first } = await reviewPlan(change("aws_db_instance.postgres", ["forget"]));

    expect(code).toBe(1);
    expect(first).toBe("**DANGEROUS in ohi-dev:** aws_db_instance.postgres is forgotten");
  });

  test("accepts a plan that changes nothing", async () => {
    const { resource_changes: _changes, ...nothing } = plan();

    const { code, first } = await reviewText(JSON.stringify(nothing));

    expect(_changes).toEqual([]);
    expect(code).toBe(0);
    expect(first).toBe("**Nothing dangerous:** the plan: nothing changes");
  });
});

describe("a file that is no plan", () => {
  test("is refused when it is missing, with the command that makes it", async () => {
    const { code, out, err } = await reviewFile(path.join(tmpdir(), "nowhere", "plan.json"));

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^.*plan\.json is missing\. Make it with: terraform show -json PLAN > .*plan\.json\n$/);
  });

  test("is refused when it is a folder", async () => {
    const { code, err } = await reviewFile(tmpdir());

    expect(code).toBe(2);
    expect(err).toContain("is a folder");
  });

  test.each([
    ["the plan as Terraform saves it", "PK\u0003\u0004", /is no JSON.*terraform show -json/],
    ["an empty file", "", /is no JSON/],
    ["a list", "[]", /is JSON, but no plan/],
    ["a state", JSON.stringify({ format_version: "1.0", values: { root_module: {} } }), /is JSON, but no plan/],
    ["the JSON of a stack", JSON.stringify({ resource: {} }), /is JSON, but no plan/],
    ["a plan of another format", JSON.stringify({ ...plan(), format_version: "2.0" }), /format 2\.0; 1\.x can be read/],
    ["a plan that failed", JSON.stringify({ ...plan(), errored: true }), /failed half-way/],
    ["a plan with a change that says nothing", JSON.stringify(plan({ address: "aws_vpc.x", type: "aws_vpc" })), /no plan that can be read/],
  ])("is refused when it is %s", async (_what, text, message) => {
    const { code, out, err } = await reviewText(text);

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });
});

describe("the table of what is lost", () => {
  test("has every type that Terraform must never destroy", () => {
    const kept = allStacks().flatMap(({ resources }) =>
      resources.filter(({ values }) => JSON.stringify(values["lifecycle"] ?? "").includes('"prevent_destroy":true')),
    );
    const types = [...new Set(kept.map(({ type }) => type))];

    expect(types.length).toBeGreaterThanOrEqual(7);
    expect(types.filter((type) => lossOf(type) === undefined)).toEqual([]);
  });

  test("has every type that is backed up", () => {
    const backedUp = allStacks().flatMap(({ resources }) =>
      resources.filter(({ values }) => (textAt(values, "tags", "BackupPolicy") ?? "none") !== "none"),
    );
    const types = [...new Set(backedUp.map(({ type }) => type))].filter((type) => type !== "aws_efs_access_point");

    expect(types).toHaveLength(4);
    expect(types.filter((type) => lossOf(type) === undefined)).toEqual([]);
  });

  test("says of each type what is lost, and of no other", () => {
    expect(statefulTypes.filter((type) => (lossOf(type)?.lost ?? "").length < 8 || (lossOf(type)?.rank ?? 0) <= 0)).toEqual([]);
    expect(["aws_iam_role", "aws_security_group", "aws_ecs_service"].map(lossOf)).toEqual([undefined, undefined, undefined]);
  });
});
