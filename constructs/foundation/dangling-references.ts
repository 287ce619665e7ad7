/** The parts of a stack's Terraform JSON that expressions can refer to. */
export interface Referable {
  readonly resource?: Elements;
  readonly data?: Elements;
  readonly ephemeral?: Elements;
}

type Elements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const expression = /\$\{[^}]*\}/g;
const reference = /(?<![\w.-])(?:(data|ephemeral)\.)?(aws_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)/g;

/**
 * Addresses to which an expression of the stack refers although the stack has no such element, each once, in alphabetical order.
 *
 * A resource of another stack is such a case: stacks share nothing, and without this check Terraform would be the first to notice.
 */
export function danglingReferences(json: Referable): string[] {
  const expressions = new Set(JSON.stringify(json).match(expression));
  const missing = [...expressions].flatMap((text) =>
    [...text.matchAll(reference)].flatMap(([address, kind = "resource", type = "", id = ""]) => {
      const elements = kind === "data" ? json.data : kind === "ephemeral" ? json.ephemeral : json.resource;
      return elements?.[type]?.[id] === undefined ? [address] : [];
    }),
  );
  return [...new Set(missing)].toSorted();
}
