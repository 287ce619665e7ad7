import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import type { DatabaseKey, Setting } from "./service";
import { isProduction, siteNames } from "./site";
import type { CacheKey } from "./surroundings";

type Settings = Readonly<Record<string, Setting>>;

/** What every program reads. */
export const common: Settings = {
  ENVIRONMENT: ({ environment }) => environment.name,
  ENV: ({ environment }) => (isProduction(environment) ? "production" : environment.name),
  LOG_LEVEL: ({ environment }) => (isProduction(environment) ? "info" : "debug"),
  AWS_REGION: platform.region,
};

/** Where a server listens. */
export function server(port: number): Settings {
  return { SERVER_HOST: "0.0.0.0", SERVER_PORT: String(port) };
}

/** How a program logs in to a database; the password comes from its secret. */
export function postgres(key: DatabaseKey): Settings {
  return {
    DB_HOST: ({ databases }) => databases[key].host,
    DB_PORT: ({ databases }) => String(databases[key].port),
    DB_NAME: ({ databases }) => databases[key].database,
    DB_USER: ({ databases }) => databases[key].user,
    DB_SSLMODE: "require",
  };
}

/** Where a program that also writes sends the queries that only read. */
export const reader: Settings = { DB_READ_HOST: ({ databases }) => databases.reader.host };

/** How a program finds its cache; the password comes from its secret. */
export function redis(key: CacheKey): Settings {
  return {
    REDIS_HOST: ({ caches }) => caches[key].host,
    REDIS_PORT: ({ caches }) => String(caches[key].port),
    REDIS_TLS: "true",
    REDIS_DB: "0",
  };
}

/** Where a program sends its traces, metrics and logs: by gRPC without a scheme, or by HTTP with one. */
export function telemetry(service: string, protocol: "grpc" | "http"): Settings {
  return {
    OTEL_ENABLED: "true",
    OTEL_SERVICE_NAME: `${platform.prefix}-${service}`,
    OTEL_ENDPOINT: protocol === "grpc" ? address("otel-collector", "grpc") : url("otel-collector", "http"),
  };
}

/** Web pages that may call a program from a browser. */
export const allowedOrigins: Settings = {
  ALLOWED_ORIGINS: ({ environment }) =>
    siteNames(environment)
      .map((name) => `https://${name}`)
      .join(","),
};

/** A setting of the environment's record. */
export function of(read: (environment: Environment) => string): Setting {
  return ({ environment }) => read(environment);
}

/** Host and port of another service. */
export function address(service: string, port: string): Setting {
  return ({ peers }) => peers.addressOf(service, port);
}

/** Address of another service over plain HTTP, with a path behind it. */
export function url(service: string, port: string, path = ""): Setting {
  return ({ peers }) => `http://${peers.addressOf(service, port)}${path}`;
}
