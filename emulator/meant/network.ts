import { block24 } from "../../environments/cidr";
import { platform } from "../../environments/platform";
import { type Environment, tierOffsets } from "../../environments/schema";
import { connections } from "../../stacks/workload/connections";
import type { Group } from "../../stacks/workload/groups";
import type { End } from "../../constructs/security/connection";
import type { Flow, Network } from "../read-back/network";

/** What the settings and the connection matrix say of an environment's network. */
export function networkOf(environment: Environment, prefix: string): Network {
  const { cidr, zones, mongoAtlasCidrs } = environment.network;

  const subnets = Object.entries(tierOffsets).flatMap(([tier, offset]) =>
    zones.map((zone, index) => ({ name: `${prefix}-${tier}-subnet-${zone.slice(-1)}`, cidr: block24(cidr, offset + index), zone })),
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
