import type { Block } from "../../../review/value";
import { small, toldBetween } from "./small";

const one = "aws_iam_policy.one";
const read: Block = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const deny: Block = { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
const when = (test: string, variable: string, ...values: readonly string[]): Block => ({
  ...read,
  Condition: { [test]: { [variable]: values } },
});
const allowAllBut = (...spared: readonly string[]): Block => ({ Effect: "Allow", NotAction: spared, Resource: "*" });
const denyAllBut = (...spared: readonly string[]): Block => ({ Effect: "Deny", NotAction: spared, Resource: "*" });
const source = "aws:SourceAccount";

/** How often a policy with the one statement allows more than with the other one. */
const told = (before: Block, after: Block): string[] => {
  const [base, head] = [before, after].map((statement) => small({ [one]: { policy: JSON.stringify({ Statement: [statement] }) } }));
  return toldBetween("grants", base, head ?? {}).map(([danger]) => danger);
};

describe("a statement allows more", () => {
  test.each<readonly [change: string, before: Block, after: Block]>([
    ["by the same values of another variable", when("StringEquals", source, "1"), when("StringEquals", "aws:PrincipalAccount", "1")],
    ["by the opposite test", when("StringEquals", source, "1"), when("StringNotEquals", source, "1")],
    ["by a looser test", when("StringEquals", source, "1"), when("StringLike", source, "1")],
    ["by another value that is taken", when("StringEquals", source, "1"), when("StringEquals", source, "1", "2")],
    ["by one value less that is refused", when("StringNotEquals", source, "1", "2"), when("StringNotEquals", source, "1")],
    ["without its condition", when("StringEquals", source, "1"), read],
    ["when a denial spares somebody", deny, { ...deny, NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/one" } }],
    ["when a denial is gone", deny, read],
    ["when a denial spares another action", denyAllBut("s3:*"), denyAllBut("s3:*", "iam:*")],
    ["when it leaves out less", allowAllBut("iam:*", "sts:*"), allowAllBut("iam:*")],
    ["when it leaves out something else", allowAllBut("iam:*"), allowAllBut("sts:*")],
    ["when all but something is allowed", read, allowAllBut("iam:*")],
    ["when a denial holds only sometimes", deny, { ...deny, Condition: { Bool: { "aws:SecureTransport": ["false"] } } }],
  ])("%s", (_change, before, after) => {
    expect(new Set(told(before, after))).toEqual(new Set(["grant-widened"]));
  });
});

describe("a statement allows no more", () => {
  test.each<readonly [change: string, before: Block, after: Block]>([
    ["by an action in other letters", read, { ...read, Action: "S3:getobject" }],
    ["by a value less that is taken", when("StringEquals", source, "1", "2"), when("StringEquals", source, "1")],
    ["by another value that is refused", when("StringNotEquals", source, "1"), when("StringNotEquals", source, "1", "2")],
    ["with a condition that was not there", read, when("StringEquals", source, "1")],
    ["when it leaves out more", allowAllBut("iam:*"), allowAllBut("iam:*", "sts:*")],
    ["when it leaves out the same in another order", allowAllBut("iam:*", "sts:*"), allowAllBut("sts:*", "iam:*")],
    ["when it leaves out something of everything", { ...read, Action: "*" }, allowAllBut("iam:*")],
    ["when a denial spares less", denyAllBut("s3:*", "iam:*"), denyAllBut("s3:*")],
    ["when a denial spares nothing any more", denyAllBut("s3:*"), { ...deny, Action: "*" }],
    ["when a denial comes", { ...deny, Condition: { Bool: { "aws:SecureTransport": ["false"] } } }, deny],
  ])("%s", (_change, before, after) => {
    expect(told(before, after)).toEqual([]);
  });
});

describe("whoever gets what a policy allows", () => {
  const role = "aws_iam_role.one";
  const take: Block = { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" };
  const withTrust = (statement: Block): Block => small({ [role]: { assume_role_policy: JSON.stringify({ Statement: [statement] }) } });
  const bound = (boundary?: string): Block => small({ [role]: boundary === undefined ? {} : { permissions_boundary: boundary } });
  const conditional = { ...take, Condition: { StringEquals: { [source]: ["1"] } } };

  test("is anybody in the world only without a condition", () => {
    const nobody = withTrust({ ...take, Principal: { Service: "ec2.amazonaws.com" } });

    expect(toldBetween("grants", nobody, withTrust(take))).toEqual([["exposed", role]]);
    expect(toldBetween("grants", nobody, withTrust(conditional))).toEqual([["grant-widened", role]]);
  });

  test("is told of a new stack only when it is anybody in the world", () => {
    expect(toldBetween("grants", undefined, withTrust(take))).toEqual([["exposed", role]]);
    expect(toldBetween("grants", undefined, withTrust(conditional))).toEqual([]);
  });

  test("is a role that was there, when the policy is new and stands beside it", () => {
    const more = { "aws_iam_role_policy.more": { role: `\${${role}.id}`, policy: JSON.stringify({ Statement: [read] }) } };

    expect(toldBetween("grants", small({ [role]: {} }), small({ [role]: {}, ...more }))).toEqual([
      ["grant-widened", "aws_iam_role_policy.more"],
    ]);
    expect(toldBetween("grants", small({}), small({ [role]: {}, ...more }))).toEqual([["grant-added", "aws_iam_role_policy.more"]]);
  });

  test("is a role that was there, when the document of its policy is new", () => {
    const document = "data.aws_iam_policy_document.more";
    const more = {
      [document]: { statement: [{ actions: ["s3:GetObject"], resources: ["*"] }] },
      "aws_iam_role_policy.more": { role: `\${${role}.id}`, policy: `\${${document}.json}` },
    };

    expect(toldBetween("grants", small({ [role]: {} }), small({ [role]: {}, ...more }))).toEqual([["grant-widened", document]]);
  });

  test("is a role with another boundary, or with none", () => {
    expect(toldBetween("grants", bound("arn:one"), bound("arn:two"))).toEqual([["grant-widened", role]]);
    expect(toldBetween("grants", bound("arn:one"), bound())).toEqual([["grant-widened", role]]);
    expect(toldBetween("grants", bound("arn:one"), bound("arn:one"))).toEqual([]);
    expect(toldBetween("grants", bound(), bound("arn:one"))).toEqual([]);
  });

  test("is whoever uses a resource that was there, when the resource gets a policy", () => {
    const bucket = { "aws_s3_bucket.one": { bucket: "one" } };
    const policy = JSON.stringify({ Statement: [{ ...read, Principal: { AWS: "arn:aws:iam::999999999999:root" } }] });
    const opened = { "aws_s3_bucket_policy.one": { bucket: "${aws_s3_bucket.one.id}", policy } };
    const document = { "data.aws_iam_policy_document.one": { statement: [{ actions: ["s3:GetObject"], resources: ["*"] }] } };
    const byDocument = {
      ...document,
      "aws_s3_bucket_policy.one": { bucket: "${aws_s3_bucket.one.id}", policy: "${data.aws_iam_policy_document.one.json}" },
    };

    expect(toldBetween("grants", small(bucket), small({ ...bucket, ...opened }))).toEqual([["grant-widened", "aws_s3_bucket_policy.one"]]);
    expect(toldBetween("grants", small(bucket), small({ ...bucket, ...byDocument }))).toEqual([
      ["grant-widened", "data.aws_iam_policy_document.one"],
    ]);
    expect(toldBetween("grants", small({}), small({ ...bucket, ...opened }))).toEqual([["grant-added", "aws_s3_bucket_policy.one"]]);
  });

  test("is a new role, when it is made with a policy of AWS", () => {
    const attached = {
      "aws_iam_role_policy_attachment.more": { role: `\${${role}.name}`, policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    };

    expect(toldBetween("grants", small({}), small({ [role]: {}, ...attached }))).toEqual([
      ["grant-added", "aws_iam_role_policy_attachment.more"],
    ]);
    expect(toldBetween("grants", small({ [role]: {} }), small({ [role]: {}, ...attached }))).toEqual([
      ["grant-widened", "aws_iam_role_policy_attachment.more"],
    ]);
  });

  test("is a role whose policy is another one of the documents that were there", () => {
    const documents = {
      "data.aws_iam_policy_document.narrow": { statement: [{ actions: ["s3:GetObject"], resources: ["*"] }] },
      "data.aws_iam_policy_document.wide": { statement: [{ actions: ["s3:*"], resources: ["*"] }] },
    };
    const by = (name: string): Block =>
      small({
        ...documents,
        [role]: {},
        "aws_iam_role_policy.one": { role: `\${${role}.id}`, policy: `\${data.aws_iam_policy_document.${name}.json}` },
      });

    expect(toldBetween("grants", by("narrow"), by("wide"))).toEqual([["grant-widened", "aws_iam_role_policy.one"]]);
    expect(toldBetween("grants", by("wide"), by("narrow"))).toEqual([]);
  });

  test("is whoever may call a function, by its permission", () => {
    const permission = (values: Block): Block =>
      small({ "aws_lambda_permission.one": { action: "lambda:InvokeFunction", function_name: "one", ...values } });
    const narrow = permission({ principal: "secretsmanager.amazonaws.com", source_account: "1", source_arn: "arn:one" });
    const anySecret = permission({ principal: "secretsmanager.amazonaws.com", source_account: "1" });

    expect(toldBetween("grants", narrow, anySecret)).toEqual([["grant-widened", "aws_lambda_permission.one"]]);
    expect(toldBetween("grants", narrow, permission({ principal: "*" }))).toEqual([["exposed", "aws_lambda_permission.one"]]);
    expect(toldBetween("grants", narrow, narrow)).toEqual([]);
    expect(toldBetween("grants", small({}), narrow)).toEqual([["grant-added", "aws_lambda_permission.one"]]);
  });
});
