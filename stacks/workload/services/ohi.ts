import type { Environment } from "../../../environments/schema";
import type { Service } from "../service";
import { allowedOrigins, common, of, postgres, reader, redis, server, telemetry, url } from "../service-settings";

const ports = { api: 8080, graphql: 8081, sse: 8082, "provider-api": 3000 } as const;

const health = { port: "http", path: "/health" } as const;

const providers = { PROVIDER_API_BASE_URL: url("provider-api", "http", "/api/v1") };
const typesense = { TYPESENSE_URL: of(({ integrations }) => integrations.typesenseUrl) };
const geolocation = { GEOLOCATION_PROVIDER: "google" };

const databasePassword = { DB_PASSWORD: { secret: "postgres-primary", key: "password" } } as const;
const cachePassword = { REDIS_PASSWORD: { secret: "redis-cache", key: "password" } } as const;

/** Word before the domain under which providers call provider-api. */
const providerSubdomain = "provider";

/** Address from which provider-api sends mail. */
const sender = ({ domain }: Environment): string => `no-reply@${domain}`;

/** What clients call: searches, bookings, prices. */
const api = {
  image: { own: true },
  ports: { http: ports.api },
  health,
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1, upTo: 2 },
    reduced: { cpu: 512, memory: 1024, count: 2, upTo: 5 },
    full: { cpu: 1024, memory: 2048, count: 3, upTo: 10 },
  },
  host: { subdomain: "api", loadBalancer: "public", priority: 100, port: "http", drainSeconds: 30 },
  settings: {
    ...common,
    ...postgres("primary"),
    ...reader,
    ...redis("app"),
    ...telemetry("api", "grpc"),
    ...server(ports.api),
    ...typesense,
    ...providers,
    ...allowedOrigins,
    ...geolocation,
    PROVIDER_INGEST_PROVIDER_ID: "file_price_list",
    PROVIDER_INGEST_INTERVAL_MINUTES: "60",
    WHATSAPP_PHONE_NUMBER_ID: of(({ integrations }) => integrations.whatsappPhoneNumberId),
    FRONTEND_URL: of(({ domain }) => `https://${domain}`),
  },
  secrets: {
    ...databasePassword,
    ...cachePassword,
    TYPESENSE_API_KEY: { secret: "typesense-api-key" },
    OPENAI_API_KEY: { secret: "openai-api-key" },
    GEOLOCATION_API_KEY: { secret: "geolocation-api-key" },
    CALENDLY_API_KEY: { secret: "calendly-api-key" },
    CALENDLY_WEBHOOK_SECRET: { secret: "calendly-webhook-secret" },
    WHATSAPP_ACCESS_TOKEN: { secret: "whatsapp-access-token" },
    JWT_SECRET: { secret: "jwt-secret" },
  },
  databases: ["primary", "reader"],
  stopTimeoutSeconds: 30,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** The same data as a graph. */
const graphql = {
  image: { own: true },
  ports: { http: ports.graphql },
  health,
  scale: api.scale,
  host: { subdomain: "graphql", loadBalancer: "public", priority: 200, port: "http", drainSeconds: 30 },
  settings: {
    ...common,
    ...postgres("primary"),
    ...reader,
    ...redis("app"),
    ...telemetry("graphql", "grpc"),
    ...server(ports.graphql),
    ...typesense,
    ...providers,
    ...allowedOrigins,
    ...geolocation,
  },
  secrets: {
    ...databasePassword,
    ...cachePassword,
    TYPESENSE_API_KEY: { secret: "typesense-api-key" },
    OPENAI_API_KEY: { secret: "openai-api-key" },
    GEOLOCATION_API_KEY: { secret: "geolocation-api-key" },
    JWT_SECRET: { secret: "jwt-secret" },
  },
  databases: ["primary", "reader"],
  stopTimeoutSeconds: 30,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** Streams of events that browsers keep open for minutes: its target leaves slowly, and it never runs on Spot. */
const sse = {
  image: { own: true },
  ports: { http: ports.sse },
  health,
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1, upTo: 2 },
    reduced: { cpu: 256, memory: 512, count: 1, upTo: 3 },
    full: { cpu: 512, memory: 1024, count: 2, upTo: 6 },
  },
  host: { subdomain: "sse", loadBalancer: "public", priority: 300, port: "http", drainSeconds: 300 },
  settings: { ...common, ...redis("app"), ...telemetry("sse", "grpc"), ...server(ports.sse), ...allowedOrigins },
  secrets: cachePassword,
  stopTimeoutSeconds: 120,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** What providers of health care and their payments call. */
const providerApi = {
  image: { own: true },
  ports: { http: ports["provider-api"] },
  health,
  scale: {
    minimal: { cpu: 1024, memory: 2048, count: 1, upTo: 2 },
    reduced: { cpu: 1024, memory: 2048, count: 1, upTo: 3 },
    full: { cpu: 1024, memory: 2048, count: 2, upTo: 6 },
  },
  host: { subdomain: providerSubdomain, loadBalancer: "public", priority: 400, port: "http", drainSeconds: 30 },
  settings: {
    ...common,
    ...redis("app"),
    ...telemetry("provider-api", "http"),
    ...allowedOrigins,
    PORT: String(ports["provider-api"]),
    BLNK_URL: url("blnk-api", "http"),
    PROVIDER_MONGO_DB: "provider_data",
    PROVIDER_MONGO_COLLECTION: "price_records",
    PROVIDER_LLM_API_ENDPOINT: of(({ integrations }) => integrations.providerLlmApiEndpoint),
    PRICE_LIST_CURRENCY: "NGN",
    PROVIDER_PUBLIC_BASE_URL: of(({ domain }) => `https://${providerSubdomain}.${domain}`),
    SES_FROM_ADDRESS: of(sender),
  },
  secrets: {
    ...cachePassword,
    PROVIDER_MONGO_URI: { secret: "provider-mongo-uri" },
    PROVIDER_LLM_API_KEY: { secret: "provider-llm-api-key" },
    FLUTTERWAVE_SECRET_KEY: { secret: "flutterwave-secret-key" },
    FLUTTERWAVE_WEBHOOK_SECRET: { secret: "flutterwave-webhook-secret" },
    WHATSAPP_ACCESS_TOKEN: { secret: "whatsapp-access-token" },
    PROVIDER_ADMIN_TOKEN: { secret: "provider-admin-token" },
  },
  mayDo: ({ environment, region, accountId }) => [
    {
      sid: "SendMail",
      actions: ["ses:SendEmail", "ses:SendRawEmail"],
      resources: [`arn:aws:ses:${region}:${accountId}:identity/${environment.domain}`],
      conditions: [{ test: "StringEquals", variable: "ses:FromAddress", values: [sender(environment)] }],
    },
  ],
  stopTimeoutSeconds: 30,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** Copies what changed in the database into the search index, every few hours. */
const reindexer = {
  image: { own: true },
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1 },
    reduced: { cpu: 256, memory: 512, count: 1 },
    full: { cpu: 512, memory: 1024, count: 1 },
  },
  settings: { ...common, ...postgres("bulkReader"), ...telemetry("reindexer", "grpc"), ...typesense, REINDEX_INTERVAL: "6h" },
  secrets: { ...databasePassword, TYPESENSE_API_KEY: { secret: "typesense-api-key" } },
  databases: ["bulkReader"],
  stopTimeoutSeconds: 120,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** OHI's own programs. */
export const ohi = { api, graphql, sse, "provider-api": providerApi, reindexer } as const;
