import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { referencesIn } from "../../reference";
import { remembered } from "../../remembered";
import { isAccount } from "../../requirement";
import { type Block, listOf, textAt, textsOf } from "../../value";

/** Parts of the platform that are the ledger's stores, each with the attributes by which it holds what may be nobody else's. */
const stores: Readonly<Record<string, { readonly type: string; readonly own: readonly string[] }>> = {
  "postgres-blnk": { type: "aws_db_instance", own: ["parameter_group_name", "vpc_security_group_ids", "password_wo"] },
  "redis-blnk": { type: "aws_elasticache_replication_group", own: ["parameter_group_name", "security_group_ids", "user_group_ids"] },
};

/** Parts of the platform that may know of them: tag `Service` of whatever names them. Besides these only what watches or reports. */
const readers = ["postgres-blnk", "redis-blnk", "blnk-api", "blnk-worker", "migrations", "rotation", "secrets"];

/** Programs among these that run something for the ledger and for others, by what their names say. */
const shared = "blnk";

/** What may name a store of the ledger without reaching it: it hears or shows what happens to it, or tells people where it is. */
const onlookers = new Set(["aws_db_event_subscription", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard"]);

/** Other stores, which may share nothing with the ledger's. */
const storeTypes = ["aws_db_instance", "aws_elasticache_replication_group"];

/** The ledger has a database, a cache, credentials, parameters and security groups of its own, and nothing but Blnk, its migrations and rotation knows of them. */
export const blnkIsolation = stackContract("blnk-isolation", "nobody but Blnk knows of the ledger's data", (stack, report) =>
  Object.entries(isAccount(stack) ? {} : stores).flatMap(([service, { type, own }]) => {
    const found = stack.ofType(type).filter((store) => serviceOf(store) === service);
    const [store] = found;
    if (store === undefined || found.length > 1) return [report.violation(type, `${found.length} of ${service}`, "one")];
    return [...sharing(stack, store, own, report), ...knowing(stack, store, service, report)];
  }),
);

/** What a store is made with is named by no other store. */
function sharing(stack: StackModel, store: Element, own: readonly string[], report: Reporter): Finding[] {
  const mine = new Set(
    own
      .flatMap((attribute) => textsOf(store.values[attribute] ?? []))
      .flatMap(referencesIn)
      .map(({ address }) => address),
  );
  const missing = own.filter((attribute) => listOf(store.values[attribute]).length === 0);
  return [
    ...missing.map((attribute) => report.violation(store, `no ${attribute}`, `${attribute} of its own`)),
    ...storeTypes
      .flatMap((type) => stack.ofType(type))
      .filter((other) => other !== store)
      .flatMap((other) => {
        const theirs = textsOf(other.values)
          .flatMap(referencesIn)
          .map(({ address }) => address);
        const both = [...mine].filter((address) => theirs.includes(address));
        return [
          ...both.map((address) => report.violation(store, `${address}, shared with ${other.address}`, "one of its own")),
          ...(theirs.includes(store.address) ? [report.violation(other, `names ${store.address}`, "nothing of the ledger's")] : []),
        ];
      }),
  ];
}

/** Whoever names the store, its secret or a version of it is Blnk's. */
function knowing(stack: StackModel, store: Element, service: string, report: Reporter): Finding[] {
  const secrets = stack
    .ofType("aws_secretsmanager_secret")
    .filter((secret) => serviceOf(secret) === service || isNamed(stack, secret, service));
  if (secrets.length !== 1) return [report.violation("aws_secretsmanager_secret", `${secrets.length} secrets of ${service}`, "one")];
  const targets = [store, ...secrets];
  return stack.elements
    .filter((element) => element.mode === "resource" && !targets.includes(element) && !onlookers.has(element.type))
    .flatMap((element) => {
      const named = targets.filter(({ address }) => reaches(stack, element, address));
      return named.length === 0 || isBlnks(element)
        ? []
        : [report.violation(element, `knows ${named.map(({ address }) => address).join(", ")}`, `one of ${readers.join(", ")}`)];
    });
}

/** Whether a resource names an address itself, or through a policy document that it holds. */
function reaches(stack: StackModel, element: Element, address: string): boolean {
  const named = namedIn(element.values);
  if (named.has(address)) return true;
  return [...named].some((other) => {
    const document = stack.find(other);
    return document?.type === "aws_iam_policy_document" && namedIn(document.values).has(address);
  });
}

/** Addresses that values name. What they only wait for is named in no expression. */
const namedIn = remembered(
  (values: Block): ReadonlySet<string> =>
    new Set(
      textsOf(values)
        .flatMap(referencesIn)
        .map(({ address }) => address),
    ),
);

/** A resource of a part that may know the ledger; of those that work for others as well, the ledger's own. */
function isBlnks(element: Element): boolean {
  const service = serviceOf(element);
  if (service === undefined) return element.id.includes(shared); // cannot be tagged: parts of something that is judged itself
  if (!readers.includes(service)) return false;
  return service.includes(shared) || element.id.includes(shared);
}

function isNamed(stack: StackModel, { values }: Element, service: string): boolean {
  return (textAt(values, "name") ?? "").startsWith(`${stack.name}-${service}-`);
}

function serviceOf({ values }: Element): string | undefined {
  return textAt(values, "tags", "Service");
}
