import { type DeliveryRole, deliveriesOf } from "../../delivery";
import type { Finding, Reporter } from "../../finding";
import type { StackModel } from "../../model";
import { policyAt, type Statement } from "../../policy";
import { environmentOf } from "../../requirement";
import { listOf, show } from "../../value";
import { accountContract } from "./account-contract";

const issuer = "token.actions.githubusercontent.com";
const audience = "sts.amazonaws.com";

/** What the claim `sub` of a role begins with: the repository, of which there is one, with or without GitHub's numbers of it and its owner. */
const repositoryOf = /^repo:([A-Za-z0-9-]+(?:@\d+)?\/[A-Za-z0-9._-]+(?:@\d+)?):/;

/**
 * Each environment has one role to plan and one to deploy. Workflows of one repository take them and nobody else: to plan from any branch or
 * pull request, to deploy from the GitHub environment of the same name only.
 *
 * @see https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 */
export const deliveryTrust = accountContract(
  "delivery-trust",
  "delivery roles are taken by workflows of one repository, to deploy from the environment's own GitHub environment only",
  (account, report, environments) => {
    const deliveries = deliveriesOf(account);
    const repositories = new Set(
      deliveries.flatMap((delivery) => subjectsOf(account, delivery).flatMap((subject) => repositoryOf.exec(subject)?.[1] ?? [])),
    );
    const [repository = "", ...others] = repositories;
    return [
      ...providerFindings(account, report),
      ...environments.map(environmentOf).flatMap((environment) =>
        (["plan", "deploy"] as const).flatMap((duty) => {
          const found = deliveries.filter((delivery) => delivery.environment === environment && delivery.duty === duty).length;
          return found === 1 ? [] : [report.violation("aws_iam_role", `${found} roles to ${duty} ${environment}`, "one")];
        }),
      ),
      ...deliveries
        .filter(({ environment }) => !environments.map(environmentOf).includes(environment))
        .map(({ role, environment }) => report.violation(role, `a role for ${environment}`, "a role of an environment that there is")),
      ...(others.length === 0 ? [] : [report.violation("aws_iam_role", `repositories ${[...repositories].join(", ")}`, "one")]),
      ...deliveries.flatMap((delivery) => trustFindings(account, delivery, repository, report)),
    ];
  },
);

function providerFindings(account: StackModel, report: Reporter): Finding[] {
  const providers = account.ofType("aws_iam_openid_connect_provider");
  return [
    ...(providers.length === 1
      ? []
      : [report.violation("aws_iam_openid_connect_provider", `${providers.length} providers`, "one, GitHub's")]),
    ...providers.flatMap((provider) => {
      const { url, client_id_list: clients } = provider.values;
      return [
        ...(url === `https://${issuer}` ? [] : [report.violation(provider, `url ${show(url)}`, `https://${issuer}`)]),
        ...(listOf(clients).map(show).join() === audience ? [] : [report.violation(provider, `client_id_list ${show(clients)}`, audience)]),
      ];
    }),
  ];
}

function trustFindings(account: StackModel, { role, environment, duty }: DeliveryRole, repository: string, report: Reporter): Finding[] {
  const policy = policyAt(account, role, "assume_role_policy");
  if (policy === undefined) return [report.unresolved(role, role.values["assume_role_policy"], "a policy document of this stack")];
  const { element, statements } = policy;
  const subjects = duty === "deploy" ? [`repo:${repository}:environment:${environment}`] : [`repo:${repository}:ref:refs/heads/main`];
  const wanted = [`StringEquals ${issuer}:aud ${audience}`, `StringEquals ${issuer}:sub ${subjects.join()}`];
  return [
    ...(statements.length === 1 ? [] : [report.violation(element, `${statements.length} statements`, "one: nobody else takes the role")]),
    ...statements.flatMap((statement) => [
      ...(statement.actions.join() === "sts:AssumeRoleWithWebIdentity"
        ? []
        : [report.violation(element, `actions ${statement.actions.join(", ")}`, "sts:AssumeRoleWithWebIdentity")]),
      ...(isGithub(account, statement) ? [] : [report.violation(element, "other principals than GitHub's provider", "this one only")]),
      ...(conditionsOf(statement).join("; ") === wanted.join("; ")
        ? []
        : [report.violation(element, `conditions ${conditionsOf(statement).join("; ") || "none"}`, wanted.join("; "))]),
    ]),
  ];
}

function isGithub(account: StackModel, { principals }: Statement): boolean {
  const [principal, ...others] = principals;
  return (
    others.length === 0 &&
    principal?.type === "Federated" &&
    principal.identifiers.length === 1 &&
    account.referent(principal.identifiers[0], "aws_iam_openid_connect_provider", "arn") !== undefined
  );
}

function conditionsOf({ conditions }: Statement): string[] {
  return conditions.map(({ test, variable, values }) => `${test} ${variable} ${values.toSorted().join()}`).toSorted();
}

function subjectsOf(account: StackModel, { role }: DeliveryRole): string[] {
  const statements = policyAt(account, role, "assume_role_policy")?.statements ?? [];
  return statements.flatMap(({ conditions }) => conditions.flatMap(({ variable, values }) => (variable === `${issuer}:sub` ? values : [])));
}
