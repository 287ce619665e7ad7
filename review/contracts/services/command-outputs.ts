import { containerOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { namePrefixOf } from "../../requirement";
import { groupKeyOf, rulesOf } from "../../security-groups";
import { at, isBlock, show, textAt, type Value } from "../../value";

/** A task that runs once: where it stands, and what it has to reach from there. */
export interface OnceTask {
  /** Security group that it has beside that of all tasks. */
  readonly group: string;
  /** Security group of the store whose schema it changes. */
  readonly store: string;
  readonly port: number;
}

/** The group that every task of Fargate has, by which it reaches images, secrets and logs. */
const common = "ecs-tasks";

/**
 * The outputs by which `npm run migrate` and `npm run release` run and watch what is deployed lead to it: each task by its own definition, in a group
 * from which it reaches its store, with its own log; each service by its own name and definition; each image by its own repository.
 *
 * Nothing else in a stack reads an output, so that nothing else is wrong when one is.
 */
export const commandOutputs = stackContract<[tasks: Readonly<Record<string, OnceTask>>]>(
  "command-outputs",
  "the outputs by which commands run tasks, watch services and copy images lead to what each is called",
  (stack, report, tasks) => {
    const services = by(stack, "aws_ecs_service", "name");
    const definitions = by(stack, "aws_ecs_task_definition", "family");
    const keys = Object.keys(tasks);
    const leads = (type: string, attribute: string, wanted: (key: string) => Element | undefined): Judge => {
      return (value, key) => {
        const element = wanted(key);
        return element !== undefined && stack.referent(value, type, attribute) === element
          ? undefined
          : `${attribute} of ${element?.address ?? `an ${type}`}`;
      };
    };
    const { rules } = rulesOf(stack, report);
    const mayCall = (from: string, { store, port }: OnceTask, direction: string): boolean =>
      rules.some(({ direction: own, flow }) => own === direction && flow.from === from && flow.to === store && flow.port === port);
    const repositories = by(stack, "aws_ecr_repository", "name");
    return [
      ...clusterName(stack, report),
      ...entries(
        stack,
        "task_definitions",
        keys,
        leads("aws_ecs_task_definition", "arn", (key) => definitions.get(key)),
        report,
      ),
      ...entries(
        stack,
        "task_log_groups",
        keys,
        leads("aws_cloudwatch_log_group", "name", (key) => logOf(stack, definitions.get(key))),
        report,
      ),
      ...entries(stack, "task_groups", keys, (value, key) => groupsIn(stack, value, tasks[key]), report),
      ...Object.entries(tasks).flatMap(([key, task]) =>
        ["egress", "ingress"].every((direction) => mayCall(task.group, task, direction))
          ? []
          : [report.violation("output.task_groups", `${key} in ${task.group}`, `a group that may call ${task.store} on port ${task.port}`)],
      ),
      ...entries(
        stack,
        "service_names",
        [...services.keys()],
        (value, key) => (value === `${namePrefixOf(stack)}-${key}` ? undefined : `${namePrefixOf(stack)}-${key}`),
        report,
      ),
      ...entries(
        stack,
        "service_definitions",
        [...services.keys()],
        leads("aws_ecs_task_definition", "arn", (key) => definitions.get(key)),
        report,
      ),
      ...[...services].flatMap(([key, service]) =>
        stack.referent(service.values["task_definition"], "aws_ecs_task_definition", "arn") === definitions.get(key)
          ? []
          : [
              report.violation(
                service,
                `task_definition ${show(service.values["task_definition"])}`,
                `the definition of the family ${key}`,
              ),
            ],
      ),
      ...entries(
        stack,
        "image_repositories",
        [...repositories.keys()],
        leads("aws_ecr_repository", "repository_url", (key) => repositories.get(key)),
        report,
      ),
      ...(stack.outputs.some(({ name }) => name === "task_subnets")
        ? []
        : [report.violation("output.task_subnets", "no output", "the subnets in which tasks run")]),
    ];
  },
);

/** What an entry has to say, where it says something else. */
type Judge = (value: Value, key: string) => string | undefined;

/** An output with one entry for each key, and every entry as it has to be. */
function entries(stack: StackModel, name: string, keys: readonly string[], judge: Judge, report: Reporter): Finding[] {
  const output = stack.outputs.find((candidate) => candidate.name === name);
  const value = at(output?.values, "value");
  if (output === undefined || !isBlock(value)) return [report.violation(`output.${name}`, show(value), `entries for ${keys.join(", ")}`)];
  return [
    ...keys.filter((key) => !(key in value)).map((key) => report.violation(output, `no ${key}`, "an entry")),
    ...Object.entries(value).flatMap(([key, entry]) => {
      const wanted = keys.includes(key) ? judge(entry, key) : `one of ${keys.join(", ")}`;
      return wanted === undefined ? [] : [report.violation(output, `${key} ${show(entry)}`, wanted)];
    }),
  ];
}

function groupsIn(stack: StackModel, value: Value, task: OnceTask | undefined): string | undefined {
  const found = show(value)
    .split(",")
    .map((text) => {
      const group = stack.referent(text, "aws_security_group", "id");
      return group === undefined ? undefined : groupKeyOf(stack, group);
    });
  const wanted = [task?.group, common];
  return found.toSorted().join() === wanted.toSorted().join() ? undefined : `the groups ${wanted.join(" and ")}`;
}

function clusterName(stack: StackModel, report: Reporter): Finding[] {
  const output = stack.outputs.find(({ name }) => name === "cluster_name");
  const names = stack.ofType("aws_ecs_cluster").map(({ values }) => values["name"]);
  const found = output?.values["value"];
  return names.length === 1 && names[0] === found ? [] : [report.violation("output.cluster_name", show(found), names.map(show).join())];
}

/** The log group that a task's container writes to. */
function logOf(stack: StackModel, definition: Element | undefined): Element | undefined {
  const name = definition === undefined ? undefined : containerOf(definition)?.logGroup;
  return stack.ofType("aws_cloudwatch_log_group").find(({ values }) => name !== undefined && values["name"] === name);
}

/** Elements of a type by what an attribute says behind the stack's prefix. */
function by(stack: StackModel, type: string, attribute: "family" | "name"): Map<string, Element> {
  const start = `${namePrefixOf(stack)}-`;
  return new Map(stack.ofType(type).map((element) => [(textAt(element.values, attribute) ?? "").replace(start, ""), element]));
}
