import { arnKinds } from "../../scripts/arn-kinds";
import { policiesOfAccount } from "../contracts/expected/settled/account";
import { stackJson } from "../support/synthesized";

/** What no policy of the account names: it is the account's own. */
const unnamed = ["access-analyzer:analyzer/", "config:config-rule/", "guardduty:detector/", "iam:oidc-provider/"];

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, { readonly tags?: object; readonly scope?: string }>>>>;
}

test("every type of resource that has tags is recognized by its ARN, but for two that no apply makes twice", () => {
  const stacks = ["ohi-account", "ohi-dev", "ohi-staging", "ohi-prod"].map((stack) => JSON.parse(stackJson(stack)) as Stack);
  const types = stacks.flatMap(({ resource }) => Object.entries(resource));
  const tagged = types.filter(([, resources]) => Object.values(resources).some(({ tags }) => tags !== undefined)).map(([type]) => type);

  expect([...new Set(tagged)].toSorted()).toEqual(
    [...Object.keys(arnKinds), "aws_default_security_group", "aws_ecs_task_definition"].toSorted(),
  );
});

test("every kind is written as in the policies of the account, but for those that none of them names", () => {
  const named = JSON.stringify(policiesOfAccount.statements).matchAll(/arn:aws:([\w-]+):[\w-]*:(?:\{account\})?:([^"]+)/g);
  const granted = [...named].map(([, service, resource]) => `${service}:${resource}`);
  const kinds = Object.values(arnKinds).flat();

  expect(granted.length).toBeGreaterThan(100);
  expect(kinds.filter((kind) => !granted.some((resource) => resource.startsWith(kind))).toSorted()).toEqual(unnamed);
});

test("what is made for a region and for CloudFront has a kind of its own for each", () => {
  const { resource } = JSON.parse(stackJson("ohi-prod")) as Stack;
  const scopes = Object.entries(resource).flatMap(([type, resources]) =>
    Object.values(resources).flatMap(({ scope }) =>
      scope === undefined ? [] : [{ type, word: scope === "CLOUDFRONT" ? ":global/" : `:${scope.toLowerCase()}/` }],
    ),
  );

  expect(new Set(scopes.map(({ word }) => word)).size).toBe(2);
  expect(scopes.filter(({ type, word }) => !arnKinds[type]?.some((kind) => kind.includes(word)))).toEqual([]);
});
