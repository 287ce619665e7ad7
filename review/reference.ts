import { rememberedText } from "./remembered";

/** One place where a text names another part of the configuration. */
export interface Reference {
  /** What is named: `aws_vpc.main`, `data.aws_region.current`, `local.tags`, `var.image_tags`. */
  readonly address: string;
  /** What of it is asked for: `id`, `arn`, `names[0]`; empty when it is named as a whole. */
  readonly attribute: string;
}

/** Names that stand for no part of the configuration, but for where or how often it is evaluated. */
const surroundings = new Set(["each", "count", "path", "self", "terraform"]);

const traversal = /[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+|\*)|\[[^\]]*\])*/g;
const onlyTraversal = new RegExp(`^${traversal.source}$`);

/**
 * Every reference in a text: whole expressions (`${aws_vpc.main.id}`), inside longer texts, inside calls of functions and inside texts in these.
 * An escaped `$${` is no expression.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/references
 */
export function referencesIn(text: string): readonly Reference[] {
  return text.includes("{") ? referencesInTemplate(text) : [];
}

const referencesInTemplate = rememberedText((text: string): readonly Reference[] => expressionsIn(text).flatMap(referencesInExpression));

/** The reference of a text that is nothing but one: `${aws_vpc.main.id}`. */
export function soleReference(text: string): Reference | undefined {
  return text.startsWith("${") ? referenceOfTemplate(text) : undefined;
}

const referenceOfTemplate = rememberedText((text: string): Reference | undefined => {
  const [expression] = expressionsIn(text);
  return expression !== undefined && text === `\${${expression}}` && onlyTraversal.test(expression) ? asReference(expression) : undefined;
});

/** A reference outside an expression, as `depends_on` holds it. */
export function bareReference(text: string): Reference | undefined {
  return asReference(text);
}

/** A reference as it stands in an expression. */
export function joined({ address, attribute }: Reference): string {
  if (attribute === "") return address;
  return attribute.startsWith("[") ? address + attribute : `${address}.${attribute}`;
}

/** The expressions of a template, without their `${` and `}`. */
export function expressionsIn(text: string): string[] {
  const expressions: string[] = [];
  const opening = /(\$\$|%%)\{|[$%]\{/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    if (found[1] !== undefined) continue; // escaped
    const end = endOfExpression(text, opening.lastIndex);
    expressions.push(text.slice(opening.lastIndex, end));
    opening.lastIndex = end + 1;
  }
  return expressions;
}

function endOfExpression(text: string, start: number): number {
  let depth = 1;
  for (let position = start; position < text.length; position += 1) {
    const character = text[position];
    if (character === '"') position = endOfString(text, position + 1);
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    if (depth === 0) return position;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let position = start; position < text.length; position += 1) {
    if (text[position] === "\\") position += 1;
    else if (text[position] === '"') return position;
    else if (text.startsWith("${", position) && text[position - 1] !== "$") position = endOfExpression(text, position + 2);
  }
  return text.length;
}

function referencesInExpression(expression: string): Reference[] {
  const { code, texts } = withoutTexts(expression);
  const variables = new Set([...code.matchAll(/\bfor\s+([\w-]+)(?:\s*,\s*([\w-]+))?\s+in\b/g)].flatMap(([, one, other]) => [one, other]));
  const own = [...code.matchAll(traversal)].flatMap(([words]) => {
    const inBrackets = [...words.matchAll(/\[([^\]]*)\]/g)].flatMap(([, index = ""]) => referencesInExpression(index));
    const reference = asReference(words);
    return reference === undefined || variables.has(words.split(/[.[]/)[0]) ? inBrackets : [reference, ...inBrackets];
  });
  return [...own, ...texts.flatMap(referencesIn)];
}

/** Takes the texts out of an expression, so that words in them are not taken for references. */
function withoutTexts(expression: string): { readonly code: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let code = "";
  for (let position = 0; position < expression.length; position += 1) {
    if (expression[position] !== '"') {
      code += expression[position] ?? "";
      continue;
    }
    const end = endOfString(expression, position + 1);
    texts.push(expression.slice(position + 1, end));
    code += '""';
    position = end;
  }
  return { code, texts };
}

function asReference(words: string): Reference | undefined {
  const [first = "", second, third] = words.split(/\.|(?=\[)/);
  if (second === undefined || second.startsWith("[") || surroundings.has(first)) return undefined;
  const address = first === "data" || first === "ephemeral" ? [first, second, third] : [first, second];
  if (address.includes(undefined)) return undefined;
  const named = address.join(".");
  return { address: named, attribute: words.slice(named.length).replace(/^\./, "") };
}
