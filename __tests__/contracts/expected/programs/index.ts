import type { ProgramContract } from "../../../../review/contracts/services/program-contract";
import { blnk } from "./blnk";
import type { ProgramFacts } from "./facts";
import { observability } from "./observability";
import { ohi } from "./ohi";

/**
 * All that every program is told, by the name of its container: section 6 of the requirement. It was written from the requirement and not from
 * what the program had made; beside a value about which the requirement is silent stands that it is.
 */
export function programsOf(facts: ProgramFacts): Readonly<Record<string, ProgramContract>> {
  return { ...ohi(facts), ...blnk(facts), ...observability(facts) };
}
