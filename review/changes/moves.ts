import type { Element, Move, StackModel } from "../model";
import { isBlock, isList, type Value } from "../value";

/** A stack as it would be if what was moved since had always been where it is now. */
export interface Moved {
  readonly stack: StackModel;
  /** Older addresses by the newer ones. */
  readonly previous: ReadonlyMap<string, string>;
}

/**
 * Gives what `moved` blocks name its newer address, in the references of the others too, so that a move is no deletion.
 *
 * A move between instances or modules is not followed: the stacks have neither.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export function withMoves(stack: StackModel, moves: readonly Move[]): Moved {
  const targets = new Map(
    moves.flatMap(({ from }) => {
      const to = endOf(from, moves);
      // A block that has done its work stays in the configuration: then the older address is free, or taken by something else.
      return stack.find(from) === undefined || stack.find(to) !== undefined ? [] : [[from, to] as const];
    }),
  );
  if (targets.size === 0) return { stack, previous: new Map() };
  return {
    stack: stack.withElements((element) => movedElement(element, targets)),
    previous: new Map([...targets].map(([from, to]) => [to, from])),
  };
}

/** Where a chain of moves ends: a to b, then b to c. */
function endOf(from: string, moves: readonly Move[], seen: readonly string[] = []): string {
  const next = moves.find((move) => move.from === from)?.to;
  return next === undefined || seen.includes(next) ? from : endOf(next, moves, [...seen, from]);
}

function movedElement(element: Element, targets: ReadonlyMap<string, string>): Element {
  const values = withAddresses(element.values, targets);
  const address = targets.get(element.address) ?? element.address;
  return { ...element, address, id: address.split(".").at(-1) ?? element.id, values: isBlock(values) ? values : element.values };
}

function withAddresses(value: Value, targets: ReadonlyMap<string, string>): Value {
  if (typeof value === "string") return withAddressesInText(value, targets);
  if (isList(value)) return value.map((item) => withAddresses(item, targets));
  if (isBlock(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withAddresses(item, targets)]));
  return value;
}

function withAddressesInText(text: string, targets: ReadonlyMap<string, string>): string {
  return [...targets].reduce((result, [from, to]) => {
    // A text is an address itself in depends_on, or holds it inside an expression.
    return result.includes(from) ? result.replace(new RegExp(`(?<![\\w.-])${from.replaceAll(".", "\\.")}(?![\\w-])`, "g"), to) : result;
  }, text);
}
