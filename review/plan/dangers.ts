import { lossOf } from "./stateful";
import type { PlannedChange } from "./plan";

/** A resource that a plan takes away, whether or not it makes another one in its place. */
export interface Danger {
  readonly change: PlannedChange;
  readonly verb: "deletes" | "replaces" | "forgets";
  /** How bad it is; zero when another apply brings back all of it. */
  readonly rank: number;
  /** What is lost; nothing when another apply brings back all of it. */
  readonly lost: string | undefined;
  /** Why Terraform does it. */
  readonly because: string;
}

/** Terraform's reasons in plain words. @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const reasons: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "it is not in the configuration any more: deleted, or renamed without a moved block",
  delete_because_no_module: "its module is not in the configuration any more",
  delete_because_wrong_repetition: "it has got, or lost, count or for_each",
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is not in for_each any more",
  delete_because_no_move_target: "a moved block leads to what is not in the configuration",
  replace_because_tainted: "its creation failed, so it is tainted",
  replace_by_request: "it was asked for by -replace",
  replace_by_triggers: "something that its replace_triggered_by names is replaced",
};

/** What a plan takes away, the worst first; of equally bad things the deleted before the replaced, then by address. */
export function dangersOf(changes: readonly PlannedChange[]): Danger[] {
  return changes
    .flatMap(dangerOf)
    .toSorted(
      (one, other) =>
        other.rank - one.rank || one.verb.localeCompare(other.verb, "en") || (one.change.address < other.change.address ? -1 : 1),
    );
}

function dangerOf(change: PlannedChange): Danger[] {
  const verb = verbOf(change);
  if (verb === undefined) return [];
  const loss = lossOf(change.type);
  return [{ change, verb, rank: loss?.rank ?? 0, lost: loss?.lost, because: because(change) }];
}

function verbOf({ actions }: PlannedChange): Danger["verb"] | undefined {
  if (actions.includes("forget")) return "forgets";
  if (!actions.includes("delete")) return undefined;
  return actions.includes("create") ? "replaces" : "deletes";
}

function because({ reason, replacePaths }: PlannedChange): string {
  if (replacePaths.length > 0) return `${replacePaths.join(", ")} cannot be changed in place`;
  return reason === undefined ? "Terraform gives no reason" : (reasons[reason] ?? reason.replaceAll("_", " "));
}
