import type { Element } from "./model";
import { textAt } from "./value";

/*
 * What programs are told in texts of their own: scripts, XML and YAML inside the JSON. Only as much of each language is read as the texts that are
 * judged have; whoever asks gets nothing of what is written in another way, and says so.
 */

/** The user data of an instance, as its program reads it. */
export interface BootScript {
  readonly text: string;
  /** Where the data volume is mounted. */
  readonly mountPoint: string | undefined;
  /** Files that it writes, by the last word of their path. */
  readonly files: ReadonlyMap<string, string>;
}

export function bootScriptOf({ values }: Element): BootScript | undefined {
  const text = textAt(values, "user_data");
  if (text === undefined) return undefined;
  const files = [...text.matchAll(/^cat > \S*\/(\S+) << '?(\w+)'?\n([\s\S]*?)\n\2$/gm)];
  return {
    text,
    mountPoint: /^readonly mount_point=(\S+)$/m.exec(text)?.[1],
    files: new Map(files.map(([, name = "", , content = ""]) => [name, content])),
  };
}

/** The texts of all elements at a path of names in XML, comments left out: `clickhouse`, `listen_host`. */
export function xmlTexts(xml: string, ...path: readonly string[]): string[] {
  const [open, found]: [string[], string[]] = [[], []];
  const said = xml.replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, "");
  for (const [, closing, name, alone, text] of said.matchAll(/<(\/?)([\w.-]+)[^>]*?(\/?)>|([^<]+)/g)) {
    if (text !== undefined && text.trim() !== "" && open.join("\n") === path.join("\n")) found.push(text.trim());
    if (closing === "/") open.pop();
    else if (name !== undefined && alone !== "/") open.push(name);
  }
  return found;
}

/** The text at a path of keys in YAML that is written in blocks: `receivers`, `otlp`, `protocols`. */
export function yamlText(yaml: string, ...path: readonly string[]): string | undefined {
  const open: { readonly indent: number; readonly key: string }[] = [];
  for (const line of yaml.split("\n")) {
    const [, spaces = "", key, text = ""] = /^( *)([\w/.-]+):(?: +(.*))?$/.exec(line) ?? [];
    if (key === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= spaces.length) open.pop();
    open.push({ indent: spaces.length, key });
    if (open.map((each) => each.key).join("\n") === path.join("\n")) return text.trim();
  }
  return undefined;
}
