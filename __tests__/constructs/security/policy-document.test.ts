import { TerraformOutput } from "cdktf";
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
});
