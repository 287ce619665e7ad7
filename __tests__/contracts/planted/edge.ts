import { edgeBucketBugs } from "./edge-buckets";
import { edgeNameBugs } from "./edge-names";
import { edgeSiteBugs } from "./edge-site";
import type { PlantedBug } from "./planted-bug";

/** Mistakes in what the world reaches: names, load balancers, the site and its files. */
export const edgeBugs: readonly PlantedBug[] = [...edgeNameBugs, ...edgeSiteBugs, ...edgeBucketBugs];
