import { dataOf } from "../data";
import type { ExpectedEnvironment } from "../environments";

/** What programs are told of an environment: section 2 of the requirement, and what an environment's record adds. */
export interface ProgramFacts {
  readonly name: string;
  readonly domain: string;
  readonly production: boolean;
  readonly readReplicas: number;
  readonly zookeeperNodes: number;
  /** The requirement says that it is a setting, and another one in production; the addresses themselves stand in the records alone. */
  readonly typesenseUrl: string;
  /** The requirement names the variables and no values. Nobody has said yet which number it is. */
  readonly whatsappPhoneNumberId: string;
  readonly providerLlmApiEndpoint: string;
}

const integrations = {
  whatsappPhoneNumberId: "000000000000000",
  providerLlmApiEndpoint: "https://api.openai.com/v1/chat/completions",
} as const;

const nonProduction = {
  ...integrations,
  production: false,
  zookeeperNodes: 1,
  typesenseUrl: "https://ohi-nonprod.a1.typesense.net",
} as const;

const facts: Readonly<Record<ExpectedEnvironment["name"], Omit<ProgramFacts, "name" | "readReplicas">>> = {
  dev: { ...nonProduction, domain: "dev.ohealth-ng.com" },
  staging: { ...nonProduction, domain: "staging.ohealth-ng.com" },
  prod: {
    ...integrations,
    production: true,
    domain: "ohealth-ng.com",
    zookeeperNodes: 3,
    typesenseUrl: "https://ohi-prod.a1.typesense.net",
  },
};

/** One of the environments. */
export function factsOf({ name }: ExpectedEnvironment): ProgramFacts {
  return { ...facts[name], name, readReplicas: dataOf[name].readReplicas };
}
