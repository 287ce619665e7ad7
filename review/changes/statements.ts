import { covers } from "../arn";
import type { Statement } from "../policy";

/** What one statement allows beyond what was allowed before. */
export interface Excess {
  /** As the end of a sentence that begins with the policy. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Whether anybody in the world gets it. */
  readonly isForEverybody: boolean;
}

/** What the statements of a policy allow that the older ones did not, one entry for each statement that does. */
export function allowsMore(before: readonly Statement[], after: readonly Statement[]): Excess[] {
  const allowed = before.filter(isAllow);
  return after.filter(isAllow).flatMap((statement) => excessOf(allowed, statement));
}

/** Denials of the older statements that are gone or narrower. */
export function lifted(before: readonly Statement[], after: readonly Statement[]): Excess[] {
  const denied = after.filter((statement) => !isAllow(statement));
  return before
    .filter((statement) => !isAllow(statement))
    .filter((statement) => !denied.some((other) => isSame(statement, other)) && uncovered(denied, statement).length > 0)
    .map((statement) => ({
      what: `does not deny ${inWords(statement)} any more`,
      before: `denied: ${inWords(statement)}`,
      after: denied.map(inWords).join("; ") || "nothing is denied",
      isForEverybody: false,
    }));
}

function excessOf(allowed: readonly Statement[], statement: Statement): Excess[] {
  if (allowed.some((other) => isSame(other, statement))) return [];
  const found = uncovered(allowed, statement);
  if (found.length === 0) return [];
  const spared = statement.negations.map(negationInWords);
  const more = spared.length > 0 ? [{ action: `everything by ${spared.join(", ")}`, resource: "", principal: "" }] : found;
  const [actions, resources, principals] = (["action", "resource", "principal"] as const).map((part) => [
    ...new Set(more.map((one) => one[part])),
  ]);
  const to = (resources ?? []).filter((resource) => resource !== "");
  const by = (principals ?? []).filter((principal) => principal !== "");
  const counterpart = allowed.find(({ sid }) => sid !== "" && sid === statement.sid);
  return [
    {
      what: [
        `allows ${listed(actions ?? [])}`,
        ...(to.length === 0 ? [] : [`on ${listed(to)}`]),
        ...(by.length === 0 ? [] : [`to ${listed(by)}`]),
      ].join(" "),
      before: counterpart === undefined ? "not allowed" : inWords(counterpart),
      after: inWords(statement),
      isForEverybody: statement.conditions.length === 0 && by.some((principal) => principal.endsWith(":*")),
    },
  ];
}

interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
}

/** Each combination of action, resource and principal that no other statement has, under its conditions or fewer. */
function uncovered(others: readonly Statement[], statement: Statement): Grant[] {
  return grantsOf(statement).filter(
    ({ action, resource, principal }) =>
      !others.some(
        (other) =>
          sparesNoMore(other, statement) &&
          conditionsHold(other, statement) &&
          orNone(other.actions).some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase())) &&
          orNone(other.resources).some((pattern) => pattern === resource || covers(pattern, resource)) &&
          orNone(principalsOf(other)).some((pattern) => pattern === principal || pattern.endsWith(":*")),
      ),
  );
}

/** Whether a statement leaves out nothing that the other one does not leave out as well. */
function sparesNoMore(statement: Statement, other: Statement): boolean {
  return statement.negations.every(({ key, values }) =>
    other.negations.some((spared) => spared.key === key && isSubset(values, spared.values)),
  );
}

function grantsOf(statement: Statement): Grant[] {
  return orNone(statement.actions).flatMap((action) =>
    orNone(statement.resources).flatMap((resource) =>
      orNone(principalsOf(statement)).map((principal) => ({ action, resource, principal })),
    ),
  );
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [""] : values;
}

function principalsOf({ principals }: Statement): string[] {
  return principals.flatMap(({ type, identifiers }) => identifiers.map((identifier) => `${type}:${identifier}`));
}

/** Whether whatever meets the conditions of a statement meets those of the other one too. */
function conditionsHold(other: Statement, statement: Statement): boolean {
  return other.conditions.every((wanted) =>
    statement.conditions.some(
      (found) =>
        found.test === wanted.test &&
        found.variable === wanted.variable &&
        (wanted.test.includes("Not") ? isSubset(wanted.values, found.values) : isSubset(found.values, wanted.values)),
    ),
  );
}

function isSubset(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((value) => outer.includes(value));
}

function isAllow({ effect }: Statement): boolean {
  return effect === "Allow";
}

function isSame(one: Statement, other: Statement): boolean {
  return JSON.stringify({ ...one, sid: "" }) === JSON.stringify({ ...other, sid: "" });
}

/** A statement on one line. */
function inWords(statement: Statement): string {
  const conditions = statement.conditions.map(({ test, variable, values }) => `${variable} ${test} ${values.join(" or ")}`);
  const principals = principalsOf(statement);
  return [
    listed([...statement.actions, ...statement.negations.map(negationInWords)]),
    ...(statement.resources.length === 0 ? [] : [`on ${listed(statement.resources)}`]),
    ...(principals.length === 0 ? [] : [`by ${listed(principals)}`]),
    ...(conditions.length === 0 ? [] : [`if ${conditions.join(" and ")}`]),
  ].join(" ");
}

function negationInWords({ key, values }: Statement["negations"][number]): string {
  return `${key} ${listed(values)}`;
}

/** How many of a list are named before the rest is counted. */
const named = 6;

function listed(values: readonly string[]): string {
  return values.length <= named ? values.join(", ") : `${values.slice(0, named).join(", ")} and ${values.length - named} more`;
}
