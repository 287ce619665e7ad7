import { platformContract } from "../../contract";
import type { Finding } from "../../finding";
import type { Element, StackModel } from "../../model";
import { environmentOf } from "../../requirement";
import { at, type Value } from "../../value";

/** Environments by how much what they hold is worth. */
const ladder = ["dev", "staging", "prod"];

/** What makes a store safer the more of it there is; `true` is more than `false`, and what is not set is nothing. */
const quantities: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["backup_retention_period", "deletion_protection", "multi_az", "allocated_storage", "lifecycle.prevent_destroy"],
  aws_elasticache_replication_group: [
    "num_cache_clusters",
    "automatic_failover_enabled",
    "multi_az_enabled",
    "snapshot_retention_limit",
    "lifecycle.prevent_destroy",
  ],
  aws_secretsmanager_secret: ["recovery_window_in_days", "lifecycle.prevent_destroy"],
  aws_cloudwatch_log_group: ["retention_in_days"],
  aws_kms_key: ["deletion_window_in_days", "lifecycle.prevent_destroy"],
  aws_backup_vault: ["lifecycle.prevent_destroy"],
  aws_backup_plan: ["rule.0.lifecycle.delete_after"],
  aws_ebs_volume: ["size", "lifecycle.prevent_destroy"],
  aws_efs_file_system: ["lifecycle.prevent_destroy"],
  aws_s3_bucket: ["lifecycle.prevent_destroy"],
  aws_lb: ["enable_deletion_protection"],
};

/** Kinds of store that an environment may have only if every one above it has them as well. */
const present = Object.keys(quantities);

/**
 * No environment keeps its data better than one above it: prod at least as well as staging, staging at least as well as dev. Stores are
 * the same one when they have the same address.
 */
export const safetyOrder = platformContract(
  "safety-order",
  "prod keeps its data at least as well as staging, and staging as dev",
  (stacks, reportOn) =>
    neighbours(stacks).flatMap(([lower, upper]) => {
      const report = reportOn(lower);
      return Object.entries(quantities).flatMap(([type, paths]) =>
        lower.ofType(type).flatMap((store): Finding[] => {
          const counterpart = upper.find(store.address);
          if (counterpart === undefined) {
            return present.includes(type) ? [report.violation(store, `no counterpart in ${upper.name}`, `one in ${upper.name} too`)] : [];
          }
          return paths.flatMap((path) => {
            const [less, more] = [quantityAt(store, path), quantityAt(counterpart, path)];
            if (less === undefined || more === undefined)
              return [
                report.unresolved(
                  store,
                  valueAt(less === undefined ? store : counterpart, path),
                  `${path} as a number or as true or false`,
                ),
              ];
            return less <= more
              ? []
              : [report.violation(store, `${path} ${less}, in ${upper.name} ${more}`, `no more than in ${upper.name}`)];
          });
        }),
      );
    }),
);

/** Each environment with the next one above it that there is. */
function neighbours(stacks: readonly StackModel[]): (readonly [StackModel, StackModel])[] {
  const ordered = ladder.flatMap((environment) => stacks.filter((stack) => environmentOf(stack) === environment));
  return ordered.flatMap((stack, index) => {
    const next = ordered[index + 1];
    return next === undefined ? [] : [[stack, next] as const];
  });
}

function valueAt({ values }: Element, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>(
      (value, word) => (Array.isArray(value) ? (value as readonly Value[])[Number(word)] : at(value, word)),
      values,
    );
}

function quantityAt(element: Element, path: string): number | undefined {
  const value = valueAt(element, path) ?? 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" ? value : undefined;
}
