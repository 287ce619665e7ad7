import { covers, resolveArn } from "../../review/arn";
import { block24, overlap, parseCidr } from "../../review/cidr";
import { reporterOf } from "../../review/finding";
import { policiesOf, policyAt } from "../../review/policy";
import { remembered } from "../../review/remembered";
import { domainOf, environmentOf } from "../../review/requirement";
import { resolved } from "../../review/resolve";
import { flowKey, isOutside, rulesOf } from "../../review/security-groups";
import { stackOf } from "../../review/synthesized";
import { leavesOf, listOf, show } from "../../review/value";

describe("address ranges", () => {
  test.each(["10.0.0.1/24", "10.0.0.0", "10.0.0.0/33", "300.0.0.0/8", "x"])("are refused when they are %s", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test.each([
    ["10.0.0.0/16", "10.0.255.0/24", true],
    ["10.0.1.0/24", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.1.0.0/16", false],
  ])("of %s and %s overlap: %s", (one, other, expected) => {
    const [a, b] = [parseCidr(one), parseCidr(other)];

    expect(a !== undefined && b !== undefined && overlap(a, b)).toBe(expected);
  });

  test("are counted in blocks of 256 addresses", () => {
    const range = parseCidr("10.1.0.0/16");

    expect(range === undefined ? [] : [block24(range, 0), block24(range, 22)]).toEqual(["10.1.0.0/24", "10.1.22.0/24"]);
  });
});

describe("patterns of ARNs", () => {
  const named = stackOf("ohi-dev", {
    data: { aws_caller_identity: { current: {} } },
    resource: {
      aws_cloudwatch_log_group: { logs: { name: "/vpc/x" }, edge: { name: "/waf/x", provider: "aws.us-east-1" } },
      aws_secretsmanager_secret: { db: { name: "db" } },
      aws_kms_key: { key: {} },
      aws_s3_bucket: { site: { bucket: "site-${data.aws_caller_identity.current.account_id}" } },
      aws_ecr_repository: { api: { name: "api" } },
      aws_sns_topic: { alarms: { name: "alarms" }, nameless: {}, unknown: { name: "${var.name}" } },
      aws_sqs_queue: { queue: { name: "q" } },
    },
  });

  test.each([
    ["arn:x:*", "arn:x:y", true],
    ["arn:x:*", "arn:x:y:*", true],
    ["arn:x:y", "arn:x:*", false],
    ["arn:x:y?", "arn:x:yz", true],
    ["arn:x:y?", "arn:x:y*", false],
    ["arn:x.y:*", "arn:xzy:1", false],
    ["*", "anything", true],
  ])("%s covers %s: %s", (outer, inner, expected) => {
    expect(covers(outer, inner)).toBe(expected);
  });

  test.each([
    ["${aws_cloudwatch_log_group.logs.arn}:*", "arn:aws:logs:eu-west-1:ACCOUNT:log-group:/vpc/x:*"],
    ["${aws_cloudwatch_log_group.edge.arn}", "arn:aws:logs:us-east-1:ACCOUNT:log-group:/waf/x"],
    ["${aws_secretsmanager_secret.db.arn}", "arn:aws:secretsmanager:eu-west-1:ACCOUNT:secret:db-??????"],
    ["${aws_kms_key.key.arn}", "arn:aws:kms:eu-west-1:ACCOUNT:key/aws_kms_key.key"],
    ["${aws_s3_bucket.site.arn}/*", "arn:aws:s3:::site-ACCOUNT/*"],
    ["${aws_ecr_repository.api.arn}", "arn:aws:ecr:eu-west-1:ACCOUNT:repository/api"],
    ["${aws_sns_topic.alarms.arn}", "arn:aws:sns:eu-west-1:ACCOUNT:alarms"],
    ["arn:${data.aws_caller_identity.current.account_id}", "arn:ACCOUNT"],
  ])("are resolved as far as the configuration tells them: %s", (text, expected) => {
    expect(resolveArn(named, text)).toBe(expected);
  });

  test.each([
    "${aws_sqs_queue.queue.arn}",
    "${aws_cloudwatch_log_group.logs.name}",
    "${aws_cloudwatch_log_group.gone.arn}",
    "${aws_sns_topic.nameless.arn}",
    "${aws_sns_topic.unknown.arn}",
    "${upper(aws_sns_topic.alarms.arn)}",
  ])("are not resolved when it does not: %s", (text) => {
    expect(resolveArn(named, text)).toBeUndefined();
  });
});

describe("values that name others", () => {
  test("and lead back to themselves are left where they began", () => {
    const around = stackOf("ohi-dev", { locals: { a: "${local.b}", b: "to ${local.a}", c: "${local.c}" } });

    expect([resolved(around, "${local.c}"), resolved(around, "${local.a}")]).toEqual(["${local.c}", "to ${local.b}"]);
  });
});

describe("policies", () => {
  const json = JSON.stringify({
    Statement: {
      Sid: "Read",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: ["arn:1"],
      Principal: { AWS: "arn:2" },
      Condition: { StringEquals: { "aws:SourceAccount": "1" } },
      NotAction: "x:Y",
    },
  });
  const stack = stackOf("ohi-dev", {
    data: {
      aws_iam_policy_document: {
        doc: { statement: { actions: ["a:B"], principals: { type: "Service", identifiers: ["x"] }, condition: "?" }, source_json: "" },
      },
    },
    resource: {
      aws_sqs_queue_policy: { json: { policy: json }, doc: { policy: "${data.aws_iam_policy_document.doc.json}" }, none: { policy: "{" } },
    },
  });

  test("are read from JSON", () => {
    expect(policiesOf(stack).map(({ element }) => element.address)).toEqual([
      "data.aws_iam_policy_document.doc",
      "aws_sqs_queue_policy.json",
    ]);
    expect(policiesOf(stack)[1]?.statements).toEqual([
      {
        sid: "Read",
        effect: "Allow",
        actions: ["s3:GetObject"],
        resources: ["arn:1"],
        principals: [{ type: "AWS", identifiers: ["arn:2"] }],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
        negations: [{ key: "NotAction", values: ["x:Y"] }],
      },
    ]);
  });

  test("are read from documents, whose statements allow unless they say otherwise", () => {
    const policy = stack.ofType("aws_sqs_queue_policy").flatMap((element) => policyAt(stack, element, "policy")?.element.address ?? "none");

    expect(policy).toEqual(["aws_sqs_queue_policy.json", "data.aws_iam_policy_document.doc", "none"]);
    expect(policiesOf(stack)[0]).toMatchObject({
      statements: [{ sid: "", effect: "Allow", actions: ["a:B"], resources: [], principals: [{ type: "Service", identifiers: ["x"] }] }],
      merged: ["source_json"],
    });
  });
});

describe("security-group rules", () => {
  const stack = stackOf("ohi-dev", {
    resource: {
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
      aws_security_group: { api: { name: "ohi-dev-api-sg" }, odd: { name: "api" } },
      aws_vpc_security_group_egress_rule: {
        out: {
          security_group_id: "${aws_security_group.api.id}",
          cidr_ipv4: "0.0.0.0/0",
          ip_protocol: "tcp",
          from_port: 443,
          to_port: 443,
        },
        odd: {
          security_group_id: "${aws_security_group.odd.id}",
          referenced_security_group_id: "${aws_security_group.odd.id}",
          ip_protocol: "icmp",
        },
      },
    },
  });

  test("are flows, or findings of what cannot be told of them", () => {
    const { rules, findings } = rulesOf(stack, reporterOf("x", stack));

    expect(rules.map(({ flow }) => flowKey(flow))).toEqual(["api -> 0.0.0.0/0:443"]);
    expect(findings.map(({ kind, address, expected }) => [kind, address, expected.split(":", 1)[0]])).toEqual([
      ["unresolved", "aws_vpc_security_group_egress_rule.odd", "the id of a security group of this stack"],
      ["unresolved", "aws_vpc_security_group_egress_rule.odd", "one peer"],
      ["unresolved", "aws_vpc_security_group_egress_rule.odd", "one TCP port"],
    ]);
  });

  test.each([
    ["0.0.0.0/0", true],
    ["10.0.0.0/8", true],
    ["10.0.0.0/16", false],
    ["10.0.1.0/24", false],
    ["api", false],
  ])("lead outside of the VPC with %s: %s", (end, expected) => {
    expect(isOutside(stack, end)).toBe(expected);
  });
});

describe("values", () => {
  test("are walked to their leaves, each with its place", () => {
    expect(leavesOf({ a: [{ b: 1 }, null], c: true })).toEqual([
      { path: "a[0].b", value: 1 },
      { path: "a[1]", value: null },
      { path: "c", value: true },
    ]);
  });

  test("that stand alone are lists of one", () => {
    expect([listOf(1), listOf([1]), listOf(null), listOf(undefined)]).toEqual([[1], [1], [], []]);
  });

  test("are shown as they are, or as JSON", () => {
    expect([show("a"), show({ a: 1 }), show(undefined)]).toEqual(["a", '{"a":1}', "nothing"]);
  });
});

describe("what is remembered of an object", () => {
  test("is computed once for it, and again for another one that is equal", () => {
    const compute = jest.fn(({ a }: { readonly a: number }) => a + 1);
    const next = remembered(compute);
    const one = { a: 1 };

    expect([next(one), next(one), next({ a: 1 })]).toEqual([2, 2, 2]);
    expect(compute).toHaveBeenCalledTimes(2);
  });
});

describe("the requirement", () => {
  test("gives production the base domain, and the account's stack no environment", () => {
    expect([domainOf("prod"), domainOf("dev")]).toEqual(["ohealth-ng.com", "dev.ohealth-ng.com"]);
    expect([environmentOf({ name: "ohi-dev" }), environmentOf({ name: "ohi-account" })]).toEqual(["dev", "shared"]);
  });
});
