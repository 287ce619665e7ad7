import { regionOf } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { policyAt, type Statement } from "../../policy";
import { at, show, type Value } from "../../value";

/** How a store says with which key it is encrypted. */
interface StoreRule {
  /** AWS service that uses the key, as in `kms:ViaService`. */
  readonly service: string;
  /** Path of the key's ARN among the attributes. */
  readonly key: readonly string[];
  /** Path of what turns encryption on, for a store that has a switch besides the key. */
  readonly enabled?: readonly string[];
}

/** Everything that keeps data and takes a key. Log groups have a contract of their own, since a key admits each of them by its name. */
const stores: Readonly<Record<string, StoreRule>> = {
  aws_db_instance: { service: "rds", key: ["kms_key_id"], enabled: ["storage_encrypted"] },
  aws_elasticache_replication_group: { service: "elasticache", key: ["kms_key_id"], enabled: ["at_rest_encryption_enabled"] },
  aws_secretsmanager_secret: { service: "secretsmanager", key: ["kms_key_id"] },
  aws_backup_vault: { service: "backup", key: ["kms_key_arn"] },
  aws_sns_topic: { service: "sns", key: ["kms_master_key_id"] },
  aws_ebs_volume: { service: "ec2", key: ["kms_key_id"], enabled: ["encrypted"] },
  aws_efs_file_system: { service: "elasticfilesystem", key: ["kms_key_id"], enabled: ["encrypted"] },
};

/** What a service has to be allowed to store and read something. */
const uses = ["kms:Decrypt", "kms:GenerateDataKey"];

/** Services that keep using a key after the call that named it, and for this need a grant. */
const granted = new Set(["rds", "elasticache", "ec2", "elasticfilesystem", "backup"]);

/**
 * Services that want to be able to retire the grants that they have made.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
 */
const retiring = new Set(["backup"]);

/**
 * Every store is encrypted with a key of its stack, and the key's policy admits the store's service.
 *
 * A topic that ElastiCache publishes to, and nobody else, is the one exception: the service cannot use an encrypted one. It has to carry
 * nothing but what ElastiCache says of its own.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const storeEncryption = stackContract(
  "store-encryption",
  "every store is encrypted with a key of the stack that admits the store's service",
  (stack, report) => [
    ...Object.entries(stores).flatMap(([type, rule]) =>
      stack
        .ofType(type)
        .filter((store) => !hearsOnlyElastiCache(stack, store))
        .flatMap((store) => findingsOf(stack, store, rule, report)),
    ),
    ...performanceInsights(stack, report),
    ...transit(stack, report),
  ],
);

function findingsOf(stack: StackModel, store: Element, rule: StoreRule, report: Reporter): Finding[] {
  const enabled = rule.enabled === undefined ? true : at(store.values, ...rule.enabled);
  const off =
    enabled === true || enabled === "true"
      ? []
      : [report.violation(store, `${rule.enabled?.join(".") ?? ""} ${show(enabled)}`, "encryption at rest")];
  const [ownKey, place] = [at(store.values, ...rule.key), rule.key.join(".")];
  if (ownKey === undefined && isReplica(store)) return [...off, ...sourceOf(stack, store, report)];
  return [...off, ...keyFindings(stack, store, { value: ownKey, place, service: rule.service }, report)];
}

/** A replica in its source's region is encrypted with its source's key, and takes none of its own. */
function sourceOf(stack: StackModel, replica: Element, report: Reporter): Finding[] {
  const source = stack.referent(replica.values["replicate_source_db"], "aws_db_instance", "identifier");
  return source === undefined
    ? [
        report.unresolved(
          replica,
          replica.values["replicate_source_db"],
          "the identifier of an instance of this stack, whose key it shares",
        ),
      ]
    : [];
}

function keyFindings(
  stack: StackModel,
  store: Element,
  { value, place, service }: { readonly value: Value | undefined; readonly place: string; readonly service: string },
  report: Reporter,
): Finding[] {
  const key = stack.referent(value, "aws_kms_key", "arn");
  if (key === undefined) return [report.unresolved(store, value, `${place}: the ARN of a KMS key of this stack`)];
  if (regionOf(key) !== regionOf(store))
    return [report.violation(store, `${key.address} in ${regionOf(key)}`, "a key in the store's region")];

  const via = `${service}.${regionOf(store)}.amazonaws.com`;
  const admitting = (policyAt(stack, key, "policy")?.statements ?? []).filter((statement) => admits(statement, via));
  const allowed = new Set(admitting.flatMap(({ actions }) => actions));
  const wanted = [...uses, ...(granted.has(service) ? ["kms:CreateGrant"] : []), ...(retiring.has(service) ? ["kms:RetireGrant"] : [])];
  const missing = wanted.filter((action) => !allowed.has(action));
  return missing.length === 0
    ? []
    : [report.violation(store, `${key.address} does not let ${via} ${missing.join(", ")}`, wanted.join(", "))];
}

function admits({ effect, conditions }: Statement, via: string): boolean {
  return effect === "Allow" && conditions.some(({ variable, values }) => variable === "kms:ViaService" && values.includes(via));
}

/** What a database tells of its queries is encrypted with the same kind of key. */
function performanceInsights(stack: StackModel, report: Reporter): Finding[] {
  return stack.ofType("aws_db_instance").flatMap((database) => {
    const place = "performance_insights_kms_key_id";
    return keyFindings(stack, database, { value: database.values[place], place, service: "rds" }, report);
  });
}

/** Caches speak TLS and nothing else; databases are told so by their parameters. */
function transit(stack: StackModel, report: Reporter): Finding[] {
  return stack.ofType("aws_elasticache_replication_group").flatMap((cache) => {
    const { transit_encryption_enabled: enabled, transit_encryption_mode: mode } = cache.values;
    return enabled === true && mode === "required"
      ? []
      : [report.violation(cache, `transit_encryption_enabled ${show(enabled)}, mode ${show(mode)}`, "true, required")];
  });
}

function isReplica({ type, values }: Element): boolean {
  return type === "aws_db_instance" && values["replicate_source_db"] !== undefined;
}

/** Whether a topic is named by caches, and by nothing else but its own policy and outputs. */
function hearsOnlyElastiCache(stack: StackModel, topic: Element): boolean {
  if (topic.type !== "aws_sns_topic" || topic.values["kms_master_key_id"] !== undefined) return false;
  const users = stack.mentions.filter(({ reference }) => reference.address === topic.address).map(({ from }) => from.address);
  const caches = stack.ofType("aws_elasticache_replication_group").filter((cache) => users.includes(cache.address));
  const others = users.filter(
    (user) => !/^(aws_elasticache_replication_group|aws_sns_topic_policy|data\.aws_iam_policy_document|output)\./.test(user),
  );
  return caches.length > 0 && others.length === 0;
}
