/** Section 2 of the requirement, as far as the foundation reads it. */
export interface ExpectedEnvironment {
  readonly name: "dev" | "staging" | "prod";
  /** Name of its stack, and beginning of all its names. */
  readonly stack: string;
  /** First two numbers of all its addresses. */
  readonly net: string;
  readonly logRetentionDays: number;
  /** Whether Terraform refuses to destroy what holds data. */
  readonly preventDestroy: boolean;
}

export const environments: readonly ExpectedEnvironment[] = [
  { name: "dev", stack: "ohi-dev", net: "10.0", logRetentionDays: 7, preventDestroy: false },
  { name: "staging", stack: "ohi-staging", net: "10.1", logRetentionDays: 30, preventDestroy: false },
  { name: "prod", stack: "ohi-prod", net: "10.2", logRetentionDays: 365, preventDestroy: true },
];

/** One of them. */
export function expectedOf(name: ExpectedEnvironment["name"]): ExpectedEnvironment {
  const found = environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name} is expected`);
  return found;
}

/** Their names, in the order of the alphabet, as the account's stack has them. */
export const environmentNames: readonly string[] = environments.map(({ name }) => name).toSorted();
