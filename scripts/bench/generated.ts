import { platform } from "../../environments/platform";
import { prod } from "../../environments/prod";
import type { Environment } from "../../environments/schema";

/**
 * Any number of environments, 1 to 256, each as large as production, with a name, a domain and a range of its own.
 *
 * Production has everything, so what grows with something has it to grow with.
 */
export function generated(count: number): Environment[] {
  return Array.from({ length: count }, (_, index): Environment => {
    const name = `gen${letter(Math.floor(index / 26))}${letter(index % 26)}`;
    return {
      ...prod,
      name,
      domain: `${name}.${platform.baseDomain}`,
      network: { ...prod.network, cidr: `10.${index}.0.0/16` },
      dns: { ...prod.dns, delegations: [] },
    };
  });
}

function letter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}
