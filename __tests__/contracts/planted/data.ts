import { expectingContracts } from "../../../review/contracts";
import type { Finding } from "../../../review/finding";
import type { StackModel } from "../../../review/model";
import { backupRetentionOf, dataSafetyOf, secretCatalogue, unrotated } from "../expected/data";
import type { ExpectedEnvironment } from "../expected/environments";
import { backupBugs } from "./data-backup";
import { secretBugs } from "./data-secrets";
import { settingBugs } from "./data-settings";
import { storeBugs } from "./data-stores";
import type { PlantedBug } from "./planted-bug";

/** Mistakes in databases, caches, secrets and copies. */
export const dataBugs: readonly PlantedBug[] = [...storeBugs, ...settingBugs, ...secretBugs, ...backupBugs];

/** What the contracts say of a stack that have to be told the requirement, by their names. */
export function dataChecks(environment: ExpectedEnvironment): [string, (stack: StackModel) => Finding[]][] {
  const { dataSafety, secretClosure, rotation, backupSelection } = expectingContracts;
  return [
    [dataSafety.name, (stack) => dataSafety.check(stack, dataSafetyOf(environment))],
    [secretClosure.name, (stack) => secretClosure.check(stack, secretCatalogue)],
    [rotation.name, (stack) => rotation.check(stack, unrotated)],
    [backupSelection.name, (stack) => backupSelection.check(stack, backupRetentionOf(environment))],
  ];
}
