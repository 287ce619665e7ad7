/** A secret of an environment. */
export interface SecretEntry {
  /** Words of its name behind the environment's prefix. Default: its key. */
  readonly name?: string;
  /** Where the value comes from: Terraform makes the first one and a rotation the others, or people set it. */
  readonly origin: "generated" | "external";
  /** What the value is. */
  readonly description: string;
}

/** Every secret of an environment. An entry makes the secret, its policy, and the grant by which a service reads it. */
export const secrets = {
  "postgres-primary": generated("postgres-primary-credentials", "Application database"),
  "postgres-blnk": generated("postgres-blnk-credentials", "Ledger database"),
  "redis-cache": generated("redis-cache-auth", "Application cache"),
  "redis-blnk": generated("redis-blnk-auth", "Ledger cache and queue"),
  clickhouse: generated("clickhouse-credentials", "Telemetry database"),
  "typesense-api-key": external("Key by which programs search and index in Typesense"),
  "openai-api-key": external("Key of OpenAI"),
  "geolocation-api-key": external("Key of Google's geocoding"),
  "calendly-api-key": external("Token by which appointments are made in Calendly"),
  "calendly-webhook-secret": external("Signs what Calendly reports"),
  "whatsapp-access-token": external("Token by which messages are sent by WhatsApp"),
  "flutterwave-secret-key": external("Key by which payments are made with Flutterwave"),
  "flutterwave-webhook-secret": external("Signs what Flutterwave reports"),
  "provider-mongo-uri": external("Address of MongoDB Atlas with user and password"),
  "provider-llm-api-key": external("Key of the model that reads prices out of texts"),
  "provider-admin-token": external("Token by which people administer provider-api"),
  "jwt-secret": external("Signs the sessions of users"),
} as const satisfies Readonly<Record<string, SecretEntry>>;

/** Names of the secrets whose first value Terraform makes, behind the environment's prefix. */
export const generatedSecretNames: readonly string[] = Object.values(secrets).flatMap((entry) =>
  entry.origin === "generated" ? [entry.name] : [],
);

/** Key of a secret. */
export type SecretKey = keyof typeof secrets;

/** Key of a secret whose value Terraform makes. */
export type GeneratedSecretKey = { [Key in SecretKey]: (typeof secrets)[Key]["origin"] extends "generated" ? Key : never }[SecretKey];

function generated<const Name extends string>(name: Name, description: string): { name: Name; origin: "generated"; description: string } {
  return { name, origin: "generated", description };
}

function external(description: string): { origin: "external"; description: string } {
  return { origin: "external", description };
}
