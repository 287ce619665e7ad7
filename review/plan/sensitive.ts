import { type Block, isBlock, isList, type Value } from "../value";

/** What stands in the place of a value that nobody may see. */
export const hidden = "(sensitive)";

/**
 * A block with every value hidden that Terraform marks as sensitive: a mark of `true` stands for all that is below it.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function withoutSensitive(value: Value | undefined, mark: Value | undefined): Block | undefined {
  const seen = value === undefined || value === null ? undefined : masked(value, mark);
  return isBlock(seen) ? seen : undefined;
}

function masked(value: Value, mark: Value | undefined): Value {
  if (mark === true) return hidden;
  if (isBlock(value) && isBlock(mark))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, mark[name])]));
  if (isList(value) && isList(mark)) return value.map((item, index) => masked(item, mark[index]));
  return value;
}
