import { type Calls, wholeNames } from "../../provider-calls";
import { allow, type SettledStatements } from "../statement";

interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

const tags = { Project: "open-health-initiative", Environment: "{environment}" };

/** What is touched is the environment's already. */
export const own = equal("aws:ResourceTag");

/** What is made becomes the environment's. */
export const asked = equal("aws:RequestTag");

/** What becomes the environment's was nobody's before. */
export const claimed: readonly Condition[] = [
  ...asked,
  ...Object.keys(tags).map((key) => ({ test: "Null", variable: `aws:ResourceTag/${key}`, values: ["true"] })),
];

/** Secrets that Terraform makes, each with what AWS puts behind its name. */
export const generatedSecrets = [
  "arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-postgres-primary-credentials-??????",
  "arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-postgres-blnk-credentials-??????",
  "arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-redis-cache-auth-??????",
  "arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-redis-blnk-auth-??????",
  "arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-clickhouse-credentials-??????",
];

/** What a statement of a delivery role lets it do, on what, and when. */
export function reach(calls: Calls, resources: readonly string[], conditions: readonly Condition[] = []): SettledStatements[string] {
  return [allow({ actions: wholeNames(calls), resources, conditions })];
}

function equal(variable: string): readonly Condition[] {
  return Object.entries(tags).map(([key, value]) => ({ test: "StringEquals", variable: `${variable}/${key}`, values: [value] }));
}
