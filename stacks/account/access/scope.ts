import type { Condition } from "../../../constructs/security/policy-document";

/** Whose resources a delivery role may read or change. */
export interface DeliveryScope {
  /** Beginning of the environment's names: `ohi-dev`. */
  readonly prefix: string;
  /** Domain of the environment. */
  readonly domain: string;
  readonly region: string;
  /** Region of CloudFront's certificate, web ACL and logs. */
  readonly edgeRegion: string;
  readonly accountId: string;
  /** Tags by which a resource belongs to the environment, where an ARN tells no name. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The resource carries the environment's tags already. */
export function tagged({ tags }: DeliveryScope): Condition[] {
  return equals("aws:ResourceTag", tags);
}

/** The request gives the resource the environment's tags. */
export function tagging({ tags }: DeliveryScope): Condition[] {
  return equals("aws:RequestTag", tags);
}

/**
 * The request gives the environment's tags to something that has none of their kind, such as what is just being made.
 *
 * Whoever could overwrite the tags of another environment, or of another project in the account, could change anything of theirs.
 */
export function claiming(scope: DeliveryScope): Condition[] {
  const untagged = Object.keys(scope.tags).map((key) => ({ test: "Null", variable: `aws:ResourceTag/${key}`, values: ["true"] }));
  return [...tagging(scope), ...untagged];
}

/** ARN of something of the account in the home region, from the service on. */
export function here({ region, accountId }: DeliveryScope, service: string, ...resources: readonly string[]): string[] {
  return resources.map((resource) => `arn:aws:${service}:${region}:${accountId}:${resource}`);
}

/** The same in the region of CloudFront's certificate. */
export function atEdge({ edgeRegion, accountId }: DeliveryScope, service: string, ...resources: readonly string[]): string[] {
  return resources.map((resource) => `arn:aws:${service}:${edgeRegion}:${accountId}:${resource}`);
}

/** The same for a service that knows no region. */
export function anywhere({ accountId }: DeliveryScope, service: string, ...resources: readonly string[]): string[] {
  return resources.map((resource) => `arn:aws:${service}::${accountId}:${resource}`);
}

function equals(variable: string, tags: Readonly<Record<string, string>>): Condition[] {
  return Object.entries(tags).map(([key, value]) => ({ test: "StringEquals", variable: `${variable}/${key}`, values: [value] }));
}
