import { dev } from "./dev";
import { prod } from "./prod";
import type { Environment } from "./schema";
import { staging } from "./staging";

/** Every environment there is. A new one is a record of its own and its name here. */
export const environments: readonly Environment[] = [dev, staging, prod];
