import { Construct } from "constructs";
import { TaskDefinition } from "../../constructs/compute/task-definition";
import { tag } from "../../constructs/foundation/tags";
import type { EnvironmentStack } from "../environment-stack";
import type { NetworkSection } from "./network";
import type { Programs } from "./programs";

export interface TasksProps {
  readonly programs: Programs;
  readonly network: NetworkSection;
}

/** A task that runs once. */
export interface AddedTask {
  readonly name: string;
  readonly task: TaskDefinition;
}

/** Definitions of the tasks that run once, and the outputs by which `npm run migrate` runs them. */
export function addTasks(stack: EnvironmentStack, { programs, network }: TasksProps): AddedTask[] {
  const all = new Construct(stack, "tasks");
  tag(all, { Service: "migrations" });
  const entries = Object.entries(stack.workload.tasks).map(([name, entry]) => {
    // Nobody opens a shell in one: `npm run migrate` starts it without ECS Exec.
    const placed = { path: `tasks.${name}`, key: name, name, member: 1, program: entry, size: entry.size, exec: false };
    const groups = [network.matrix.idOf(entry.group), network.matrix.idOf("ecs-tasks")];
    return { name, task: new TaskDefinition(all, name, programs.taskDefinition(placed)), groups };
  });
  stack.output(
    "task_definitions",
    "Definition of every task that runs once",
    Object.fromEntries(entries.map(({ name, task }) => [name, task.arn])),
  );
  stack.output(
    "task_groups",
    "Security groups of every task that runs once",
    Object.fromEntries(entries.map(({ name, groups }) => [name, groups.join(",")])),
  );
  stack.output(
    "task_log_groups",
    "Log of every task that runs once",
    Object.fromEntries(entries.map(({ name, task }) => [name, task.logGroup.resource.name])),
  );
  stack.output("task_subnets", "Subnets in which tasks run", network.network.privateTier.subnetIds);
  return entries;
}
