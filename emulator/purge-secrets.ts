import { DeleteSecretCommand, paginateListSecrets, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/**
 * Removes for good every secret that waits for its deletion, and returns their names.
 *
 * A deleted secret can be brought back for as long as its recovery window lasts, and until then its name is taken: who destroys an
 * environment and wants it anew at once has to give that up.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html
 */
export async function purgeSecrets(client: SecretsManagerClient): Promise<readonly string[]> {
  const purged: string[] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, { IncludePlannedDeletion: true })) {
    for (const { Name: name, DeletedDate: deleted } of SecretList) {
      if (name === undefined || deleted === undefined) continue;
      await client.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
      purged.push(name);
    }
  }
  return purged;
}
