import type { Element, StackModel } from "./model";
import { expressionsIn, soleReference } from "./reference";
import { remembered } from "./remembered";
import { type Block, isBlock, isList, textsOf, type Value } from "./value";

/** Everything that was set of an element, resolved. */
export function resolvedValues(stack: StackModel, element: Element): Block {
  return valuesIn(stack)(element);
}

const valuesIn = remembered((stack: StackModel) =>
  remembered(({ values }: Element): Block => {
    const found = resolved(stack, values);
    return isBlock(found) ? found : values;
  }),
);

/**
 * A value in which every reference is replaced that the configuration answers by itself: an attribute that another element sets, a local, the
 * default of a variable. What AWS makes up stays a reference, so a value says the same however it was written.
 */
export function resolved(stack: StackModel, value: Value): Value {
  if (typeof value === "string") return textOf(stack, value);
  // Most of a configuration refers to nothing; what is as it was is not copied.
  if (!textsOf(value).some((text) => text.includes("${"))) return value;
  if (isList(value)) return value.map((item) => resolved(stack, item));
  if (isBlock(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(stack, item)]));
  return value;
}

const answers = remembered<StackModel, Map<string, Value>>(() => new Map());

function textOf(stack: StackModel, text: string): Value {
  if (!text.includes("${")) return text;
  const known = answers(stack);
  const answer = known.get(text);
  if (answer !== undefined) return answer;
  known.set(text, text); // a text that leads back to itself stays as it is
  const found = answerOf(stack, text);
  known.set(text, found);
  return found;
}

function answerOf(stack: StackModel, text: string): Value {
  const whole = referredBy(stack, text);
  if (whole !== undefined) return resolved(stack, whole);
  return expressionsIn(text).reduce((result, expression) => {
    const part = referredBy(stack, `\${${expression}}`);
    const value = part === undefined ? undefined : resolved(stack, part);
    return typeof value === "string" || typeof value === "number" ? result.replace(`\${${expression}}`, () => String(value)) : result;
  }, text);
}

/** What the configuration sets at the place to which a text is the only reference. */
function referredBy(stack: StackModel, text: string): Value | undefined {
  const reference = soleReference(text);
  if (reference === undefined) return undefined;
  const { address, attribute } = reference;
  if (attribute === "") {
    const input = stack.inputs.find((part) => part.address === address)?.values;
    return address.startsWith("local.") ? input?.["value"] : input?.["default"];
  }
  return stack.find(address)?.values[attribute];
}
