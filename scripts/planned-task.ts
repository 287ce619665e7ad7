import { DescribeTaskDefinitionCommand, type ECSClient, RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { UserError } from "../terraform/errors";
import type { PlanJson } from "../terraform/plan-differences";

const containers = z.array(z.looseObject({ name: z.string() }));

/**
 * The definition that a task will have once a plan is applied, so that it can run before that.
 *
 * A plan cannot be applied in part, so what it says of the containers is registered beside it, with the roles, volumes and size of the
 * definition that is deployed. The apply then registers its own: the same containers, one revision later.
 *
 * @param current ARN of the definition that is deployed, for example `arn:aws:ecs:eu-west-1:123456789012:task-definition/ohi-dev-api-migrations:3`
 * @returns ARN of the definition to run
 * @throws UserError when the containers are known only after the apply
 */
export async function plannedDefinition(client: Pick<ECSClient, "send">, task: string, current: string, plan: PlanJson): Promise<string> {
  const family = current.slice(current.lastIndexOf("/") + 1).replace(/:\d+$/, "");
  const planned = (plan.resource_changes ?? []).find(({ address, change }) => {
    const { family: found } = z.looseObject({ family: z.string() }).safeParse(change.after).data ?? {};
    return address.startsWith("aws_ecs_task_definition.") && found === family;
  });
  if (planned === undefined || planned.change.actions.join() === "no-op") return current;

  const { container_definitions: text } = z.looseObject({ container_definitions: z.string() }).safeParse(planned.change.after).data ?? {};
  if (text === undefined) {
    throw new UserError(
      `${task} cannot run before the plan is applied: the plan makes something that its containers name. Deploy and migrate by themselves this time.`,
    );
  }
  const { taskDefinition: deployed = {}, tags } = await client.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: current, include: ["TAGS"] }),
  );
  const { taskDefinition: registered } = await client.send(
    new RegisterTaskDefinitionCommand({
      family,
      containerDefinitions: containers.parse(JSON.parse(text)),
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
