import { resolveArn } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { policyAt, type Statement } from "../../policy";
import { at, listOf, show, textAt, type Value } from "../../value";

/** Parts of a bucket's configuration that are resources of their own. */
const parts = {
  access: "aws_s3_bucket_public_access_block",
  ownership: "aws_s3_bucket_ownership_controls",
  encryption: "aws_s3_bucket_server_side_encryption_configuration",
  versioning: "aws_s3_bucket_versioning",
  policy: "aws_s3_bucket_policy",
} as const;

const blocks = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/**
 * Every bucket is closed to the public, encrypted, versioned, reached by TLS only and logged, and deletes nothing that is in use.
 *
 * A bucket that keeps logs does not log itself, and may forget; so may one that keeps the records of the account.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export const buckets = stackContract(
  "buckets",
  "every bucket is private, encrypted, versioned, reached by TLS only and logged, and keeps what is in use",
  (stack, report) => stack.ofType("aws_s3_bucket").flatMap((bucket) => bucketFindings(stack, bucket, report)),
);

function bucketFindings(stack: StackModel, bucket: Element, report: Reporter): Finding[] {
  const part = (type: string): readonly Element[] => partsOf(stack, bucket, type);
  const missing = Object.values(parts).flatMap((type) => {
    const found = part(type).length;
    return found === 1 ? [] : [report.violation(bucket, `${found} of ${type}`, "one")];
  });
  return [
    ...missing,
    ...part(parts.access).flatMap((access) =>
      blocks
        .filter((name) => access.values[name] !== true)
        .map((name) => report.violation(bucket, `${name} ${show(access.values[name])}`, "true")),
    ),
    ...expecting(bucket, part(parts.ownership), ["rule", "object_ownership"], ["BucketOwnerEnforced"], report),
    ...expecting(
      bucket,
      part(parts.encryption),
      ["rule", "apply_server_side_encryption_by_default", "sse_algorithm"],
      ["AES256", "aws:kms", "aws:kms:dsse"],
      report,
    ),
    ...expecting(bucket, part(parts.versioning), ["versioning_configuration", "status"], ["Enabled"], report),
    ...part(parts.policy).flatMap((policy) => policyFindings(stack, bucket, policy, report)),
    ...logFindings(stack, bucket, report),
    ...lifecycleFindings(stack, bucket, report),
  ];
}

function expecting(
  bucket: Element,
  found: readonly Element[],
  path: readonly string[],
  allowed: readonly string[],
  report: Reporter,
): Finding[] {
  return found.flatMap(({ values }) => {
    const value = within(values, path);
    return typeof value === "string" && allowed.includes(value)
      ? []
      : [report.violation(bucket, `${path.join(".")} ${show(value)}`, allowed.join(" or "))];
  });
}

function policyFindings(stack: StackModel, bucket: Element, policy: Element, report: Reporter): Finding[] {
  const document = policyAt(stack, policy, "policy");
  if (document === undefined) return [report.unresolved(policy, policy.values["policy"], "a policy document of this stack")];
  const arn = resolveArn(stack, `\${${bucket.address}.arn}`);
  if (arn === undefined) return [report.unresolved(bucket, bucket.values["bucket"], "a name that is known before an apply")];
  const others = document.statements.flatMap(({ resources }) => resources.filter((resource) => !isIn(resolveArn(stack, resource), arn)));
  return [
    ...(document.statements.some((statement) => deniesPlain(stack, statement, arn))
      ? []
      : [report.violation(bucket, "a policy that lets in requests without TLS", "a denial of everything without aws:SecureTransport")]),
    ...others.map((resource) => report.violation(policy, `a statement about ${resource}`, `${arn} and what is in it`)),
  ];
}

function deniesPlain(stack: StackModel, { effect, actions, resources, principals, conditions }: Statement, arn: string): boolean {
  const about = resources.map((resource) => resolveArn(stack, resource));
  return (
    effect === "Deny" &&
    actions.includes("s3:*") &&
    about.includes(arn) &&
    about.includes(`${arn}/*`) &&
    principals.some(({ identifiers }) => identifiers.includes("*")) &&
    conditions.length === 1 &&
    conditions.every(({ test, variable, values }) => test === "Bool" && variable === "aws:SecureTransport" && values.join() === "false")
  );
}

function isIn(resource: string | undefined, arn: string): boolean {
  return resource === arn || resource?.startsWith(`${arn}/`) === true;
}

function logFindings(stack: StackModel, bucket: Element, report: Reporter): Finding[] {
  if (keepsLogs(stack, bucket)) return [];
  const [log] = partsOf(stack, bucket, "aws_s3_bucket_logging");
  if (log === undefined) return [report.violation(bucket, "no access log", "one, in another bucket of this stack")];
  const target = stack.referent(log.values["target_bucket"], "aws_s3_bucket", "id");
  return target === undefined ? [report.unresolved(log, log.values["target_bucket"], "the id of a bucket of this stack")] : [];
}

function lifecycleFindings(stack: StackModel, bucket: Element, report: Reporter): Finding[] {
  if (keepsLogs(stack, bucket) || keepsRecords(stack, bucket)) return [];
  return partsOf(stack, bucket, "aws_s3_bucket_lifecycle_configuration").flatMap(({ values }) =>
    listOf(values["rule"]).flatMap((rule) =>
      ["expiration", "transition"].flatMap((name) =>
        listOf(at(rule, name))
          .filter((block) => at(block, "days") !== undefined || at(block, "date") !== undefined)
          .map((block) =>
            report.violation(bucket, `${name} ${show(block)} of rule ${show(textAt(rule, "id"))}`, "nothing that touches objects in use"),
          ),
      ),
    ),
  );
}

/** Whether another bucket's log, or a load balancer's, lies in a bucket. */
function keepsLogs(stack: StackModel, bucket: Element): boolean {
  const targets = [
    ...stack.ofType("aws_s3_bucket_logging").map(({ values }) => values["target_bucket"]),
    ...stack.ofType("aws_lb").map(({ values }) => within(values, ["access_logs", "bucket"])),
  ];
  return targets.some((target) => stack.referent(target, "aws_s3_bucket", "id") === bucket);
}

/** Whether a trail or AWS Config writes into a bucket. */
function keepsRecords(stack: StackModel, bucket: Element): boolean {
  return stack
    .ofType("aws_cloudtrail", "aws_config_delivery_channel")
    .some(({ values }) => stack.referent(values["s3_bucket_name"], "aws_s3_bucket", "id") === bucket);
}

function partsOf(stack: StackModel, bucket: Element, type: string): readonly Element[] {
  return stack.ofType(type).filter(({ values }) => stack.referent(values["bucket"], "aws_s3_bucket", "id") === bucket);
}

/** A value below blocks that may stand in lists. */
function within(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, name) => at(listOf(found)[0], name), value);
}
