import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProviderSchemas } from "../../../review/generate-provider-schema";
import type { Block, Value } from "../../../review/value";
import { findTerraform } from "../../../terraform/binary";
import { terraformEnvironment } from "../../../terraform/cli-config";
import { Interrupts } from "../../../terraform/interrupts";
import { awsProvider } from "../../../terraform/provider";
import { run } from "../../../terraform/run";
import { project } from "../../support/emulator";

/** One attribute of a resource that is as it is in AWS, and another value that the configuration gives it. */
export interface Probe {
  readonly type: string;
  readonly attribute: string;
  /** What the resource has besides. */
  readonly values: Block;
  readonly before: Value;
  readonly after: Value;
}

interface Schema {
  readonly version: number;
  readonly block: {
    readonly attributes?: Readonly<Record<string, { readonly type?: unknown }>>;
    readonly block_types?: Readonly<Record<string, { readonly nesting_mode: string }>>;
  };
}

/**
 * Attributes for which the real provider replaces each resource, as `aws_vpc.cidr_block`, of all that are probed.
 *
 * The state is written by hand and not refreshed, so that nobody asks AWS.
 */
export async function replacedBy(probes: readonly Probe[]): Promise<{ readonly replaced: string[]; readonly changed: string[] }> {
  const interrupts = new Interrupts();
  const binary = await findTerraform(process.env, interrupts);
  const provider = awsProvider(binary.platform);
  const environment = terraformEnvironment({
    environment: process.env,
    provider,
    cacheFolder: path.join(project, "node_modules/.cache/terraform"),
  });
  const directory = mkdtempSync(path.join(tmpdir(), "force-new-"));
  const terraform = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run({ command: binary.command, args, directory, environment, interrupts });
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} failed\n${stderr || stdout}`);
    return stdout;
  };
  const write = (file: string, content: object): void => {
    writeFileSync(path.join(directory, file), JSON.stringify(content));
  };
  try {
    write("main.tf.json", configurationOf(probes, provider));
    await terraform("init", "-no-color");
    const schemas = JSON.parse(await terraform("providers", "schema", "-json")) as ProviderSchemas; // its documented form
    const types = schemas.provider_schemas[provider.source]?.resource_schemas as Readonly<Record<string, Schema>>; // the parts that are read here
    write("terraform.tfstate", stateOf(probes, types, provider.source));
    await terraform("plan", "-refresh=false", "-lock=false", "-no-color", "-out=next.tfplan");
    const plan = JSON.parse(await terraform("show", "-json", "next.tfplan")) as {
      readonly resource_changes: readonly {
        readonly type: string;
        readonly name: string;
        readonly change: { readonly replace_paths?: readonly Value[][] };
      }[];
    }; // its documented form
    const named = plan.resource_changes.map(({ type, name, change }) => {
      return { name: `${type}.${name}`, isReplaced: change.replace_paths?.some(([attribute]) => attribute === name) === true };
    });
    return {
      replaced: named.filter(({ isReplaced }) => isReplaced).map(({ name }) => name),
      changed: named.filter(({ isReplaced }) => !isReplaced).map(({ name }) => name),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function configurationOf(probes: readonly Probe[], { source, version }: { readonly source: string; readonly version: string }): object {
  const resource: Record<string, Record<string, Block>> = {};
  for (const { type, attribute, values, after } of probes) (resource[type] ??= {})[attribute] = { ...values, [attribute]: after };
  return {
    terraform: { required_providers: { aws: { source, version } } },
    provider: {
      aws: {
        region: "eu-west-1",
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: true,
      },
    },
    resource,
  };
}

function stateOf(probes: readonly Probe[], types: Readonly<Record<string, Schema>>, source: string): object {
  const resources = probes.map(({ type, attribute, values, before }) => {
    const { version, block } = types[type] ?? { version: 0, block: {} };
    const nothing = Object.keys(block.attributes ?? {}).map((name) => [name, null]);
    const none = Object.entries(block.block_types ?? {}).map(([name, { nesting_mode: nesting }]) => [
      name,
      nesting === "single" ? null : [],
    ]);
    const attributes = {
      ...Object.fromEntries([...nothing, ...none]),
      ...values,
      id: "one",
      tags: {},
      tags_all: {},
      [attribute]: before,
    } as Block;
    return {
      mode: "managed",
      type,
      name: attribute,
      provider: `provider["${source}"]`,
      instances: [{ schema_version: version, attributes }],
    };
  });
  return { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "probe", outputs: {}, resources };
}
