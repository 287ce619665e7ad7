import { XMLParser } from "fast-xml-parser";
import { parseDocument } from "yaml";
import type { Element } from "./model";
import { rememberedText } from "./remembered";
import { textAt } from "./value";

/*
 * What programs are told in texts of their own: scripts, XML and YAML inside the JSON. Of scripts only as much is read as the one that is judged has;
 * whoever asks gets nothing of what is written in another way, and says so.
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

/** The texts of all elements at a path of names in XML: `clickhouse`, `listen_host`. */
export function xmlTexts(xml: string, ...path: readonly string[]): string[] {
  const found = path.reduce<unknown[]>((elements, name) => elements.flatMap((element) => childrenOf(element, name)), [parsedXml(xml)]);
  return found.filter((text) => typeof text === "string" && text !== "").map(String);
}

/** Every element is a list, however many there are of it, and every text a text. */
const parser = new XMLParser({ isArray: () => true, parseTagValue: false });

const parsedXml = rememberedText((xml: string): unknown => parser.parse(xml));

const parsedYaml = rememberedText((yaml: string) => parseDocument(yaml));

function childrenOf(element: unknown, name: string): readonly unknown[] {
  const found: unknown = typeof element === "object" && element !== null ? Reflect.get(element, name) : undefined;
  return Array.isArray(found) ? found : [];
}

/** The text or number at a path of keys in YAML: `receivers`, `otlp`, `protocols`. Nothing of YAML that cannot be read. */
export function yamlText(yaml: string, ...path: readonly string[]): string | undefined {
  const document = parsedYaml(yaml);
  const found: unknown = document.errors.length === 0 ? document.getIn(path) : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
