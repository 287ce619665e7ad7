import type { z } from "zod";
import { environments } from "../../environments";
import type { Environment } from "../../environments/schema";
import { variables } from "../../stacks/read-settings";
import { markdown, type Tables } from "./markdown";
import { programVariables } from "./program-variables";

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

/** What an environment is, from its record, and what a synth and the other programs can be told. */
export const readmeTables: Tables = {
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
  variables: () =>
    markdown(
      ["variable", "meaning", "default"],
      Object.entries(programVariables).map(([name, { meaning, without }]) => [`\`${name}\``, meaning, without]),
    ),
};

function defaultOf(schema: z.ZodType): string {
  const value = schema.safeParse(undefined).data;
  return typeof value === "string" ? `\`${value}\`` : "none";
}
