import { containerOf } from "../../containers";
import { stackContract } from "../../contract";
import { duplicates } from "../../group-by";
import { show, textAt } from "../../value";

/** MiB of memory that Fargate gives a task, at the least and at the most, by its CPU. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
const memory: Readonly<Record<string, readonly number[]>> = {
  "256": [512, 1024, 2048],
  "512": [1024, 2048, 3072, 4096],
  "1024": [2048, 3072, 4096, 5120, 6144, 7168, 8192],
  "2048": Array.from({ length: 13 }, (_, index) => 4096 + 1024 * index),
};

/**
 * Every task definition is one that Fargate takes: a size that it has, one container that can be read and knows the memory that it has, each of its
 * variables once, awsvpc. Every service runs one of them, and no two share a family.
 *
 * AWS's emulator takes any size.
 */
export const taskDefinitions = stackContract("task-definitions", "every task definition is one that Fargate takes", (stack, report) => [
  ...stack.ofType("aws_ecs_task_definition").flatMap((definition) => {
    const { cpu, memory: mib, network_mode: mode } = definition.values;
    const allowed = memory[show(cpu)] ?? [];
    const container = containerOf(definition);
    return [
      ...(allowed.includes(Number(mib))
        ? []
        : [
            report.violation(
              definition,
              `${show(mib)} MiB with ${show(cpu)} units of CPU`,
              allowed.join(", ") || "256, 512, 1024 or 2048 units",
            ),
          ]),
      ...(container === undefined || show(container.memory) === show(mib)
        ? []
        : [report.violation(definition, `a container with ${show(container.memory)} MiB`, `the task's ${show(mib)} MiB`)]),
      ...(mode === "awsvpc" ? [] : [report.violation(definition, `network_mode ${show(mode)}`, "awsvpc")]),
      ...duplicates(container?.variables ?? [], (name) => name).map(([name]) =>
        report.violation(definition, `variable ${name}, more than once`, "one value"),
      ),
      ...(container === undefined
        ? [report.unresolved(definition, definition.values["container_definitions"], "the JSON of one container")]
        : []),
    ];
  }),
  ...duplicates(stack.ofType("aws_ecs_task_definition"), ({ values }) => textAt(values, "family") ?? "").flatMap(
    ([family, [, ...others]]) =>
      others.map((definition) => report.violation(definition, `family ${family}, a second time`, "a family of its own")),
  ),
  ...stack.ofType("aws_ecs_service").flatMap((service) => {
    const definition = stack.referent(service.values["task_definition"], "aws_ecs_task_definition", "arn");
    return definition === undefined
      ? [report.unresolved(service, service.values["task_definition"], "the ARN of a task definition of this stack")]
      : [];
  }),
]);
