import { DescribeTasksCommand, type ECSClient, RunTaskCommand, type Task } from "@aws-sdk/client-ecs";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";

/** A task that runs once, and where. */
export interface TaskRunProps {
  readonly cluster: string;
  readonly definition: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Name of the log group that it writes to, for whoever has to look. */
  readonly logGroup: string;
  readonly interrupts: Interrupts;
}

/** How long to wait for a task, and how often to look, in milliseconds. */
export interface Patience {
  readonly every: number;
  readonly atMost: number;
}

/** Looks every five seconds, for half an hour. */
export const taskPatience: Patience = { every: 5_000, atMost: 30 * 60_000 };

type Client = Pick<ECSClient, "send">;

/**
 * Runs a task to its end.
 *
 * @throws UserError with the reason and the place of its log when it could not start, ended with another code than 0, or did not end in time
 * @throws Interrupted when there was an interrupt; a task that had started runs on
 */
export async function runTask(client: Client, name: string, props: TaskRunProps, { every, atMost }: Patience): Promise<void> {
  const { cluster, definition, subnets, groups, logGroup, interrupts } = props;
  interrupts.check();
  const fail = (reason: string): UserError => new UserError(`${name} ${reason}. Its log is in ${logGroup}.`);
  const { tasks: [started] = [], failures = [] } = await client.send(
    new RunTaskCommand({
      cluster,
      taskDefinition: definition,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: { awsvpcConfiguration: { subnets: [...subnets], securityGroups: [...groups], assignPublicIp: "DISABLED" } },
      propagateTags: "TASK_DEFINITION",
      enableECSManagedTags: true,
      startedBy: "npm-run-migrate",
    }),
  );
  const arn = started?.taskArn;
  if (arn === undefined) throw fail(`could not be started: ${failures.map(({ reason }) => reason).join(", ") || "ECS gave no reason"}`);

  const end = Date.now() + atMost;
  for (;;) {
    const { tasks: [task] = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: [arn] }));
    if (task?.lastStatus === "STOPPED") {
      const problem = problemOf(task);
      if (problem !== undefined) throw fail(problem);
      return;
    }
    if (Date.now() >= end) throw fail(`did not end within ${Math.round(atMost / 60_000)} minutes; it is still running as ${arn}`);
    await interrupts.pause(every, `${name} runs on as ${arn}. Its log is in ${logGroup}.`);
  }
}

function problemOf({ containers = [], stoppedReason }: Task): string | undefined {
  const [container] = containers;
  if (container?.exitCode === 0) return undefined;
  const why = [container?.reason, stoppedReason].filter((reason) => reason !== undefined && reason !== "").join("; ");
  return `${container?.exitCode === undefined ? "never ran" : `ended with ${container.exitCode}`}${why === "" ? "" : `: ${why}`}`;
}
