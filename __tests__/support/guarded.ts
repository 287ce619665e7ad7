import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until a process group has its guard. The program that starts a command starts the guard right after it, so what the command writes first can be
 * there before its guard is, and a program that is killed just then leaves the command to itself.
 */
export async function untilGuarded(group: number): Promise<void> {
  for (let waited = 0; waited < 40_000; waited += 50) {
    if (execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).includes(`guard.sh ${group} `)) return;
    await sleep(50);
  }
  throw new Error(`nobody guards ${group}`);
}
