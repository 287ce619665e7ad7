import type { TerraformEvent } from "./events";

/**
 * How far an apply is: resources done of all that the plan changes, and what keeps it waiting.
 *
 * A replaced resource counts twice, once for each of its halves, as it does in Terraform's own summary.
 */
export class Progress {
  private done = 0;
  private readonly running = new Map<string, number>();

  /** @param total changes that the plan announced */
  constructor(private readonly total: number) {}

  /** Takes an event in and says where things stand now. */
  public after(event: TerraformEvent): string {
    if (event.kind === "started") this.running.set(event.address, 0);
    if (event.kind === "running") this.running.set(event.address, event.seconds);
    if (event.kind === "finished" || event.kind === "failed") this.running.delete(event.address);
    // A data source read during the apply is none of the plan's changes.
    if (event.kind === "finished" && event.action !== "read") this.done += 1;
    return this.toString();
  }

  public toString(): string {
    const slowest = [...this.running].sort(([, left], [, right]) => right - left)[0];
    const waiting = slowest === undefined ? "" : `, ${slowest[0]}${slowest[1] > 0 ? ` ${Math.round(slowest[1])} s` : ""}`;
    return `${this.done}/${this.total}${waiting}`;
  }
}
