import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { at, listOf, show, textAt, type Value } from "../../value";
import { accountContract } from "./account-contract";
import { unlike } from "./unlike";

/** Days for which a state that was written over has to be there at least. */
const leastDays = 90;

/**
 * The bucket of all states is in the account's stack, can be destroyed by no plan, keeps what was written over and encrypts with a key that
 * cannot be destroyed either. That it is private and takes TLS only is promised of every bucket.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export const stateBucket = accountContract(
  "state-bucket",
  "the bucket that every stack keeps its state in is versioned, encrypted with a key of its own, and indestructible",
  (account, report, environments) => {
    const name = account.backends[0]?.values["bucket"];
    const elsewhere = environments.filter(({ backends }) => backends[0]?.values["bucket"] !== name);
    const found = account.ofType("aws_s3_bucket").filter(({ values }) => values["bucket"] === name);
    return [
      ...elsewhere.map((stack) =>
        report.violation("backend.s3", `${stack.name} keeps its state in ${show(stack.backends[0]?.values["bucket"])}`, show(name)),
      ),
      ...(found.length === 1 ? [] : [report.violation("aws_s3_bucket", `${found.length} buckets ${show(name)}`, "one")]),
      ...found.flatMap((bucket) => bucketFindings(account, bucket, report)),
    ];
  },
);

function bucketFindings(account: StackModel, bucket: Element, report: Reporter): Finding[] {
  const part = (type: string): Element | undefined =>
    account.ofType(type).find(({ values }) => account.referent(values["bucket"], "aws_s3_bucket", "id") === bucket);
  const versioning = first(part("aws_s3_bucket_versioning")?.values["versioning_configuration"]);
  const encryption = first(
    at(first(part("aws_s3_bucket_server_side_encryption_configuration")?.values["rule"]), "apply_server_side_encryption_by_default"),
  );
  const key = account.referent(at(encryption, "kms_master_key_id"), "aws_kms_key", "arn");
  const rules = listOf(part("aws_s3_bucket_lifecycle_configuration")?.values["rule"]);
  const shortest = rules.flatMap((rule) =>
    listOf(at(rule, "noncurrent_version_expiration")).flatMap((block) => Number(at(block, "noncurrent_days"))),
  );
  return [
    ...unlike(bucket, report, { "lifecycle.prevent_destroy": true, force_destroy: false }),
    ...(textAt(versioning, "status") === "Enabled"
      ? []
      : [report.violation(bucket, `versioning ${show(textAt(versioning, "status"))}`, "Enabled")]),
    ...(textAt(encryption, "sse_algorithm") === "aws:kms" && key !== undefined
      ? unlike(key, report, { "lifecycle.prevent_destroy": true })
      : [report.violation(bucket, `encryption ${show(encryption)}`, "aws:kms with a key of this stack")]),
    ...shortest
      .filter((days) => !(days >= leastDays))
      .map((days) => report.violation(bucket, `old versions are kept for ${days} days`, `${leastDays} or more`)),
  ];
}

function first(value: Value | undefined): Value | undefined {
  return listOf(value)[0];
}
