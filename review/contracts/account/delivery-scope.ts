import { allowancesOf, type DeliveryRole, deliveriesOf } from "../../delivery";
import type { Finding, Reporter } from "../../finding";
import type { Statement } from "../../policy";
import { domainOf, environmentOf, prefix } from "../../requirement";
import { accountContract } from "./account-contract";

/** What plans is let do besides reading: it writes a lock, decrypts what it may read, and has a definition checked. */
const harmless = [/:(BatchGet|Describe|Get|List|View)[A-Z]/, /^kms:(Decrypt|GenerateDataKey)$/, /^states:ValidateStateMachineDefinition$/];

/**
 * Actions that AWS can hold neither to a name nor to tags, by the resource of which it looks at neither.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const unheld = [
  /^backup-storage:MountCapsule$/,
  /^cloudfront:(Create|Delete|Publish|Update)(CachePolicy|Function|OriginAccessControl|ResponseHeadersPolicy)$/,
  /^ec2:(RunInstances|CreateNetworkInterface|DeleteNetworkInterface)$/, // images are AWS's, interfaces of mount targets have no tags
  /^ecr:GetAuthorizationToken$/,
  /^ecs:DeregisterTaskDefinition$/,
  /^iam:CreateServiceLinkedRole$/,
  /^logs:(CreateLogDelivery|DeleteLogDelivery|DeleteResourcePolicy|PutResourcePolicy|UpdateLogDelivery)$/,
  /^route53:/, // looks at no tags
  /^servicediscovery:TagResource$/, // whatever it tags; what changes a namespace or a service looks at their tags
];

/** Actions that make something, which gets the tags of the request. The others would give these tags to what is there, whosever it is. */
const making = /:(Allocate|Authorize|Create|Register|Request|Run)(?!Tags$)[A-Z]/;

/** Actions that make something inside of what is there, each with the ARNs of what it makes, where AWS asks about these too. */
const makingInside: Readonly<Record<string, RegExp | undefined>> = {
  "elasticfilesystem:CreateAccessPoint": undefined,
  "elasticfilesystem:CreateMountTarget": undefined,
  "servicediscovery:CreateService": /^arn:aws:servicediscovery:[^:]+:[^:]+:service\//,
};

/** Actions that give tags. */
const tagging = /:(AddTags\w*|CreateTags|TagResource)$/;

/** Resources that AWS gives to everybody: option groups by default, and its own rules of web ACLs. */
const everybodys = /:og:default:\*$|\/managedruleset\/\*$/;

/**
 * A delivery role changes what belongs to its environment, by its name or its tags, and names nothing of another one. One that plans changes nothing.
 */
export const deliveryScope = accountContract(
  "delivery-scope",
  "a delivery role changes nothing but its environment, and one that plans changes nothing",
  (account, report, environments) => {
    const names = environments.map(environmentOf);
    return deliveriesOf(account).flatMap((delivery) => {
      const others = names.filter((name) => name !== delivery.environment);
      return allowancesOf(delivery).flatMap((statement) => [
        ...foreignNames(statement, others, report),
        ...(delivery.duty === "plan" ? changes(statement, report) : []),
        ...unheldActions(statement, delivery, report),
        ...foreignRecords(statement, delivery, report),
      ]);
    });
  },
);

type Allowance = ReturnType<typeof allowancesOf>[number];

function foreignNames({ element, sid, resources, conditions }: Allowance, others: readonly string[], report: Reporter): Finding[] {
  const texts = [...resources, ...conditions.flatMap(({ values }) => values)];
  return others.flatMap((other) =>
    texts
      .filter((text) => new RegExp(`(^|[^a-z0-9])${prefix}-${other}(?![a-z0-9])`).test(text) || text === other)
      .map((text) => report.violation(element, `${sid}: ${text}`, `nothing of ${other}`)),
  );
}

function changes({ element, actions, resources }: Allowance, report: Reporter): Finding[] {
  const onLock = resources.every((resource) => resource.endsWith(".tflock"));
  return actions
    .filter((action) => !harmless.some((pattern) => pattern.test(action)) && !onLock)
    .map((action) => report.violation(element, action, "reading only"));
}

/** Whether a statement is about the environment's own: every resource by its name, or all of them by their tags. */
function isHeld({ resources, conditions }: Statement, { environment }: DeliveryRole): boolean {
  const own = [`${prefix}-${environment}-`, `${prefix}-${environment}/`];
  return (
    hasTag(conditions, "aws:ResourceTag", environment) ||
    resources.every((resource) => everybodys.test(resource) || own.some((name) => resource.includes(name)))
  );
}

/** Whether an action that gives the environment's tags can give them to nothing that is another's: it makes the thing, or the thing has none. */
function isHeldByRequest({ conditions, resources }: Statement, action: string, { environment }: DeliveryRole): boolean {
  if (!hasTag(conditions, "aws:RequestTag", environment)) return false;
  const isUntagged = ["Environment", "Project"].every((key) =>
    conditions.some(({ test, variable, values }) => test === "Null" && variable === `aws:ResourceTag/${key}` && values.join() === "true"),
  );
  const isNew = !Object.hasOwn(makingInside, action) || resources.every((resource) => makingInside[action]?.test(resource) === true);
  return (making.test(action) && isNew) || (tagging.test(action) && isUntagged);
}

function hasTag(conditions: Statement["conditions"], kind: "aws:RequestTag" | "aws:ResourceTag", environment: string): boolean {
  return conditions.some(
    ({ test, variable, values }) => test === "StringEquals" && variable === `${kind}/Environment` && values.join() === environment,
  );
}

function unheldActions(statement: Allowance, delivery: DeliveryRole, report: Reporter): Finding[] {
  if (isHeld(statement, delivery)) return [];
  return statement.actions
    .filter((action) => !isHeldByRequest(statement, action, delivery))
    .filter((action) => ![...harmless, ...unheld].some((pattern) => pattern.test(action)))
    .map((action) =>
      report.violation(
        statement.element,
        `${statement.sid}: ${action} on ${statement.resources.join(", ")}`,
        `what belongs to ${delivery.environment}`,
      ),
    );
}

/** Zones know no tags, but records have names. */
function foreignRecords({ element, actions, conditions }: Allowance, { environment }: DeliveryRole, report: Reporter): Finding[] {
  if (!actions.includes("route53:ChangeResourceRecordSets")) return [];
  const roots = [domainOf(environment), `${prefix}-${environment}.local`];
  const wanted = roots.flatMap((root) => [root, `*.${root}`]).toSorted();
  const found = conditions
    .filter(
      ({ test, variable }) => test === "ForAllValues:StringLike" && variable === "route53:ChangeResourceRecordSetsNormalizedRecordNames",
    )
    .flatMap(({ values }) => values);
  return found.toSorted().join() === wanted.join()
    ? []
    : [report.violation(element, `records ${found.join(", ") || "of any name"}`, wanted.join(", "))];
}
