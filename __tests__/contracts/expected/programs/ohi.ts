import type { ProgramContract } from "../../../../review/contracts/services/program-contract";
import type { ProgramFacts } from "./facts";
import { allowedOrigins, application, asked, common, external, password, primary, readersOf, redis, server, telemetry } from "./settings";

const databasePassword = { DB_PASSWORD: password("postgres-primary-credentials") };
const cachePassword = { REDIS_PASSWORD: password("redis-cache-auth") };

/** OHI's own programs, and the migrations of their database: the rows of section 6. Their images start them. */
export function ohi(facts: ProgramFacts): Readonly<Record<string, ProgramContract>> {
  const { name, domain, typesenseUrl } = facts;
  const readers = readersOf(facts);
  const typesense = { TYPESENSE_URL: typesenseUrl };
  const providers = { PROVIDER_API_BASE_URL: `http://provider-api.ohi-${name}.local:3000/api/v1` };
  const geolocation = { GEOLOCATION_PROVIDER: "google" };
  const searching = {
    ...common(facts),
    ...application(primary),
    DB_READ_HOST: `{${readers.first}.address}`,
    ...redis("app-cache"),
    ...typesense,
    ...providers,
    ...allowedOrigins(facts),
    ...geolocation,
  };
  return {
    api: {
      service: "api",
      settings: {
        ...searching,
        ...telemetry(facts, "api"),
        ...server(8080),
        PROVIDER_INGEST_PROVIDER_ID: "file_price_list",
        PROVIDER_INGEST_INTERVAL_MINUTES: "60",
        WHATSAPP_PHONE_NUMBER_ID: facts.whatsappPhoneNumberId,
        FRONTEND_URL: `https://${domain}`, // the variable alone; section 8 has the site there
      },
      secrets: {
        ...databasePassword,
        ...cachePassword,
        ...external("TYPESENSE_API_KEY", "OPENAI_API_KEY", "GEOLOCATION_API_KEY", "CALENDLY_API_KEY", "CALENDLY_WEBHOOK_SECRET"),
        ...external("WHATSAPP_ACCESS_TOKEN", "JWT_SECRET"),
      },
      health: asked(8080, "/health"),
    },
    graphql: {
      service: "graphql",
      settings: { ...searching, ...telemetry(facts, "graphql"), ...server(8081) },
      secrets: {
        ...databasePassword,
        ...cachePassword,
        ...external("TYPESENSE_API_KEY", "OPENAI_API_KEY", "GEOLOCATION_API_KEY", "JWT_SECRET"),
      },
      health: asked(8081, "/health"),
    },
    sse: {
      service: "sse",
      settings: { ...common(facts), ...redis("app-cache"), ...telemetry(facts, "sse"), ...server(8082), ...allowedOrigins(facts) },
      secrets: cachePassword,
      health: asked(8082, "/health"),
    },
    "provider-api": {
      service: "provider-api",
      settings: {
        ...common(facts),
        ...redis("app-cache"),
        ...telemetry(facts, "provider-api"),
        ...allowedOrigins(facts),
        PORT: "3000",
        BLNK_URL: `http://blnk-api.ohi-${name}.local:5001`,
        PROVIDER_MONGO_DB: "provider_data",
        PROVIDER_MONGO_COLLECTION: "price_records",
        PROVIDER_LLM_API_ENDPOINT: facts.providerLlmApiEndpoint,
        PRICE_LIST_CURRENCY: "NGN",
        PROVIDER_PUBLIC_BASE_URL: `https://provider.${domain}`, // the variable alone; section 7 has the host
        SES_FROM_ADDRESS: `no-reply@${domain}`, // the variable alone; it has to be of the domain from which its role may send
      },
      secrets: {
        ...cachePassword,
        ...external("PROVIDER_MONGO_URI", "PROVIDER_LLM_API_KEY", "FLUTTERWAVE_SECRET_KEY", "FLUTTERWAVE_WEBHOOK_SECRET"),
        ...external("WHATSAPP_ACCESS_TOKEN", "PROVIDER_ADMIN_TOKEN"),
      },
      health: asked(3000, "/health"),
    },
    reindexer: {
      service: "reindexer",
      settings: {
        ...common(facts),
        ...application(readers.last),
        ...telemetry(facts, "reindexer"),
        ...typesense,
        REINDEX_INTERVAL: "6h",
      },
      secrets: { ...databasePassword, ...external("TYPESENSE_API_KEY") },
    },
    // Section 4 has a group of migrations that reaches the database, and section 6 none of their settings: what a program with Postgres reads.
    "api-migrations": {
      service: "migrations",
      settings: { ...common(facts), ...application(primary) },
      secrets: databasePassword,
      entryPoint: ["migrate", "up"], // ours to say: the image of api has the program beside its own
    },
  };
}
