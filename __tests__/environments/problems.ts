import { checkEnvironments } from "../../environments/registry";

/** What is wrong with a list of records, a line for each problem. */
export function problems(...records: unknown[]): string[] {
  try {
    checkEnvironments(records);
    return [];
  } catch (error) {
    return (error as Error).message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}
