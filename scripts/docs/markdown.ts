import { UserError } from "../../terraform/errors";

/** Tables as Markdown, by the name in their marker. */
export type Tables = Readonly<Record<string, () => string>>;

/** A table of Markdown; its columns are aligned by whoever formats the page. */
export function markdown(head: readonly string[], body: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Fills every `<!-- table: name -->` … `<!-- /table -->` of a text.
 *
 * @throws UserError naming a table that nobody makes.
 */
export function fillTables(text: string, tables: Tables): string {
  return text.replaceAll(/(<!-- table: (\S+) -->\n)[^]*?(<!-- \/table -->)/g, (_all, open: string, name: string, close: string) => {
    const table = tables[name];
    if (table === undefined) throw new UserError(`no table "${name}"; there are ${Object.keys(tables).join(", ")}`);
    return `${open}\n${table()}\n\n${close}`;
  });
}
