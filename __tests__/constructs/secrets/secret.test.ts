import { readGrants } from "../../../constructs/secrets/read-grants";
import { Secret, type SecretProps } from "../../../constructs/secrets/secret";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

const props: SecretProps = {
  name: "jwt-secret",
  description: "Signs sessions",
  kmsKeyArn: "arn:key",
  recoveryDays: 7,
  preventDestroy: true,
};
const arn = "${aws_secretsmanager_secret.jwt.arn}";
const account = "${data.aws_caller_identity.current.account_id}";

describe("a secret", () => {
  test("is encrypted with the given key, can be brought back, and is made without a value", () => {
    const stack = testStack();
    const secret = new Secret(stack, "jwt", props);

    const json = render(stack);

    expect(resources(json, "aws_secretsmanager_secret")).toEqual({
      jwt: {
        name: "ohi-test-jwt-secret",
        description: "Signs sessions",
        kms_key_id: "arn:key",
        recovery_window_in_days: 7,
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "secrets", DataClassification: "confidential", Name: "ohi-test-jwt-secret" }),
      },
    });
    expect(resources(json, "aws_secretsmanager_secret_version")).toEqual({});
    expect(secret.name).toBe("ohi-test-jwt-secret");
  });

  test("has a policy that grants nothing and forbids its value to other accounts and in plain text", () => {
    const stack = testStack();
    new Secret(stack, "jwt", props);

    const json = render(stack);

    expect(resources(json, "aws_secretsmanager_secret_policy")).toEqual({
      jwt_policy: { secret_arn: arn, policy: "${data.aws_iam_policy_document.jwt_denials.json}", block_public_policy: true },
    });
    const denial = {
      effect: "Deny",
      actions: ["GetSecretValue", "PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"].map((action) => `secretsmanager:${action}`),
      resources: [arn],
      principals: [{ type: "*", identifiers: ["*"] }],
    };
    expect(dataSources(json, "aws_iam_policy_document")["jwt_denials"]).toEqual({
      statement: [
        {
          ...denial,
          sid: "OtherAccounts",
          condition: [
            { test: "StringNotEquals", variable: "aws:PrincipalAccount", values: [account] },
            { test: "Bool", variable: "aws:PrincipalIsAWSService", values: ["false"] },
          ],
        },
        { ...denial, sid: "PlainText", condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }] },
      ],
    });
  });
});

describe("the grants of a reader", () => {
  test("are for exactly the given secrets, and for their key only as far as it decrypts these", () => {
    const stack = testStack();

    const grants = readGrants(stack, { secretArns: ["arn:one", "arn:two"], kmsKeyArn: "arn:key" });

    expect(grants).toEqual([
      { sid: "ReadSecrets", actions: ["secretsmanager:GetSecretValue"], resources: ["arn:one", "arn:two"] },
      {
        sid: "DecryptSecrets",
        actions: ["kms:Decrypt"],
        resources: ["arn:key"],
        conditions: [
          { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.eu-west-1.amazonaws.com"] },
          { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: ["arn:one", "arn:two"] },
        ],
      },
    ]);
  });
});
