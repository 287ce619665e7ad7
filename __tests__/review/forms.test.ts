import { isStore } from "../../review/carriers";
import { nameRuleOf } from "../../review/naming";
import { openingsOf } from "../../review/openings";
import { policiesOf, type Policy } from "../../review/policy";
import { stackOf } from "../../review/synthesized";
import type { Block } from "../../review/value";

/** What a group lets in by one block of its own, as `peer protocol from-to`. */
function insideOf(rule: Block, type = "aws_security_group"): string[] {
  const stack = stackOf("ohi-dev", { resource: { [type]: { one: { ingress: [rule] } } } });
  return openingsOf(stack).map(({ group, peer, protocol, from, to }) => `${group}: ${peer} ${protocol} ${from}-${to}`);
}

describe("a rule inside a security group", () => {
  const https = { protocol: "tcp", from_port: 443, to_port: 443 };

  test.each<readonly [form: string, rule: Block, found: readonly string[]]>([
    ["by ranges", { ...https, cidr_blocks: ["10.0.0.0/8"] }, ["10.0.0.0/8 tcp 443-443"]],
    ["by ranges of IPv6", { ...https, ipv6_cidr_blocks: ["::/0"] }, ["::/0 tcp 443-443"]],
    ["by groups", { ...https, security_groups: ["sg-1"] }, ["sg-1 tcp 443-443"]],
    ["by prefix lists", { ...https, prefix_list_ids: ["pl-1"] }, ["pl-1 tcp 443-443"]],
    ["to itself", { ...https, self: true }, ["aws_security_group.one tcp 443-443"]],
    ["not to itself", { ...https, self: false }, []],
    ["for all by number", { ...https, protocol: "-1", cidr_blocks: ["::/0"] }, ["::/0 -1 0-65535"]],
    ["for all by word", { ...https, protocol: "all", cidr_blocks: ["::/0"] }, ["::/0 -1 0-65535"]],
    ["without ports", { protocol: "tcp", cidr_blocks: ["::/0"] }, ["::/0 tcp 0-65535"]],
    ["up to a port that nobody can tell", { ...https, to_port: "${var.port}", cidr_blocks: ["::/0"] }, ["::/0 tcp 443-65535"]],
    ["from a port that nobody can tell", { ...https, from_port: "${var.port}", cidr_blocks: ["::/0"] }, ["::/0 tcp 0-443"]],
  ])("is read: %s", (_form, rule, found) => {
    expect(insideOf(rule)).toEqual(found.map((text) => `aws_security_group.one: ${text}`));
  });

  test("is read in the group that a VPC has by default", () => {
    expect(insideOf({ ...https, self: true }, "aws_default_security_group")).toEqual([
      "aws_default_security_group.one: aws_default_security_group.one tcp 443-443",
    ]);
  });
});

describe("a policy", () => {
  const policyIn = (json: Block): Policy | undefined => policiesOf(stackOf("ohi-dev", json))[0];

  test.each(["NotAction", "NotResource", "NotPrincipal"])("in JSON is nearly everything by %s", (key) => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", [key]: ["two", "one"] }] });

    expect(policyIn({ resource: { aws_iam_policy: { one: { policy } } } })?.statements[0]?.negations).toEqual([
      { key, values: ["one", "two"] },
    ]);
  });

  test.each(["not_actions", "not_resources", "not_principals"])("document is nearly everything by %s", (key) => {
    const document = { statement: [{ [key]: ["one"] }] };

    expect(policyIn({ data: { aws_iam_policy_document: { one: document } } })?.statements[0]?.negations).toEqual([
      { key, values: ["one"] },
    ]);
  });

  test.each(["source_policy_documents", "override_policy_documents", "source_json", "override_json"])(
    "is more than its own by %s",
    (key) => {
      expect(policyIn({ data: { aws_iam_policy_document: { one: { [key]: ["{}"] } } } })?.merged).toEqual([key]);
    },
  );
});

describe("what keeps data behind a security group", () => {
  test.each([
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_docdb_cluster",
    "aws_elasticache_replication_group",
    "aws_elasticache_cluster",
    "aws_elasticache_serverless_cache",
    "aws_memorydb_cluster",
    "aws_opensearch_domain",
    "aws_efs_mount_target",
    "aws_redshift_cluster",
    "aws_msk_cluster",
  ])("is %s", (type) => {
    const stack = stackOf("ohi-dev", { resource: { [type]: { one: {} }, aws_ecs_service: { one: {} } } });

    expect(stack.resources.map((element) => [element.type, isStore(stack, element)])).toEqual([
      [type, true],
      ["aws_ecs_service", false],
    ]);
  });
});

/** @see the reference of each service's API, at the action that makes one */
describe("the longest name that AWS takes", () => {
  test.each([
    ["aws_backup_plan", 50],
    ["aws_backup_selection", 50],
    ["aws_backup_vault", 50],
    ["aws_budgets_budget", 100],
    ["aws_cloudfront_function", 64],
    ["aws_cloudfront_origin_access_control", 64],
    ["aws_cloudwatch_event_rule", 64],
    ["aws_cloudwatch_log_group", 512],
    ["aws_db_instance", 63],
    ["aws_ecr_repository", 256],
    ["aws_ecs_cluster", 255],
    ["aws_ecs_service", 255],
    ["aws_elasticache_replication_group", 40],
    ["aws_elasticache_user_group", 40],
    ["aws_iam_role", 64],
    ["aws_iam_policy", 128],
    ["aws_iam_role_policy", 128],
    ["aws_kms_alias", 256],
    ["aws_lb", 32],
    ["aws_lb_target_group", 32],
    ["aws_s3_bucket", 63],
    ["aws_secretsmanager_secret", 512],
    ["aws_security_group", 255],
    ["aws_sfn_state_machine", 80],
    ["aws_sns_topic", 256],
    ["aws_wafv2_web_acl", 128],
  ])("of %s has %i characters", (type, longest) => {
    expect(nameRuleOf(type)?.max).toBe(longest);
  });
});
