import { environmentNames } from "../../environments";
import { allow, type SettledStatements } from "../statement";

const github = "token.actions.githubusercontent.com";

/** Who takes the delivery roles. Which of these takes which role, and of what repository, `delivery-trust` says. */
export const trust: SettledStatements = {
  TakenByWorkflows: ["ref:refs/heads/main", ...environmentNames.map((name) => `environment:${name}`)].map((place) =>
    allow({
      actions: ["sts:AssumeRoleWithWebIdentity"],
      principals: [{ type: "Federated", identifiers: ["-> aws_iam_openid_connect_provider.arn"] }],
      conditions: [
        { test: "StringEquals", variable: `${github}:aud`, values: ["sts.amazonaws.com"] },
        { test: "StringEquals", variable: `${github}:sub`, values: [`repo:-/-:${place}`] },
      ],
    }),
  ),
};
