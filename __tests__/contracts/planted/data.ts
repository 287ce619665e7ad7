import { backupBugs } from "./data-backup";
import { logBugs } from "./data-logs";
import { secretBugs } from "./data-secrets";
import { settingBugs } from "./data-settings";
import { storeBugs } from "./data-stores";
import type { PlantedBug } from "./planted-bug";

/** Mistakes in databases, caches, secrets and copies. */
export const dataBugs: readonly PlantedBug[] = [...storeBugs, ...settingBugs, ...secretBugs, ...backupBugs, ...logBugs];
