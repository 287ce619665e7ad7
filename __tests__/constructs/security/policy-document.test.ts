import { TerraformOutput } from "cdktf";
import { Refusal } from "../../../constructs/foundation/refusal";
import { policyDocument } from "../../../constructs/security/policy-document";
import { dataSources, testStack } from "../../support/stack";

const grant = {
  sid: "Read",
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::one/*"],
  conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
};
const denial = {
  sid: "PlainText",
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::one/*"],
  conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
} as const;

describe("a policy document", () => {
  test("allows what is granted, and then forbids what is denied to everybody who meets the conditions", () => {
    const stack = testStack();
    const json = policyDocument(stack, "policy", [grant], [denial]);
    new TerraformOutput(stack, "json", { value: json });

    expect(dataSources(stack, "aws_iam_policy_document")).toEqual({
      policy: {
        statement: [
          {
            sid: "Read",
            effect: "Allow",
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::one/*"],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
          },
          {
            sid: "PlainText",
            effect: "Deny",
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::one/*"],
            principals: [{ type: "*", identifiers: ["*"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      },
    });
  });

  test("says whom a grant is about, on no resources where it hangs on one, and has no condition where there is none", () => {
    const stack = testStack();
    const principals = { type: "Service", identifiers: ["reader.amazonaws.com"] };
    policyDocument(stack, "policy", [{ sid: "Read", actions: ["kms:Decrypt"], principals }]);

    expect(dataSources(stack, "aws_iam_policy_document")["policy"]).toEqual({
      statement: [{ sid: "Read", effect: "Allow", actions: ["kms:Decrypt"], principals: [principals] }],
    });
  });

  test("forbids a role, whom it does not name, all but what a prohibition leaves alone", () => {
    const stack = testStack();
    policyDocument(stack, "policy", [], [], [{ sid: "Others", actions: ["s3:PutObject"], notResources: ["arn:one", "arn:two"] }]);

    expect(dataSources(stack, "aws_iam_policy_document")["policy"]).toEqual({
      statement: [{ sid: "Others", effect: "Deny", actions: ["s3:PutObject"], not_resources: ["arn:one", "arn:two"] }],
    });
  });

  test("is refused with everything at once that AWS would not take, or would take for something else", () => {
    const nothing = {
      sid: "Write-It",
      actions: [],
      resources: [],
      principals: { type: "AWS", identifiers: [] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [] }],
    };

    expect(() =>
      policyDocument(testStack(), "policy", [grant, nothing, grant], [], [{ sid: "Never", actions: ["s3:*"], notResources: [] }]),
    ).toThrow(
      new Refusal("ohi-test/policy", [
        'sid "Write-It"; allowed are letters and digits',
        "Write-It: actions is empty; give at least one",
        "Write-It: resources is empty; give at least one",
        "Write-It: principals is empty; give at least one",
        "Write-It: the condition on aws:SourceAccount is empty; give at least one",
        "Never: notResources is empty; give at least one",
        'sid "Read" stands 2 times; allowed is once',
      ]),
    );
  });

  test("is refused without a statement", () => {
    expect(() => policyDocument(testStack(), "policy", [])).toThrow(new Refusal("ohi-test/policy", ["no statement; give at least one"]));
  });
});
