import { type HealthCheckConfig, paginateListHealthChecks, type Route53Client } from "@aws-sdk/client-route-53";
import type { Things } from "./facts";

/** What is looked at of a check from outside. */
export interface HealthCheckFacts {
  readonly port: number | undefined;
  /** Whether the host is named when TLS begins. */
  readonly namesHost: boolean | undefined;
  readonly intervalSeconds: number | undefined;
  /** Answers that have to be wrong one after the other. */
  readonly failures: number | undefined;
  /** Where it is asked from, in order. */
  readonly regions: readonly string[];
}

/** What a check is called here. */
export function healthCheckName(address: string): string {
  return `health of ${address}`;
}

/** Reads the checks from outside back through AWS's own interface, by the addresses that are asked. */
export async function readHealthChecks(client: Route53Client): Promise<Things<HealthCheckFacts>> {
  const checks: Record<string, HealthCheckFacts> = {};
  for await (const { HealthChecks = [] } of paginateListHealthChecks({ client }, {})) {
    for (const { HealthCheckConfig } of HealthChecks) {
      const config: Partial<HealthCheckConfig> = HealthCheckConfig ?? {};
      const { Type = "?", FullyQualifiedDomainName = "?", ResourcePath = "" } = config;
      checks[healthCheckName(`${Type.toLowerCase()}://${FullyQualifiedDomainName}${ResourcePath}`)] = {
        port: config.Port,
        namesHost: config.EnableSNI,
        intervalSeconds: config.RequestInterval,
        failures: config.FailureThreshold,
        regions: (config.Regions ?? []).toSorted(),
      };
    }
  }
  return checks;
}
