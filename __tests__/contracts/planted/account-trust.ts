import { type Block, listOf } from "../../../review/value";
import { bugsFor, type PlantedBug } from "./planted-bug";

const issuer = "token.actions.githubusercontent.com";
const root = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root";
const deployTrust = "data.aws_iam_policy_document.dev-deploy_trust";
const planTrust = "data.aws_iam_policy_document.dev-plan_trust";

const audience = { test: "StringEquals", variable: `${issuer}:aud`, values: ["sts.amazonaws.com"] };
const subject = (test: string, ...values: string[]): Block => ({ test, variable: `${issuer}:sub`, values });

/** Mistakes by which somebody takes a delivery role who should not. */
export const accountTrustBugs: readonly PlantedBug[] = [
  ...bugsFor("delivery-trust", [
    [
      "a role to deploy that any branch can take",
      deployTrust,
      (draft) => draft.setStatement("dev-deploy_trust", "TakenByWorkflows", { condition: [audience, subject("StringLike", "repo:-/-:*")] }),
    ],
    [
      "a role to deploy dev that the environment of prod can take",
      deployTrust,
      (draft) =>
        draft.setStatement("dev-deploy_trust", "TakenByWorkflows", {
          condition: [audience, subject("StringEquals", "repo:-/-:environment:prod")],
        }),
    ],
    [
      "a role that every repository of GitHub can take",
      planTrust,
      (draft) => draft.setStatement("dev-plan_trust", "TakenByWorkflows", { condition: [audience] }),
    ],
    [
      "a role that tokens for somebody else can take",
      deployTrust,
      (draft) =>
        draft.setStatement("dev-deploy_trust", "TakenByWorkflows", { condition: [subject("StringEquals", "repo:-/-:environment:dev")] }),
    ],
    [
      "a role that people of the account can take",
      deployTrust,
      (draft) => draft.setStatement("dev-deploy_trust", "TakenByWorkflows", { principals: [{ type: "AWS", identifiers: [root] }] }),
    ],
    [
      "a role that people of the account can take as well",
      deployTrust,
      (draft) =>
        draft.setStatement("dev-deploy_trust", "TakenByWorkflows", {
          principals: [
            { type: "Federated", identifiers: ["${aws_iam_openid_connect_provider.github.arn}"] },
            { type: "AWS", identifiers: [root] },
          ],
        }),
    ],
    [
      "a role that another provider's tokens take as well",
      deployTrust,
      (draft) =>
        draft.setStatement("dev-deploy_trust", "TakenByWorkflows", {
          principals: [
            {
              type: "Federated",
              identifiers: ["${aws_iam_openid_connect_provider.github.arn}", "arn:aws:iam::123456789012:saml-provider/other"],
            },
          ],
        }),
    ],
    [
      "a role that is taken without a token",
      deployTrust,
      (draft) => draft.setStatement("dev-deploy_trust", "TakenByWorkflows", { actions: ["sts:AssumeRole"] }),
    ],
    [
      "another repository for one of the roles",
      "aws_iam_role",
      (draft) =>
        draft.setStatement("dev-deploy_trust", "TakenByWorkflows", {
          condition: [audience, subject("StringEquals", "repo:other/name:environment:dev")],
        }),
    ],
    ["no role that deploys prod", "aws_iam_role", (draft) => draft.drop("aws_iam_role.prod-deploy")],
    [
      "a role of an environment that there is not",
      "aws_iam_role.more",
      (draft) => draft.copy("aws_iam_role.dev-plan", "more", { name: "ohi-test-plan" }),
    ],
    [
      "another issuer of tokens",
      "aws_iam_openid_connect_provider.github",
      (draft) => draft.set("aws_iam_openid_connect_provider.github", { url: "https://gitlab.com" }),
    ],
    [
      "tokens that were made for somebody else as well",
      "aws_iam_openid_connect_provider.github",
      (draft) => draft.set("aws_iam_openid_connect_provider.github", { client_id_list: ["sts.amazonaws.com", "https://github.com/other"] }),
    ],
    [
      "a second statement, although it says the same",
      deployTrust,
      (draft) => {
        const statements = listOf(draft.model().find(deployTrust)?.values["statement"]);
        return draft.set(deployTrust, { statement: [...statements, ...statements] });
      },
    ],
    [
      "a trust that is not known",
      "aws_iam_role.dev-plan",
      (draft) => draft.set("aws_iam_role.dev-plan", { assume_role_policy: "${var.trust}" }),
      "unresolved",
    ],
  ]),
];
