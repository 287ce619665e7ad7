import { writeFileSync } from "node:fs";
import path from "node:path";
import { emulatorAccount, emulatorKeys } from "./environment";
import { awsConfigurations, type Block, type StackJson } from "./stack-json";

export interface OverrideProps {
  /** File for the state. Without it the stack's own backend stays. */
  readonly stateFile?: string;
}

/**
 * What Terraform is told beside the synthesized JSON so that it works against the emulator: another backend, and for each configuration of the
 * provider keys that are none and fewer retries. The JSON itself stays as it ships. The emulator's address comes through AWS_ENDPOINT_URL.
 *
 * Terraform merges an overriding provider block into the one with the same alias.
 *
 * @see https://developer.hashicorp.com/terraform/language/files/override
 */
export function overrideFor(stack: StackJson, { stateFile }: OverrideProps): Block {
  const aws = awsConfigurations(stack).map(({ alias, region }) => ({
    ...(alias === undefined ? {} : { alias }),
    ...(region === undefined ? {} : { region }),
    ...emulatorKeys,
    max_retries: 2,
    s3_use_path_style: true,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
  }));
  return {
    provider: { aws },
    ...(stateFile === undefined ? {} : { terraform: { backend: { local: { path: path.resolve(stateFile) } } } }),
  };
}

/**
 * What lifts the protection from everything that has one: deletion protection of databases and load balancers, Terraform's own
 * `prevent_destroy`, and what keeps a bucket from being destroyed with all that is in it. Applied before the destroy, as a person would have to.
 */
export function protectionLifted({ resource = {} }: StackJson): Block {
  const lifted = Object.entries(resource).map(([type, instances]) => {
    const entries = Object.entries(instances).flatMap(([id, body]) => {
      const changed = unprotect(body);
      return Object.keys(changed).length > 0 ? [[id, changed] as const] : [];
    });
    return [type, Object.fromEntries(entries)] as const;
  });
  return { resource: Object.fromEntries(lifted.filter(([, entries]) => Object.keys(entries).length > 0)) };
}

/** The account that the emulator must answer for: the only one that the stack allows, or the emulator's usual one. */
export function accountOf(stack: StackJson): string {
  const allowed = awsConfigurations(stack).flatMap(({ allowed_account_ids: ids }) => (Array.isArray(ids) ? ids.map(String) : []));
  return allowed.find((id) => /^\d{12}$/.test(id)) ?? emulatorAccount;
}

/** Writes an override beside a stack's JSON. */
export function writeOverride(directory: string, name: string, content: Block): void {
  writeFileSync(path.join(directory, `${name}_override.tf.json`), `${JSON.stringify(content, null, 2)}\n`);
}

function unprotect(body: Block): Block {
  const switches = ["deletion_protection", "enable_deletion_protection", "disable_api_termination"].filter(
    (name) => name in body && body[name] !== false,
  );
  const lifecycle = body["lifecycle"] as Block | undefined;
  return {
    ...Object.fromEntries(switches.map((name) => [name, false])),
    ...(body["force_destroy"] === false ? { force_destroy: true } : {}),
    ...(lifecycle?.["prevent_destroy"] === true ? { lifecycle: { prevent_destroy: false } } : {}),
  };
}
