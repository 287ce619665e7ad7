import { count } from "../report";
import type { Danger } from "./dangers";
import type { PlannedChange } from "./plan";

/** A plan's dangers as a person wants to read them: the worst on the first line, then all that is lost, then what another apply brings back. */
export function describePlan(dangers: readonly Danger[], changes: readonly PlannedChange[]): string {
  const lost = dangers.filter(isLoss);
  const others = dangers.filter((danger) => !isLoss(danger));
  const [worst] = lost;
  const first =
    worst === undefined
      ? `No data is lost: the plan neither replaces nor deletes anything that holds some (${count(changes.filter(({ actions }) => !actions.includes("no-op") && !actions.includes("read")).length, "change")}).`
      : `DATA LOSS: the plan ${worst.verb} ${worst.change.address}, because ${worst.because}. Lost: ${worst.lost ?? ""}.`;
  return [
    first,
    ...(lost.length > 1
      ? ["", `${count(lost.length, "resource")} that ${lost.length === 1 ? "holds" : "hold"} data:`, ...lost.map(describe)]
      : []),
    ...(others.length > 0 ? ["", `${count(others.length, "other deletion")}:`, ...others.map(describe)] : []),
    "",
  ].join("\n");
}

/** Whether something goes that no apply brings back. */
export function isLoss({ lost, verb }: Danger): boolean {
  // What is forgotten stays in AWS; Terraform only does not look after it any more.
  return lost !== undefined && verb !== "forgets";
}

function describe({ change, verb, lost, because }: Danger): string {
  return [
    `  ${verb} ${change.address}`,
    `    because: ${because}`,
    ...(lost === undefined ? [] : [`    ${verb === "forgets" ? "left alone in AWS" : "lost"}: ${lost}`]),
  ].join("\n");
}
