import type { StackModel } from "./model";
import { soleReference } from "./reference";
import { domainOf, environmentOf, stackOfEnvironment } from "./requirement";
import { textAt, type Value } from "./value";

/**
 * Reads a value as tables state it for every environment: `{stack}`, `{domain}` and `{net}` for the stack's name, its environment's domain and the
 * first two numbers of its addresses, and `{environment}` for the environment's name alone. A stack without a VPC has no addresses of its own.
 *
 * @param environment what the value is about. Default the stack's own; a delivery role of the account's stack is about another one
 */
export function settledReader(stack: StackModel, environment: string = environmentOf(stack)): (value: Value) => string {
  const [net] = /^\d+\.\d+\./.exec(textAt(stack.ofType("aws_vpc")[0]?.values, "cidr_block") ?? "") ?? [];
  const own = [
    [stackOfEnvironment(environment), "{stack}"],
    [domainOf(environment), "{domain}"],
    ...(net === undefined ? [] : [[net, "{net}."] as const]),
    [`"${environment}"`, '"{environment}"'],
  ] as const;
  return (value) => own.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(value));
}

/**
 * A text without the resources that its references lead to: `-> aws_kms_key.arn` when it is nothing but one, `{aws_kms_key.arn}` within others. Which
 * resources they are, other contracts say. `{account}` is the account that Terraform applies to.
 */
export function asReference(value: Value): Value {
  if (typeof value !== "string") return value;
  const reference = soleReference(value);
  if (reference !== undefined) return `-> ${typeOf(reference.address)}.${reference.attribute}`;
  return value
    .replaceAll(account, "{account}")
    .replaceAll(inText, (_, address: string, attribute: string) => `{${typeOf(address)}.${attribute}}`);
}

const account = "${data.aws_caller_identity.current.account_id}";
const inText = /\$\{((?:data\.)?aws_\w+\.[\w-]+)\.(\w+)\}/g;

function typeOf(address: string): string {
  return address.split(".").slice(0, -1).join(".");
}
