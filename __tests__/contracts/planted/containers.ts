import { isBlock, listOf, show, type Value } from "../../../review/value";
import type { Changes, Draft } from "./draft";

/** Address of a service's task definition. */
export const task = (name: string): string => `aws_ecs_task_definition.services_${name}_task`;

/** A secret that few programs read. */
export const jwt = "${aws_secretsmanager_secret.secrets_jwt-secret.arn}";

function containers(draft: Draft, address: string): readonly Value[] {
  return listOf(JSON.parse(show(draft.model().find(address)?.values["container_definitions"])) as Value);
}

/** Changes the container of a task definition. */
export function container(draft: Draft, address: string, changes: Changes): Draft {
  const [found] = containers(draft, address);
  return draft.set(address, { container_definitions: JSON.stringify([{ ...(isBlock(found) ? found : {}), ...changes }]) });
}

/** Changes one setting of a task; `undefined` takes it away. */
export function setting(draft: Draft, address: string, name: string, value: string | undefined): Draft {
  const [found] = containers(draft, address);
  const environment = listOf(isBlock(found) ? found["environment"] : undefined).filter((item) => isBlock(item) && item["name"] !== name);
  return container(draft, address, { environment: [...environment, ...(value === undefined ? [] : [{ name, value }])] });
}

/** Changes one secret of a task. */
export function withSecret(draft: Draft, address: string, name: string, valueFrom: string): Draft {
  const [found] = containers(draft, address);
  const secrets = listOf(isBlock(found) ? found["secrets"] : undefined).filter((item) => isBlock(item) && item["name"] !== name);
  return container(draft, address, { secrets: [...secrets, { name, valueFrom }] });
}
