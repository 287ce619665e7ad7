import { covers, resolveArn } from "../../arn";
import { allowancesOf, type DeliveryRole, deliveriesOf } from "../../delivery";
import type { Finding, Reporter } from "../../finding";
import type { StackModel } from "../../model";
import type { Statement } from "../../policy";
import { prefix } from "../../requirement";
import { textAt } from "../../value";
import { accountContract } from "./account-contract";

/** What a role may do with an object of its own state, and with the lock beside it. */
const wanted = {
  plan: { state: ["s3:GetObject"], lock: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] },
  deploy: { state: ["s3:GetObject", "s3:PutObject"], lock: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] },
} as const;

/**
 * A delivery role reaches the state of its environment and no other. Only a deployment writes it, and nothing deletes it.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export const deliveryState = accountContract(
  "delivery-state",
  "a delivery role reaches its environment's state and lock, and no other",
  (account, report, environments) => {
    const bucket = stateBucketArn(account);
    const keys = [account, ...environments].flatMap(({ backends }) => textAt(backends[0]?.values, "key") ?? []);
    return deliveriesOf(account).flatMap((delivery) => {
      const own = `${prefix}-${delivery.environment}/terraform.tfstate`;
      const others = keys.filter((key) => key !== own).flatMap((key) => [`${bucket}/${key}`, `${bucket}/${key}.tflock`]);
      return [
        ...others.flatMap((arn) => foreign(account, delivery, arn, report)),
        ...exactly(account, delivery, `${bucket}/${own}`, wanted[delivery.duty].state, report),
        ...exactly(account, delivery, `${bucket}/${own}.tflock`, wanted[delivery.duty].lock, report),
        ...listing(account, delivery, { bucket, own }, report),
      ];
    });
  },
);

/** ARN of the bucket in which every stack's backend keeps its state. */
function stateBucketArn({ backends }: StackModel): string {
  return `arn:aws:s3:::${textAt(backends[0]?.values, "bucket") ?? ""}`;
}

function actionsOn(
  account: StackModel,
  delivery: DeliveryRole,
  arn: string,
): (Statement & { readonly element: { readonly address: string } })[] {
  return allowancesOf(delivery).filter(
    ({ actions, resources }) =>
      actions.some((action) => action.startsWith("s3:")) && resources.some((resource) => covers(resolveArn(account, resource) ?? "*", arn)),
  );
}

function foreign(account: StackModel, delivery: DeliveryRole, arn: string, report: Reporter): Finding[] {
  return actionsOn(account, delivery, arn).map(({ element, actions }) =>
    report.violation(element.address, `${actions.join(", ")} on ${arn}`, `nothing but the state of ${delivery.environment}`),
  );
}

function exactly(account: StackModel, delivery: DeliveryRole, arn: string, expected: readonly string[], report: Reporter): Finding[] {
  const found = [...new Set(actionsOn(account, delivery, arn).flatMap(({ actions }) => actions))].toSorted();
  return found.join() === expected.join()
    ? []
    : [report.violation(delivery.role, `${found.join(", ") || "nothing"} on ${arn}`, expected.join(", "))];
}

/** The names in the bucket tell who has a state; a role sees its own, and that there are no workspaces. */
function listing(
  account: StackModel,
  delivery: DeliveryRole,
  { bucket, own }: { readonly bucket: string; readonly own: string },
  report: Reporter,
): Finding[] {
  const allowed = [own, "env:/"];
  return actionsOn(account, delivery, bucket).flatMap(({ element, actions, conditions }) => {
    const prefixes = conditions
      .filter(({ test, variable }) => test === "StringEquals" && variable === "s3:prefix")
      .flatMap(({ values }) => values);
    return actions.join() === "s3:ListBucket" && prefixes.length > 0 && prefixes.every((value) => allowed.includes(value))
      ? []
      : [
          report.violation(
            element.address,
            `${actions.join(", ")} on ${bucket} for ${prefixes.join(", ") || "all keys"}`,
            `s3:ListBucket for ${allowed.join(", ")}`,
          ),
        ];
  });
}
