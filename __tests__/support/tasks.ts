import { Cluster } from "../../constructs/compute/cluster";
import { TaskDefinition, type TaskDefinitionProps } from "../../constructs/compute/task-definition";
import type { PlatformStack } from "../../constructs/foundation/platform-stack";
import { tag } from "../../constructs/foundation/tags";
import { limitRoles, testStack } from "./stack";

/** A task definition that nothing is wrong with. */
export const taskProps: TaskDefinitionProps = {
  name: "web",
  size: { cpu: 256, memory: 512 },
  container: {
    image: "registry/web:1.0",
    ports: [8080],
    environment: { PORT: "8080", ENVIRONMENT: "test" },
    secrets: { PASSWORD: "arn:secret:password::" },
    healthCheck: "true",
    stopTimeoutSeconds: 30,
    readOnlyRoot: true,
  },
  roles: {
    repositoryArn: "arn:repository",
    secretArns: ["arn:secret"],
    grants: [{ sid: "Send", actions: ["ses:SendEmail"], resources: ["arn:mail"] }],
  },
  kmsKeyArn: "arn:key",
  logRetentionDays: 7,
};

/** A stack in which tasks can be defined. */
export function taskStack(): PlatformStack {
  const stack = testStack();
  tag(stack, { Service: "web" });
  limitRoles(stack);
  return stack;
}

/** A cluster and a task definition in a stack, for a service. */
export function runnable(
  stack: PlatformStack,
  changes: Partial<TaskDefinitionProps> = {},
): { cluster: Cluster; taskDefinition: TaskDefinition } {
  const cluster = new Cluster(stack, "cluster", { kmsKeyArn: "arn:key", logRetentionDays: 7 });
  return { cluster, taskDefinition: new TaskDefinition(stack, "task", { ...taskProps, ...changes }) };
}
