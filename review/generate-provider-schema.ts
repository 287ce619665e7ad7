import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findTerraform } from "../terraform/binary";
import { terraformEnvironment } from "../terraform/cli-config";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { awsProvider } from "../terraform/provider";
import { run } from "../terraform/run";

/** The file that the contracts read. */
export const schemaFile = path.join(__dirname, "provider-schema.json");

/** The parts of `terraform providers schema -json` that are read here. @see https://developer.hashicorp.com/terraform/cli/commands/providers/schema */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: Readonly<Record<string, ResourceSchema>> }>>;
}

interface ResourceSchema {
  readonly block: { readonly attributes?: Readonly<Record<string, AttributeSchema>> };
}

interface AttributeSchema {
  readonly type?: unknown;
  readonly optional?: boolean;
  readonly required?: boolean;
}

export interface GenerateFactsProps {
  /** Folder of the project. */
  readonly project: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/** What the contracts need of a provider's schema, one resource type a line. */
export function factsOf(schemas: ProviderSchemas, source: string, version: string): string {
  const provider = schemas.provider_schemas[source];
  if (provider === undefined) throw new UserError(`Terraform told no schema of ${source}.`);
  const types = Object.entries(provider.resource_schemas).sort(([one], [other]) => (one < other ? -1 : 1));
  const where = (holds: (schema: ResourceSchema) => boolean): string[] => types.flatMap(([type, schema]) => (holds(schema) ? [type] : []));
  const name = source.split("/").slice(-2).join("/");
  const facts = {
    source: name,
    version,
    taggable: where(isTaggable),
    untaggable: where((schema) => !isTaggable(schema)),
    named: where(isNamed),
  };
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}

/**
 * Asks the pinned AWS provider for its schema, by the Terraform of this machine.
 *
 * @throws UserError when Terraform or the provider cannot be had.
 */
export async function generateFacts({ project, environment, interrupts }: GenerateFactsProps): Promise<string> {
  const binary = await findTerraform(environment, interrupts);
  const provider = awsProvider(binary.platform);
  const ready = terraformEnvironment({ environment, provider, cacheFolder: path.join(project, "node_modules/.cache/terraform") });
  const directory = mkdtempSync(path.join(tmpdir(), "provider-schema-"));
  try {
    const requirement = { aws: { source: provider.source, version: provider.version } };
    writeFileSync(path.join(directory, "main.tf.json"), JSON.stringify({ terraform: { required_providers: requirement } }));
    const terraform = async (...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await run({ command: binary.command, args, directory, environment: ready, interrupts });
      if (code !== 0) throw new UserError(`terraform ${args.join(" ")} failed\n${stderr || stdout}`);
      return stdout;
    };
    await terraform("init", "-backend=false", "-no-color");
    const schemas = JSON.parse(await terraform("providers", "schema", "-json")) as ProviderSchemas; // its documented form
    return factsOf(schemas, provider.source, provider.version);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A resource that a person can tag, and that reports its tags; a type with only a `tag` block, as autoscaling groups have, is none. */
function isTaggable({ block: { attributes = {} } }: ResourceSchema): boolean {
  return isSettable(attributes["tags"]) && attributes["tags_all"] !== undefined;
}

function isNamed({ block: { attributes = {} } }: ResourceSchema): boolean {
  return isSettable(attributes["name"]) && attributes["name"]?.type === "string";
}

function isSettable(attribute: AttributeSchema | undefined): boolean {
  return attribute?.optional === true || attribute?.required === true;
}
