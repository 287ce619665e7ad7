/** Section 6 of the requirement, written a second time: a change in the catalogue has to differ from something. */

type Sizes = readonly [dev: string, staging: string, prod: string];

interface Row {
  readonly ports: readonly number[];
  readonly health: string | undefined;
  /** CPU/memory ×count, and the ceiling behind an arrow where there is one. */
  readonly sizes: Sizes;
  readonly image: string;
  readonly settings: readonly string[];
  readonly secrets: readonly string[];
}

const common = ["ENVIRONMENT", "ENV", "LOG_LEVEL", "AWS_REGION"];
const postgres = ["DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_SSLMODE"];
const redis = ["REDIS_HOST", "REDIS_PORT", "REDIS_TLS", "REDIS_DB"];
const telemetry = ["OTEL_ENABLED", "OTEL_SERVICE_NAME", "OTEL_ENDPOINT"];
const server = ["SERVER_HOST", "SERVER_PORT"];
const blnk = [...common, ...postgres, ...redis, ...telemetry, "BLNK_PROJECT_NAME", "BLNK_SERVER_PORT"];
const clickhouse = ["CLICKHOUSE_USER"];
const small: Sizes = ["256/512 ×1", "256/512 ×1", "256/512 ×1"];

export const rows: Readonly<Record<string, Row>> = {
  api: {
    ports: [8080],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "512/1024 ×2 → 5", "1024/2048 ×3 → 10"],
    image: "own",
    settings: [
      ...[
        ...common,
        ...postgres,
        "DB_READ_HOST",
        ...redis,
        ...telemetry,
        ...server,
        "TYPESENSE_URL",
        "PROVIDER_API_BASE_URL",
        "ALLOWED_ORIGINS",
      ],
      ...[
        "GEOLOCATION_PROVIDER",
        "PROVIDER_INGEST_PROVIDER_ID",
        "PROVIDER_INGEST_INTERVAL_MINUTES",
        "WHATSAPP_PHONE_NUMBER_ID",
        "FRONTEND_URL",
      ],
    ],
    secrets: [
      ...["DB_PASSWORD", "REDIS_PASSWORD", "TYPESENSE_API_KEY", "OPENAI_API_KEY", "GEOLOCATION_API_KEY", "CALENDLY_API_KEY"],
      ...["CALENDLY_WEBHOOK_SECRET", "WHATSAPP_ACCESS_TOKEN", "JWT_SECRET"],
    ],
  },
  graphql: {
    ports: [8081],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "512/1024 ×2 → 5", "1024/2048 ×3 → 10"],
    image: "own",
    settings: [
      ...[
        ...common,
        ...postgres,
        "DB_READ_HOST",
        ...redis,
        ...telemetry,
        ...server,
        "TYPESENSE_URL",
        "PROVIDER_API_BASE_URL",
        "ALLOWED_ORIGINS",
      ],
      "GEOLOCATION_PROVIDER",
    ],
    secrets: ["DB_PASSWORD", "REDIS_PASSWORD", "TYPESENSE_API_KEY", "OPENAI_API_KEY", "GEOLOCATION_API_KEY", "JWT_SECRET"],
  },
  sse: {
    ports: [8082],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "256/512 ×1 → 3", "512/1024 ×2 → 6"],
    image: "own",
    settings: [...common, ...redis, ...telemetry, ...server, "ALLOWED_ORIGINS"],
    secrets: ["REDIS_PASSWORD"],
  },
  "provider-api": {
    ports: [3000],
    health: "/health",
    sizes: ["1024/2048 ×1 → 2", "1024/2048 ×1 → 3", "1024/2048 ×2 → 6"],
    image: "own",
    settings: [
      ...[...common, ...redis, ...telemetry, "ALLOWED_ORIGINS", "PORT", "BLNK_URL", "PROVIDER_MONGO_DB", "PROVIDER_MONGO_COLLECTION"],
      ...["PROVIDER_LLM_API_ENDPOINT", "PRICE_LIST_CURRENCY", "PROVIDER_PUBLIC_BASE_URL", "SES_FROM_ADDRESS"],
    ],
    secrets: [
      ...["REDIS_PASSWORD", "PROVIDER_MONGO_URI", "PROVIDER_LLM_API_KEY", "FLUTTERWAVE_SECRET_KEY", "FLUTTERWAVE_WEBHOOK_SECRET"],
      ...["WHATSAPP_ACCESS_TOKEN", "PROVIDER_ADMIN_TOKEN"],
    ],
  },
  reindexer: {
    ports: [],
    health: undefined,
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×1"],
    image: "own",
    settings: [...common, ...postgres, ...telemetry, "TYPESENSE_URL", "REINDEX_INTERVAL"],
    secrets: ["DB_PASSWORD", "TYPESENSE_API_KEY"],
  },
  "blnk-api": {
    ports: [5001],
    health: "/health",
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×2"],
    image: "own",
    settings: blnk,
    secrets: ["DB_PASSWORD", "REDIS_PASSWORD"],
  },
  "blnk-worker": {
    ports: [],
    health: undefined,
    sizes: small,
    image: "of blnk-api",
    settings: blnk,
    secrets: ["DB_PASSWORD", "REDIS_PASSWORD"],
  },
  "otel-collector": {
    ports: [4317, 4318, 13_133],
    health: "/",
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×2"],
    image: "signoz/signoz-otel-collector:0.88.11",
    settings: [
      ...common,
      ...clickhouse,
      "CLICKHOUSE_ADDRESS",
      "OTLP_GRPC_PORT",
      "OTLP_HTTP_PORT",
      "HEALTH_PORT",
      "COLLECTOR_CONFIGURATION",
    ],
    secrets: ["CLICKHOUSE_PASSWORD"],
  },
  "signoz-query": {
    ports: [8080],
    health: "/api/v1/health",
    sizes: ["256/512 ×1", "512/1024 ×1", "512/1024 ×1"],
    image: "signoz/query-service:0.39.0",
    settings: [...common, ...clickhouse, "ClickHouseUrl", "STORAGE", "TELEMETRY_ENABLED"],
    secrets: ["CLICKHOUSE_PASSWORD"],
  },
  "signoz-frontend": {
    ports: [3301],
    health: "/",
    sizes: small,
    image: "signoz/frontend:0.39.0",
    settings: [...common, "PORT", "FRONTEND_API_ENDPOINT", "NGINX_CONFIGURATION"],
    secrets: [],
  },
  zookeeper: {
    ports: [2181, 2888, 3888],
    health: "ruok",
    sizes: small,
    image: "zookeeper:3.8.4",
    settings: [
      ...[...common, "ZOO_MY_ID", "ZOO_SERVERS", "ZOO_4LW_COMMANDS_WHITELIST", "ZOO_ADMINSERVER_ENABLED", "ZOO_AUTOPURGE_PURGEINTERVAL"],
      ...["ZOO_DATA_DIR", "ZOO_DATA_LOG_DIR", "JVMFLAGS"],
    ],
    secrets: [],
  },
};

