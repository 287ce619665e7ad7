import type { Element, StackModel } from "../../model";
import { namePrefixOf } from "../../requirement";
import { referencesIn } from "../../reference";
import { remembered } from "../../remembered";
import { type Block, leavesOf, textAt, textsOf } from "../../value";

const versionType = "aws_secretsmanager_secret_version";

/** A secret of a stack, with everything that gives it a value or takes one from it. */
export interface SecretView {
  readonly element: Element;
  /** Name without the environment's prefix: `postgres-primary-credentials`. */
  readonly name: string;
  /** Versions that Terraform writes. */
  readonly versions: readonly Element[];
  /** Blocks that read a version back, without leaving it in plan or state. */
  readonly stored: readonly Element[];
  /** Programs that are given the value: task definitions and hosts. */
  readonly programs: readonly Element[];
  readonly rotations: readonly Element[];
}

/** Every secret of a stack. */
export function secretsOf(stack: StackModel): SecretView[] {
  return stack.ofType("aws_secretsmanager_secret").map((element) => {
    const naming = (type: string): Element[] => stack.ofType(type).filter(({ values }) => names(values["secret_id"], element.address));
    const versions = naming(versionType);
    return {
      element,
      name: (textAt(element.values, "name") ?? element.address).replace(`${namePrefixOf(stack)}-`, ""),
      versions,
      stored: stack
        .ofType(`ephemeral.${versionType}`)
        .filter((block) => [element, ...versions].some(({ address }) => names(block.values["secret_id"], address))),
      programs: stack
        .ofType("aws_ecs_task_definition", "aws_instance", "aws_launch_template")
        .filter((program) => mentions(program, element.address)),
      rotations: naming("aws_secretsmanager_secret_rotation"),
    };
  });
}

/** Whether an element names another one anywhere in its values, but for what it only waits for. */
export function mentions({ values }: Element, address: string): boolean {
  return Object.entries(values).some(([name, value]) => name !== "depends_on" && textsOf(value).some((text) => names(text, address)));
}

/** Passwords that Terraform makes, which an element's values are made of. */
export function passwordsIn(stack: StackModel, element: Element): Element[] {
  return stack.ofType("ephemeral.aws_secretsmanager_random_password").filter(({ address }) => mentions(element, address));
}

/** Values of attributes of any depth that have one of these names, each with its path. */
export function attributesNamed(element: Element, pattern: RegExp): { readonly path: string; readonly value: string }[] {
  return attributesOf(element.values).filter(({ name }) => pattern.test(name));
}

const attributesOf = remembered((values: Block) =>
  leavesOf(values).flatMap(({ path, value }) =>
    value === null ? [] : [{ path, name: path.slice(path.lastIndexOf(".") + 1).replace(/\[.*/, ""), value: String(value) }],
  ),
);

function names(value: unknown, address: string): boolean {
  return typeof value === "string" && referencesIn(value).some((reference) => reference.address === address);
}
