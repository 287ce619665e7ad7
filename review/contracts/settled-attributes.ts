import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element } from "../model";
import { remembered } from "../remembered";
import { asReference, settledReader } from "../settled";
import { type Block, isBlock, isList, listOf, show, type Value } from "../value";

/**
 * What resources of a type say at a place, in the words of `settledReader` and `asReference`. A place in a list of blocks holds the list of what
 * all blocks say.
 */
export type Settled =
  | { readonly is: Value }
  /** Different resources say different things, and only these. */
  | { readonly oneOf: readonly Value[] }
  /** These resources say these things, by their ids; others leave it out. */
  | { readonly byId: Readonly<Record<string, Value>> }
  /** Other contracts judge it, or it cannot be wrong; `given` when it may not be missing. */
  | { readonly free: "given" | "optional" };

/** Everything that resources say, by type and place, data sources as `data.aws_ssm_parameter`: `rule[].statement.rate_based_statement.limit`. */
export type SettledTypes = Readonly<Record<string, Readonly<Record<string, Settled>>>>;

/**
 * Resources of the types that are settled say what they have to, and nothing else. An attribute that nobody thought of is a finding, and so is
 * one that is missing: AWS's default would hold.
 */
export const settledAttributes = stackContract<[settled: SettledTypes]>(
  "settled-attributes",
  "every attribute has the value that was settled on, and none is there of which nobody thought",
  (stack, report, settled) => {
    const read = settledReader(stack);
    return stack.elements.flatMap((element) => {
      const rows = settled[element.mode === "resource" ? element.type : `${element.mode}.${element.type}`];
      return rows === undefined ? [] : findings(element, rows, read, report);
    });
  },
);

function findings(resource: Element, rows: SettledTypes[string], read: (value: Value) => string, report: Reporter): Finding[] {
  const said = saidBy(resource.values);
  const missing = Object.entries(rows)
    .filter(([place, settled]) => !said.has(place) && isWanted(settled, resource.id))
    .map(([place]) => report.violation(resource, `no ${place}`, show(expectedOf(rows[place], resource.id))));
  const wrong = [...said].flatMap(([place, value]) => {
    const settled = rows[place];
    if (settled === undefined) return [report.violation(resource, `${place} ${show(value)}`, "an attribute that was settled on")];
    if ("free" in settled) return [];
    const text = read(value);
    const allowed = "oneOf" in settled ? settled.oneOf : [expectedOf(settled, resource.id)];
    return allowed.some((one) => JSON.stringify(one) === text)
      ? []
      : [report.violation(resource, `${place} ${show(value)}`, allowed.map(show).join(" or "))];
  });
  return [...missing, ...wrong];
}

function isWanted(settled: Settled, id: string): boolean {
  if ("byId" in settled) return settled.byId[id] !== undefined;
  return !("free" in settled && settled.free === "optional");
}

function expectedOf(settled: Settled | undefined, id: string): Value | undefined {
  if (settled === undefined) return undefined;
  if ("is" in settled) return settled.is;
  if ("byId" in settled) return settled.byId[id];
  return "oneOf" in settled ? settled.oneOf : "a value";
}

/** Tags that `effective-tags` judges on everything. */
const commonTags = new Set([
  ...["Project", "Environment", "Owner", "CostCenter", "Service", "ManagedBy", "CreatedBy", "CreatedDate"],
  ...["DataClassification", "BackupPolicy", "Compliance", "Name"],
]);

/** What an element says, by place; of what it waits for, the types. */
const saidBy = remembered(({ depends_on: waits, ...values }: Block): ReadonlyMap<string, Value> => {
  const said = new Map<string, Value>();
  const types = listOf(waits).map((address) => show(address).split(".").slice(0, -1).join("."));
  if (types.length > 0) said.set("depends_on", types.toSorted());
  for (const [name, value] of Object.entries(values)) {
    if (name === "tags" && isBlock(value)) {
      for (const [tag, text] of Object.entries(value)) if (!commonTags.has(tag)) said.set(`tags.${tag}`, text);
    } else {
      collect(value, name, said, false);
    }
  }
  return said;
});

function collect(value: Value, place: string, said: Map<string, Value>, inList: boolean): void {
  const held = typeof value === "string" ? (jsonIn(value) ?? value) : value;
  if (isBlock(held) && Object.keys(held).length > 0) {
    for (const [name, child] of Object.entries(held)) collect(child, `${place}.${name}`, said, inList);
  } else if (isList(held) && held.some((item) => isBlock(item) || isList(item))) {
    for (const item of held) collect(item, `${place}[]`, said, true);
  } else {
    const leaf = isList(held) ? held.map(asReference) : asReference(held);
    const before = said.get(place);
    said.set(place, inList ? [...(isList(before) ? before : []), leaf] : leaf);
  }
}

function jsonIn(text: string): Value | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value; // what JSON can say is what Value is
  } catch {
    return undefined;
  }
}
