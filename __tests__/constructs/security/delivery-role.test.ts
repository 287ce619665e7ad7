import { DeliveryRole, type DeliveryRoleProps } from "../../../constructs/security/delivery-role";
import { GithubIdentityProvider } from "../../../constructs/security/identity-provider";
import { dataSources, render, resources, type StackJson, tags, testStack } from "../../support/stack";

const grant = { sid: "Look", actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::states"] };

function roleWith(props: Partial<DeliveryRoleProps> = {}): StackJson {
  const stack = testStack();
  const provider = new GithubIdentityProvider(stack, "github");
  new DeliveryRole(stack, "dev-deploy", {
    name: "ohi-dev-deploy",
    description: "Deploys",
    providerArn: provider.arn,
    subjects: ["repo:owner/name:environment:dev"],
    boundaryArn: "arn:aws:iam::123456789012:policy/boundary",
    policies: { state: [grant], network: [grant] },
    ...props,
  });
  return render(stack);
}

describe("GitHub's identity provider", () => {
  test("takes tokens that GitHub made for AWS", () => {
    expect(resources(roleWith(), "aws_iam_openid_connect_provider")).toEqual({
      github: {
        url: "https://token.actions.githubusercontent.com",
        client_id_list: ["sts.amazonaws.com"],
        tags: tags({ Service: "delivery", Name: "ohi-test-github" }),
      },
    });
  });
});

describe("a delivery role", () => {
  test("has a boundary, a time and a policy of its own for each word", () => {
    const json = roleWith({ maxSessionSeconds: 7200 });

    expect(resources(json, "aws_iam_role")).toEqual({
      "dev-deploy": {
        name: "ohi-dev-deploy",
        description: "Deploys",
        max_session_duration: 7200,
        assume_role_policy: "${data.aws_iam_policy_document.dev-deploy_trust.json}",
        permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
        tags: tags({ Service: "delivery", Name: "ohi-dev-deploy" }),
      },
    });
    expect(Object.values(resources(json, "aws_iam_policy"))).toEqual(
      ["state", "network"].map((word) => ({
        name: `ohi-dev-deploy-${word}`,
        description: `What ohi-dev-deploy may do: ${word}`,
        policy: `\${data.aws_iam_policy_document.dev-deploy_${word}-grants.json}`,
        tags: tags({ Service: "delivery", Name: `ohi-dev-deploy-${word}` }),
      })),
    );
    expect(Object.values(resources(json, "aws_iam_role_policy_attachment"))).toEqual(
      ["state", "network"].map((word) => ({
        role: "${aws_iam_role.dev-deploy.name}",
        policy_arn: `\${aws_iam_policy.dev-deploy_${word}.arn}`,
      })),
    );
  });

  test.each([
    [["repo:owner/name:environment:dev"], "StringEquals"],
    [["repo:owner/name:ref:refs/heads/*", "repo:owner/name:pull_request"], "StringLike"],
  ])("is taken with a token of GitHub that says %j", (subjects, test) => {
    const trust = dataSources(roleWith({ subjects }), "aws_iam_policy_document")["dev-deploy_trust"];

    expect(trust?.["statement"]).toEqual([
      {
        sid: "TakenByWorkflows",
        effect: "Allow",
        actions: ["sts:AssumeRoleWithWebIdentity"],
        principals: [{ type: "Federated", identifiers: ["${aws_iam_openid_connect_provider.github.arn}"] }],
        condition: [
          { test: "StringEquals", variable: "token.actions.githubusercontent.com:aud", values: ["sts.amazonaws.com"] },
          { test, variable: "token.actions.githubusercontent.com:sub", values: subjects },
        ],
      },
    ]);
  });

  test("has ten policies at the most", () => {
    const policies = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, [grant]]));

    expect(() => roleWith({ policies })).toThrow("ohi-test/dev-deploy: 1 problem\n  11 policies; allowed are 10");
  });
});
