import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import { subnetBlock, tiers } from "../../environments/subnets";
import { connections } from "../../stacks/workload/connections";
import type { Group } from "../../stacks/workload/groups";
import type { End } from "../../constructs/security/connection";
import type { Flow, Network } from "../read-back/network";

/** What the settings and the connection matrix say of an environment's network. */
export function networkOf(environment: Environment, prefix: string): Network {
  const { cidr, zones, mongoAtlasCidrs } = environment.network;

  const subnets = tiers.flatMap((tier) =>
    zones.map((zone) => ({ name: `${prefix}-${tier}-subnet-${zone.slice(-1)}`, cidr: subnetBlock(cidr, tier, zone), zone })),
  );
  const s3PrefixListId = `com.amazonaws.${platform.region}.s3`;
  const flows = connections({ vpcCidr: cidr, mongoAtlasCidrs, s3PrefixListId }).flatMap(({ from, to, ports }) =>
    ports.map((port): Flow => ({ from: nameOfEnd(prefix, from), to: nameOfEnd(prefix, to), port })),
  );
  return { vpcCidr: cidr, subnets, flows };
}

function nameOfEnd(prefix: string, end: End<Group>): string {
  if (typeof end === "string") return `${prefix}-${end}-sg`;
  return "cidr" in end ? end.cidr : end.prefixListId;
}
