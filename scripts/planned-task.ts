import { DescribeTaskDefinitionCommand, type ECSClient, RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { UserError } from "../terraform/errors";
import type { PlanJson } from "../terraform/plan-differences";

const containers = z.array(z.looseObject({ name: z.string(), image: z.string() }));

type Containers = z.infer<typeof containers>;

type ResourceChange = NonNullable<PlanJson["resource_changes"]>[number];

/**
 * What a plan does to the definition of a task; nothing where it leaves it as it is, or takes it away.
 *
 * @param current ARN of the definition that is deployed, for example `arn:aws:ecs:eu-west-1:123456789012:task-definition/ohi-dev-api-migrations:3`
 */
export function plannedChange(current: string, plan: PlanJson): ResourceChange | undefined {
  const family = familyOf(current);
  return plan.resource_changes?.find(({ address, change }) => {
    const { family: found } = z.looseObject({ family: z.string() }).safeParse(change.after).data ?? {};
    return address.startsWith("aws_ecs_task_definition.") && found === family && change.actions.join() !== "no-op";
  });
}

/** Containers of a task definition, as a plan or a configuration states it; nothing when only the apply knows them, or they cannot be read. */
export function containersIn(definition: unknown): Containers | undefined {
  const { container_definitions: text } = z.looseObject({ container_definitions: z.string() }).safeParse(definition).data ?? {};
  try {
    return text === undefined ? undefined : containers.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // it is no JSON
  }
}

/**
 * The definition that a task will have once a plan is applied, so that it can run before that.
 *
 * A plan cannot be applied in part, so what it says of the containers is registered beside it, with the roles, volumes and size of the
 * definition that is deployed. The apply then registers its own: the same containers, one revision later.
 *
 * @param current ARN of the definition that is deployed
 * @returns ARN of the definition to run
 * @throws UserError when the containers are known only after the apply
 */
export async function plannedDefinition(client: Pick<ECSClient, "send">, task: string, current: string, plan: PlanJson): Promise<string> {
  const planned = plannedChange(current, plan);
  if (planned === undefined) return current;

  const containerDefinitions = containersIn(planned.change.after);
  if (containerDefinitions === undefined) {
    throw new UserError(
      `${task} cannot run before the plan is applied: the plan makes something that its containers name. Plan and deploy with the image tags of before, and release then.`,
    );
  }
  const { taskDefinition: deployed = {}, tags } = await client.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: current, include: ["TAGS"] }),
  );
  const { taskDefinition: registered } = await client.send(
    new RegisterTaskDefinitionCommand({
      family: familyOf(current),
      containerDefinitions,
      tags,
      executionRoleArn: deployed.executionRoleArn,
      taskRoleArn: deployed.taskRoleArn,
      networkMode: deployed.networkMode,
      volumes: deployed.volumes,
      requiresCompatibilities: deployed.requiresCompatibilities,
      runtimePlatform: deployed.runtimePlatform,
      cpu: deployed.cpu,
      memory: deployed.memory,
    }),
  );
  if (registered?.taskDefinitionArn === undefined) throw new UserError(`ECS registered no definition of ${task}.`);
  return registered.taskDefinitionArn;
}

function familyOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1).replace(/:\d+$/, "");
}
