import { loadStacks, readStack } from "../../review/synthesized";
import type { StackModel } from "../../review/model";
import { type Block, isBlock, listOf, textAt } from "../../review/value";
import { stackJson, synthesizedFolder } from "../support/synthesized";

/** All stacks of this test run. */
export function allStacks(): StackModel[] {
  return loadStacks(synthesizedFolder());
}

/** One stack of this test run. */
export function stackNamed(name: string): StackModel {
  return readStack(name, stackJson(name));
}

/** Resources of a type by id, without their tags, or data sources when the type is written `data.aws_region`. */
export function valuesOf(stack: StackModel, type: string): Record<string, Block> {
  return Object.fromEntries(stack.ofType(type).map(({ id, values }) => [id, without(values, "tags")]));
}

/** The statements of a policy document. */
export function statementsOf(stack: StackModel, document: string): Block[] {
  return listOf(stack.find(`data.aws_iam_policy_document.${document}`)?.values["statement"]).filter(isBlock);
}

/** The statement of a policy document that has a sid. */
export function statementOf(stack: StackModel, document: string, sid: string): Block {
  const found = statementsOf(stack, document).find((statement) => textAt(statement, "sid") === sid);
  if (found === undefined) throw new Error(`${document} has no statement ${sid}`);
  return found;
}

/** A block but for one of its attributes. */
export function without(block: Block, attribute: string): Block {
  return Object.fromEntries(Object.entries(block).filter(([name]) => name !== attribute));
}
