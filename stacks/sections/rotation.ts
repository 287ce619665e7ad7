import type { Postgres } from "../../constructs/data/postgres";
import type { Redis } from "../../constructs/data/redis";
import { CacheUserRotationFunction } from "../../constructs/secrets/cache-user-rotation-function";
import { PostgresRotationFunction } from "../../constructs/secrets/postgres-rotation-function";
import { SecretRotation } from "../../constructs/secrets/secret-rotation";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import type { NetworkSection } from "./network";

export interface DatabaseRotationProps {
  readonly database: Postgres;
  /** Words of the server's name. */
  readonly name: string;
  readonly network: NetworkSection;
  readonly key: EncryptionKey;
}

/** A new password for a database's user every 30 days, by a function that reaches this database and this secret only by being called for it. */
export function rotateDatabasePassword(stack: EnvironmentStack, id: string, { database, name, network, key }: DatabaseRotationProps): void {
  const rotation = new PostgresRotationFunction(stack, `${id}-function`, {
    name: `${name}-rotation`,
    subnetIds: network.network.privateTier.subnetIds,
    securityGroupIds: [network.matrix.idOf("rotation")],
    kmsKeyArn: key.arn,
    logRetentionDays: stack.environment.logRetentionDays,
  });
  new SecretRotation(stack, id, { secret: database.secret, functionArn: rotation.arn, dependsOn: [database.completeSecret] });
}

export interface CacheRotationProps {
  readonly cache: Redis;
  /** Words of its name. */
  readonly name: string;
  readonly key: EncryptionKey;
}

/** A new password for a cache's user every 30 days; the old one works until the next. */
export function rotateCachePassword(stack: EnvironmentStack, id: string, { cache, name, key }: CacheRotationProps): void {
  const { user } = cache;
  const rotation = new CacheUserRotationFunction(stack, `${id}-function`, {
    name: `${name}-rotation`,
    secretArn: user.secret.arn,
    userId: user.userId,
    userArn: user.userArn,
    cache: cache.group,
    kmsKeyArn: key.arn,
    logRetentionDays: stack.environment.logRetentionDays,
  });
  new SecretRotation(stack, id, { secret: user.secret, functionArn: rotation.arn, dependsOn: [user.resource, rotation.permission] });
}
