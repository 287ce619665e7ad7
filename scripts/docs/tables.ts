import type { z } from "zod";
import { environments } from "../../environments";
import type { Environment } from "../../environments/schema";
import { variables } from "../../stacks/read-settings";

const yesNo = (value: boolean): string => (value ? "yes" : "no");

const rows: readonly (readonly [string, (environment: Environment) => string | number])[] = [
  ["domain", ({ domain }) => domain],
  ["VPC range", ({ network }) => network.cidr],
  ["zones, each with a NAT gateway", ({ network }) => network.zones.length],
  ["Postgres", ({ postgres }) => `${postgres.instanceClass}, ${postgres.storageGib} to ${postgres.maxStorageGib} GiB`],
  ["Multi-AZ; read replicas", ({ postgres }) => `${yesNo(postgres.multiAz)}; ${postgres.readReplicas}`],
  ["backups kept", ({ postgres }) => `${postgres.backupRetentionDays} days`],
  ["Blnk's Postgres", ({ blnkPostgres }) => `${blnkPostgres.instanceClass}${blnkPostgres.multiAz ? ", Multi-AZ" : ""}`],
  ["application cache", ({ appCache }) => `${appCache.nodes} × ${appCache.nodeType}`],
  ["Blnk's cache", ({ blnkCache }) => `${blnkCache.nodes} × ${blnkCache.nodeType}`],
  ["protected from deletion", ({ deletionProtection }) => yesNo(deletionProtection)],
  ["logs kept", ({ logRetentionDays }) => `${logRetentionDays} days`],
  ["deleted secrets can be brought back for", ({ secretRecoveryDays }) => `${secretRecoveryDays} days`],
  ["monthly budget", ({ monthlyBudgetUsd }) => `${monthlyBudgetUsd} USD`],
];

/** Tables of the README by the name in their marker, as Markdown. */
export const tables: Readonly<Record<string, () => string>> = {
  environments: () =>
    markdown(
      ["", ...environments.map(({ name }) => name)],
      rows.map(([label, read]) => [label, ...environments.map((environment) => String(read(environment)))]),
    ),
  settings: () =>
    markdown(
      ["variable", "meaning", "default"],
      Object.entries(variables.shape).map(([name, schema]) => [`\`${name}\``, (schema as z.ZodType).description ?? "", defaultOf(schema)]),
    ),
};

function defaultOf(schema: z.ZodType): string {
  const value = schema.safeParse(undefined).data;
  return typeof value === "string" ? `\`${value}\`` : "none";
}

function markdown(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Fills every `<!-- table: name -->` … `<!-- /table -->` of a text.
 *
 * @throws Error naming a table that nobody makes.
 */
export function fillTables(text: string): string {
  return text.replaceAll(/(<!-- table: (\S+) -->\n)[^]*?(<!-- \/table -->)/g, (_all, open: string, name: string, close: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`no table "${name}"; there are ${Object.keys(tables).join(", ")}`);
    return `${open}\n${table()}\n\n${close}`;
  });
}
