import type { ProgramFacts } from "./facts";

type Settings = Readonly<Record<string, string>>;

/** Section 6, "All". Of `ENV` it says only what production's is; of `ENVIRONMENT` nothing: the environment's name. */
export function common({ name, production }: ProgramFacts): Settings {
  return {
    ENVIRONMENT: name,
    ENV: production ? "production" : name,
    LOG_LEVEL: production ? "info" : "debug",
    AWS_REGION: "eu-west-1",
  };
}

/** Section 6, "Postgres", on the application's servers, whose database and user section 5 names. */
export function application(server: string): Settings {
  return { DB_HOST: `{${server}.address}`, DB_PORT: "5432", DB_NAME: "ohealth", DB_USER: "ohiadmin", DB_SSLMODE: "require" };
}

/** The same on the ledger's server. */
export const ledger: Settings = {
  DB_HOST: "{postgres-blnk.address}",
  DB_PORT: "5432",
  DB_NAME: "blnk",
  DB_USER: "blnkadmin",
  DB_SSLMODE: "require",
};

/** The server that writes. */
export const primary = "postgres-primary";

/**
 * Section 5: replicas are read by api and graphql, and by the reindexer; where there are none, the primary is. It does not say who reads which:
 * people wait for the first two, so the reindexer reads the last replica and they the first.
 */
export function readersOf({ readReplicas }: ProgramFacts): { readonly first: string; readonly last: string } {
  const replica = (number: number): string => (readReplicas === 0 ? primary : `postgres-replica-${number}`);
  return { first: replica(1), last: replica(readReplicas) };
}

/** Section 6, "Redis". All programs write, so they need the address that follows the primary. */
export function redis(cache: "app-cache" | "blnk-cache"): Settings {
  return { REDIS_HOST: `{${cache}.primary_endpoint_address}`, REDIS_PORT: "6379", REDIS_TLS: "true", REDIS_DB: "0" };
}

/** Section 6, "Telemetry": the Go programs by gRPC, without a scheme, and provider-api by HTTP. */
export function telemetry({ name }: ProgramFacts, service: string): Settings {
  const collector = `otel-collector.ohi-${name}.local`;
  return {
    OTEL_ENABLED: "true",
    OTEL_SERVICE_NAME: `ohi-${service}`,
    OTEL_ENDPOINT: service === "provider-api" ? `http://${collector}:4318` : `${collector}:4317`,
  };
}

/** Section 6, "server"; that it listens on every address, it says of api. */
export function server(port: number): Settings {
  return { SERVER_HOST: "0.0.0.0", SERVER_PORT: String(port) };
}

/** Section 6 names the variable alone: the names of the site, with `www` in production as section 7 has it. */
export function allowedOrigins({ domain, production }: ProgramFacts): Settings {
  return { ALLOWED_ORIGINS: production ? `https://${domain},https://www.${domain}` : `https://${domain}` };
}

/** A password out of the JSON of a generated secret: section 5. */
export function password(secret: string): string {
  return `{${secret}.arn}:password::`;
}

/** Secrets that people set, each as a whole. Section 5 names them with the words by which section 6 names the variables. */
export function external(...variables: readonly string[]): Settings {
  return Object.fromEntries(variables.map((variable) => [variable, `{${variable.toLowerCase().replaceAll("_", "-")}.arn}`]));
}

/** Section 6 has the path; that the container asks itself by wget, it does not say. */
export function asked(port: number, path: string): string {
  return `wget -q -O /dev/null http://127.0.0.1:${port}${path} || exit 1`;
}

/** How a line of the shell is started. */
export function shell(...steps: readonly string[]): readonly string[] {
  return ["/bin/sh", "-c", steps.join("; ")];
}
