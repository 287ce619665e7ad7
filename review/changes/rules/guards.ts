import type { Change } from "../change";
import type { Comparison } from "../comparison";
import { encryptionGuards } from "../guards/encryption";
import { exposureGuards } from "../guards/exposure";
import { lostGuards } from "../guards/guard";
import { protectionGuards } from "../guards/protection";
import { lostWatchers } from "../guards/watchers";

const all = [...exposureGuards, ...encryptionGuards, ...protectionGuards];

/** What is exposed, not encrypted, or protected less than before. */
export function guards(comparison: Comparison): Change[] {
  return [...lostGuards(comparison, all), ...lostWatchers(comparison)];
}
