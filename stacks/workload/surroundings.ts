import type { Environment } from "../../environments/schema";
import type { SecretKey } from "./secrets";
import type { DatabaseKey } from "./service";

/** What a service can be told of the environment that it runs in. Some values are known only to Terraform. */
export interface Surroundings {
  readonly environment: Environment;
  /** Beginning of every name in the environment, for example `ohi-dev`. */
  readonly namePrefix: string;
  readonly region: string;
  readonly accountId: string;
  /** Number of the member of a numbered service; 1 for every other. */
  readonly member: number;
  readonly databases: Readonly<Record<DatabaseKey, DatabaseEndpoint>>;
  readonly caches: Readonly<Record<CacheKey, CacheEndpoint>>;
  readonly peers: Peers;
}

/** Caches of an environment: the application's and the ledger's. */
export type CacheKey = "app" | "blnk";

/** A database as programs reach it. */
export interface DatabaseEndpoint {
  /** Address without a port. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** What IAM calls the server in `rds-db:connect`: `db-ABC...`. */
  readonly resourceId: string;
}

/** A cache as programs reach it. */
export interface CacheEndpoint {
  /** Address without a port. */
  readonly host: string;
  readonly port: number;
}

/** Names and ports of the services of an environment. */
export interface Peers {
  /**
   * Host and port of a service, for example `provider-api.ohi-dev.local:3000`.
   *
   * @throws Unknown when there is no such service, or it has no such port.
   */
  readonly addressOf: (service: string, port: string) => string;
  /** Host names of all members of a numbered service, from number 1 on: `zookeeper-1.ohi-dev.local`. */
  readonly membersOf: (service: string) => readonly string[];
}

/** A secret as an environment variable takes it. */
export interface SecretReference {
  /** Key of the secret in the catalogue of secrets. */
  readonly secret: SecretKey;
  /** Which value of a secret that is JSON. Default: the whole secret. */
  readonly key?: string;
}
