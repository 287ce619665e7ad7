import { AccountDefaults } from "../../constructs/operations/account-defaults";
import { ThreatDetection } from "../../constructs/operations/threat-detection";
import type { AccountStack } from "../account-stack";

/** What holds and watches over everything in the account, whoever makes it. */
export function addGuards(stack: AccountStack): void {
  new AccountDefaults(stack, "defaults");
  new ThreatDetection(stack, "threat-detection");
}
