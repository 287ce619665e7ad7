import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";

/** Production is the environment that lives at the base domain itself. */
export function isProduction({ domain }: Pick<Environment, "domain">): boolean {
  return domain === platform.baseDomain;
}

/** Word before production's domain under which the site has a second name. */
export const siteLabel = "www";

/** Names under which people open the site: the domain, and in production `www` before it. */
export function siteNames(environment: Pick<Environment, "domain">): string[] {
  return [environment.domain, ...(isProduction(environment) ? [`${siteLabel}.${environment.domain}`] : [])];
}
