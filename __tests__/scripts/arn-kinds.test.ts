import { arnKinds } from "../../scripts/arn-kinds";
import { stackJson } from "../support/synthesized";

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, { readonly tags?: object }>>>>;
}

test("every type of resource that has tags is recognized by its ARN, but for two that no apply makes twice", () => {
  const stacks = ["ohi-account", "ohi-dev", "ohi-staging", "ohi-prod"].map((stack) => JSON.parse(stackJson(stack)) as Stack);
  const types = stacks.flatMap(({ resource }) => Object.entries(resource));
  const tagged = types.filter(([, resources]) => Object.values(resources).some(({ tags }) => tags !== undefined)).map(([type]) => type);

  expect([...new Set(tagged)].toSorted()).toEqual(
    [...Object.keys(arnKinds), "aws_default_security_group", "aws_ecs_task_definition"].toSorted(),
  );
});
