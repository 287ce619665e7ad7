import { rows } from "../../stacks/workload/expected";
import type { ExpectedEnvironment } from "./environments";

/** Services that may be interrupted. */
export function spotOf({ name }: ExpectedEnvironment): string[] {
  return name === "prod" ? ["reindexer", "blnk-worker"] : Object.keys(rows).filter((key) => key !== "sse");
}
