import type { Element, StackModel } from "./model";
import { remembered } from "./remembered";
import { at, type Block, isBlock, listOf, parsedJson, show, textAt, type Value } from "./value";

/** The one container of a task, as its definition states it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** Its limit in MiB. */
  readonly memory: Value | undefined;
  /** Words by which it starts instead of the image's entry point and command, each where the definition has it. */
  readonly entryPoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly ports: readonly number[];
  /** Values of environment variables, by name. */
  readonly settings: ReadonlyMap<string, string>;
  /** Where ECS takes the values of other variables from, by name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Names of all its variables, a name as often as the definition has it. */
  readonly variables: readonly string[];
  /** Shell command of its health check. */
  readonly health: string | undefined;
  /** Name of the log group that it writes to. */
  readonly logGroup: string | undefined;
}

/** An ECS service with the task definition that it runs. */
export interface RunningService {
  readonly element: Element;
  readonly definition: Element;
  readonly container: Container;
}

/** What a task definition says of its containers, one by one; nothing of what cannot be read. */
export function containerDefinitionsOf({ values }: Element): readonly Value[] {
  return listOf(parsedJson(values["container_definitions"]));
}

/** The container of a task definition; nothing when it cannot be read, or there is not exactly one. */
export const containerOf = remembered((definition: Element): Container | undefined => {
  const [container, ...others] = containerDefinitionsOf(definition);
  if (!isBlock(container) || others.length > 0) return undefined;
  return {
    name: textAt(container, "name") ?? "",
    image: textAt(container, "image") ?? "",
    memory: container["memory"],
    entryPoint: words(container["entryPoint"]),
    command: words(container["command"]),
    ports: listOf(container["portMappings"]).flatMap((mapping) => numberAt(mapping, "containerPort")),
    settings: pairs(container["environment"], "value"),
    secrets: pairs(container["secrets"], "valueFrom"),
    variables: ["environment", "secrets"].flatMap((list) => blocksOf(container[list]).map((item) => textAt(item, "name") ?? "")),
    health: shellCommand(at(container, "healthCheck", "command")),
    logGroup: textAt(container, "logConfiguration", "options", "awslogs-group"),
  };
});

/** Services whose task definition is one of the stack's and can be read. */
export function servicesOf(stack: StackModel): RunningService[] {
  return stack.ofType("aws_ecs_service").flatMap((element) => {
    const definition = stack.referent(element.values["task_definition"], "aws_ecs_task_definition", "arn");
    const container = definition === undefined ? undefined : containerOf(definition);
    return definition === undefined || container === undefined ? [] : [{ element, definition, container }];
  });
}

/** The role to which an attribute of a task definition leads. */
export function roleAt(stack: StackModel, definition: Element, attribute: "execution_role_arn" | "task_role_arn"): Element | undefined {
  return stack.referent(definition.values[attribute], "aws_iam_role", "arn");
}

/** What the tag says which part of the platform something belongs to; for a service, its key in the catalogue. */
export function serviceTag({ values }: Element): string {
  return textAt(values, "tags", "Service") ?? "";
}

export function numberAt(value: Value | undefined, name: string): number[] {
  const found = at(value, name);
  return typeof found === "number" ? [found] : [];
}

/** The text behind the word that hands it to a shell. */
function shellCommand(command: Value | undefined): string | undefined {
  const [kind, text, ...others] = listOf(command).map(show);
  return kind === "CMD-SHELL" && others.length === 0 ? text : undefined;
}

function words(list: Value | undefined): readonly string[] | undefined {
  return list === undefined ? undefined : listOf(list).map(show);
}

function pairs(list: Value | undefined, name: "value" | "valueFrom"): Map<string, string> {
  return new Map(listOf(list).flatMap((item) => (isBlock(item) ? [[textAt(item, "name") ?? "", textAt(item, name) ?? ""] as const] : [])));
}

/** Blocks of a value that may be one or a list of them. */
export function blocksOf(value: Value | undefined): Block[] {
  return listOf(value).filter(isBlock);
}
