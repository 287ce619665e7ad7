/** The parts of a stack's Terraform JSON that can be referred to. */
export interface Referable {
  readonly resource?: Elements;
  readonly data?: Elements;
  readonly ephemeral?: Elements;
}

type Elements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const reference = /(?<![\w.-])(?:(data|ephemeral)\.)?(aws_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)/g;

/**
 * Addresses to which the stack refers although it has no such element, each once, in alphabetical order: in expressions, `depends_on` and
 * `replace_triggered_by`.
 *
 * A resource of another stack is such a case: stacks share nothing, and without this check Terraform would be the first to notice.
 */
export function danglingReferences(json: Referable): string[] {
  const missing = [...new Set([...templatesIn(json)].map(codeOf))].flatMap((code) =>
    [...code.matchAll(reference)].flatMap(([address, kind = "resource", type = "", id = ""]) => {
      const elements = kind === "data" ? json.data : kind === "ephemeral" ? json.ephemeral : json.resource;
      return elements?.[type]?.[id] === undefined ? [address] : [];
    }),
  );
  return [...new Set(missing)].toSorted();
}

/** Texts with a brace in them, without which nothing is evaluated: values, keys that are no comments, and lists of addresses made expressions. */
function templatesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === "string") {
    if (value.includes("{")) found.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const key in value) {
      if (key === "//") continue;
      if (key.includes("{")) found.add(key);
      const part = (value as Readonly<Record<string, unknown>>)[key]; // objects have values by key, and lists by number
      if ((key === "depends_on" || key === "replace_triggered_by") && Array.isArray(part)) found.add(`\${${part.join(", ")}}`);
      else templatesIn(part, found);
    }
  }
  return found;
}

/** What ends or begins where a template is text, a text in quotation marks, or code. */
const marks = { text: /\$\$\{|%%\{|[$%]\{/g, quoted: /\$\$\{|%%\{|[$%]\{|\\.|"/g, code: /["{}]/g } as const;

/**
 * What Terraform evaluates of a template: its expressions, without the texts in them but with the expressions in these.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
function codeOf(template: string): string {
  const around: (keyof typeof marks)[] = [];
  let code = "";
  for (let position = 0; ;) {
    const inside = around.at(-1) ?? "text";
    const mark = marks[inside];
    mark.lastIndex = position;
    const token = mark.exec(template)?.[0];
    if (token === undefined) return code;
    if (inside === "code") code += `${template.slice(position, mark.lastIndex - 1)} `;
    if (token === "}" || (token === '"' && inside === "quoted")) around.pop();
    else if (token === '"') around.push("quoted");
    else if (token === "{" || token === "${" || token === "%{") around.push("code");
    position = mark.lastIndex;
  }
}