/** Values that the requirement fixes, as production has them. Those that only Terraform knows are left out. */
export const productionValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  api: {
    ENVIRONMENT: "prod",
    ENV: "production",
    LOG_LEVEL: "info",
    AWS_REGION: "eu-west-1",
    DB_PORT: "5432",
    DB_NAME: "ohealth",
    DB_USER: "ohiadmin",
    DB_SSLMODE: "require",
    REDIS_PORT: "6379",
    REDIS_TLS: "true",
    REDIS_DB: "0",
    OTEL_ENABLED: "true",
    OTEL_SERVICE_NAME: "ohi-api",
    OTEL_ENDPOINT: "otel-collector.ohi-prod.local:4317",
    SERVER_HOST: "0.0.0.0",
    SERVER_PORT: "8080",
    PROVIDER_API_BASE_URL: "http://provider-api.ohi-prod.local:3000/api/v1",
    ALLOWED_ORIGINS: "https://ohealth-ng.com,https://www.ohealth-ng.com",
    GEOLOCATION_PROVIDER: "google",
    PROVIDER_INGEST_PROVIDER_ID: "file_price_list",
    PROVIDER_INGEST_INTERVAL_MINUTES: "60",
    FRONTEND_URL: "https://ohealth-ng.com",
  },
  graphql: { SERVER_PORT: "8081", PROVIDER_API_BASE_URL: "http://provider-api.ohi-prod.local:3000/api/v1", GEOLOCATION_PROVIDER: "google" },
  sse: { SERVER_PORT: "8082", OTEL_ENDPOINT: "otel-collector.ohi-prod.local:4317" },
  "provider-api": {
    PORT: "3000",
    OTEL_ENDPOINT: "http://otel-collector.ohi-prod.local:4318",
    BLNK_URL: "http://blnk-api.ohi-prod.local:5001",
    PROVIDER_MONGO_DB: "provider_data",
    PROVIDER_MONGO_COLLECTION: "price_records",
    PRICE_LIST_CURRENCY: "NGN",
    PROVIDER_PUBLIC_BASE_URL: "https://provider.ohealth-ng.com",
    SES_FROM_ADDRESS: "no-reply@ohealth-ng.com",
  },
  reindexer: { REINDEX_INTERVAL: "6h", DB_USER: "ohiadmin" },
  "blnk-api": { BLNK_SERVER_PORT: "5001", DB_NAME: "blnk", DB_USER: "blnkadmin", OTEL_SERVICE_NAME: "ohi-blnk-api" },
  "signoz-query": { ClickHouseUrl: "tcp://clickhouse.ohi-prod.local:9000", STORAGE: "clickhouse" },
  "signoz-frontend": { FRONTEND_API_ENDPOINT: "http://signoz-query.ohi-prod.local:8080" },
  "otel-collector": { CLICKHOUSE_ADDRESS: "clickhouse.ohi-prod.local:9000", HEALTH_PORT: "13133" },
  zookeeper: {
    ZOO_MY_ID: "2",
    ZOO_SERVERS:
      "server.1=zookeeper-1.ohi-prod.local:2888:3888;2181 server.2=0.0.0.0:2888:3888;2181 server.3=zookeeper-3.ohi-prod.local:2888:3888;2181",
    ZOO_4LW_COMMANDS_WHITELIST: "ruok",
  },
};
