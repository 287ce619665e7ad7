/**
 * The table of services in section 6 of the requirement, written a second time: a change in the catalogue has to differ from something. What programs
 * are told stands in `__tests__/contracts/expected/programs`.
 */

type Sizes = readonly [dev: string, staging: string, prod: string];

interface Row {
  readonly ports: readonly number[];
  readonly health: string | undefined;
  /** CPU/memory ×count, and the ceiling behind an arrow where there is one. */
  readonly sizes: Sizes;
  readonly image: string;
}

const small: Sizes = ["256/512 ×1", "256/512 ×1", "256/512 ×1"];

export const rows: Readonly<Record<string, Row>> = {
  api: {
    ports: [8080],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "512/1024 ×2 → 5", "1024/2048 ×3 → 10"],
    image: "own",
  },
  graphql: {
    ports: [8081],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "512/1024 ×2 → 5", "1024/2048 ×3 → 10"],
    image: "own",
  },
  sse: {
    ports: [8082],
    health: "/health",
    sizes: ["256/512 ×1 → 2", "256/512 ×1 → 3", "512/1024 ×2 → 6"],
    image: "own",
  },
  "provider-api": {
    ports: [3000],
    health: "/health",
    sizes: ["1024/2048 ×1 → 2", "1024/2048 ×1 → 3", "1024/2048 ×2 → 6"],
    image: "own",
  },
  reindexer: {
    ports: [],
    health: undefined,
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×1"],
    image: "own",
  },
  "blnk-api": {
    ports: [5001],
    health: "/health",
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×2"],
    image: "own",
  },
  "blnk-worker": {
    ports: [],
    health: undefined,
    sizes: small,
    image: "of blnk-api",
  },
  "otel-collector": {
    ports: [4317, 4318, 13_133],
    health: "/",
    sizes: ["256/512 ×1", "256/512 ×1", "512/1024 ×2"],
    image: "signoz/signoz-otel-collector:0.88.11",
  },
  "signoz-query": {
    ports: [8080],
    health: "/api/v1/health",
    sizes: ["256/512 ×1", "512/1024 ×1", "512/1024 ×1"],
    image: "signoz/query-service:0.39.0",
  },
  "signoz-frontend": {
    ports: [3301],
    health: "/",
    sizes: small,
    image: "signoz/frontend:0.39.0",
  },
  zookeeper: {
    ports: [2181, 2888, 3888],
    health: "ruok",
    sizes: small,
    image: "zookeeper:3.8.4",
  },
};
