import { block24, type Cidr } from "./cidr";
import { platform } from "./platform";

/** Zones in which an environment may be. The place of a zone in this list is that of its blocks: it stays when another zone goes. */
export const zones = ["a", "b", "c"].map((letter) => `${platform.region}${letter}`);

/** Tiers of subnets, with the place of each tier's first /24 in the VPC's range. */
const tierOffsets = { public: 0, private: 10, database: 20 } as const;

/** A tier of subnets. */
export type Tier = keyof typeof tierOffsets;

/** Every tier. */
export const tiers = Object.keys(tierOffsets) as Tier[]; // the keys of a constant are those of its type

/** Number of the /24 block that the last subnet may have, counted from 0. */
export const lastBlock = Math.max(...Object.values(tierOffsets)) + zones.length - 1;

/**
 * The block of a tier's subnet in a zone: `10.0.11.0/24` for the private tier of `10.0.0.0/16` in `eu-west-1b`.
 *
 * @throws RangeError when the range is too small, or the zone is none of ours.
 */
export function subnetBlock(vpc: Cidr, tier: Tier, zone: string): Cidr {
  const place = zones.indexOf(zone);
  if (place < 0) throw new RangeError(`${zone} is none of ${zones.join(", ")}`);
  return block24(vpc, tierOffsets[tier] + place);
}
