import { readFileSync } from "node:fs";
import { GetSecretValueCommand, paginateListSecrets, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** A secret as AWS keeps it. */
export interface KeptSecret {
  readonly name: string;
  readonly value: string;
}

/** Every secret that has a value. */
export async function keptSecrets(client: SecretsManagerClient): Promise<KeptSecret[]> {
  const kept: KeptSecret[] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) {
    for (const { Name: name, SecretVersionsToStages: versions = {} } of SecretList) {
      if (name === undefined || Object.keys(versions).length === 0) continue;
      const { SecretString: value = "" } = await client.send(new GetSecretValueCommand({ SecretId: name }));
      kept.push({ name, value });
    }
  }
  return kept;
}

/**
 * What a file gives away of secrets: the name of each whose password, or whole value where it is no JSON, stands in it.
 *
 * A state is searched with the values that AWS keeps, so nothing depends on where in the state a value might land.
 */
export function secretsIn(file: string, secrets: readonly KeptSecret[]): string[] {
  const text = readFileSync(file, "utf8");
  return secrets.filter(({ value }) => text.includes(passwordIn(value))).map(({ name }) => name);
}

function passwordIn(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value);
    const password: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "password") : undefined;
    return typeof password === "string" ? password : value;
  } catch {
    return value; // a secret that is a text, not JSON
  }
}
