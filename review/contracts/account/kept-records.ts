import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { at, listOf, show, textAt, type Value } from "../../value";
import { accountContract } from "./account-contract";
import { unlike } from "./unlike";

/** Days for which the account keeps what it writes down, at least. */
const leastDays = 365;

/**
 * No plan destroys a bucket or a key of the account: they hold all states, who did what, and who read it. What is written there is kept for a year.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
 */
export const keptRecords = accountContract(
  "kept-records",
  "no bucket or key of the account can be destroyed, and what is written there is kept for a year",
  (account, report) => [
    ...account.ofType("aws_s3_bucket", "aws_kms_key").flatMap((store) => unlike(store, report, { "lifecycle.prevent_destroy": true })),
    ...account.ofType("aws_s3_bucket").flatMap((bucket) => unlike(bucket, report, { force_destroy: false })),
    ...account.ofType("aws_s3_bucket_lifecycle_configuration").flatMap((lifecycle) => shortLived(account, lifecycle, report)),
  ],
);

function shortLived(account: StackModel, lifecycle: Element, report: Reporter): Finding[] {
  const bucket = account.referent(lifecycle.values["bucket"], "aws_s3_bucket", "id");
  if (bucket === undefined) return [report.unresolved(lifecycle, lifecycle.values["bucket"], "the id of a bucket of this stack")];
  return listOf(lifecycle.values["rule"]).flatMap((rule) =>
    listOf(at(rule, "expiration"))
      .filter((expiration) => !isLongEnough(expiration))
      .map((expiration) =>
        report.violation(bucket, `expiration ${show(expiration)} of rule ${show(textAt(rule, "id"))}`, `${leastDays} days or more`),
      ),
  );
}

function isLongEnough(expiration: Value): boolean {
  const days = at(expiration, "days");
  return typeof days === "number" && days >= leastDays;
}
