import { isAlignedCidr, overlap } from "./cidr";
import { InvalidSettings, type Problem, problemsOf, valueAt } from "./problems";
import { type Environment, environmentSchema, isLabel } from "./schema";

/**
 * Checks the records of all environments, each on its own and against the others.
 *
 * @returns the records in the order of their names, so that the order of registration cannot show in the output.
 * @throws InvalidSettings with every problem of every record.
 */
export function checkEnvironments(records: readonly unknown[]): Environment[] {
  const parsed = records.map((record, index) => ({ record, root: rootOf(record, index), result: environmentSchema.safeParse(record) }));
  const claimants = parsed.map(({ record, root }) => ({ root, claims: claimsOf(record) }));
  const problems = [
    ...parsed.flatMap(({ record, root, result }) => (result.success ? [] : problemsOf(result.error, record, root))),
    ...conflicts(claimants),
    ...strangers(claimants),
    ...(records.length === 0 ? [{ path: "environments", found: [], allowed: "at least one record" }] : []),
  ];
  if (problems.length > 0) throw new InvalidSettings("environments", problems);
  return parsed.flatMap(({ result }) => (result.success ? [result.data] : [])).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** What only one environment may hold, and what it says of others. Read from the raw record, so that a conflict shows although something else is wrong as well. */
interface Claims {
  readonly name: string | undefined;
  readonly domain: string | undefined;
  readonly cidr: string | undefined;
  /** Words of its domain that it leaves to others. */
  readonly labels: readonly (string | undefined)[];
}

interface Claimant {
  readonly root: string;
  readonly claims: Claims;
}

function conflicts(claimants: readonly Claimant[]): Problem[] {
  const pairs = claimants.flatMap((second, index) => claimants.slice(0, index).map((first) => [first, second] as const));
  return pairs.flatMap(([first, second]) => {
    const conflict = (path: string, found: string | undefined, allowed: string): Problem => ({
      path: `${second.root}.${path}`,
      found,
      allowed,
    });
    const problems: Problem[] = [];
    if (same(first.claims.name, second.claims.name)) {
      problems.push(conflict("name", second.claims.name, `a name, and with it a state key, that ${first.root} does not have`));
    }
    if (same(first.claims.domain, second.claims.domain)) {
      problems.push(conflict("domain", second.claims.domain, `a domain that ${first.root} does not have`));
    }
    const [one, other] = [first.claims.cidr, second.claims.cidr];
    if (one !== undefined && other !== undefined && isAlignedCidr(one) && isAlignedCidr(other) && overlap(one, other)) {
      problems.push(conflict("network.cidr", other, `a range that does not overlap ${one} of ${first.root}`));
    }
    return problems;
  });
}

/** Delegations to a zone that no environment has. */
function strangers(claimants: readonly Claimant[]): Problem[] {
  const domains = claimants.flatMap(({ claims }) => claims.domain ?? []);
  return claimants.flatMap(({ root, claims: { domain, labels } }) => {
    if (domain === undefined) return [];
    const below = domains.flatMap((other) => (other.endsWith(`.${domain}`) ? [other.slice(0, -domain.length - 1)] : []));
    const allowed = `the word before ${domain} in another environment's domain: ${below.join(", ") || "none"}`;
    return labels.flatMap((label, index) =>
      label === undefined || !isLabel(label) || below.includes(label)
        ? []
        : [{ path: `${root}.dns.delegations.${index}.label`, found: label, allowed }],
    );
  });
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

function rootOf(record: unknown, index: number): string {
  return textAt(record, "name") ?? `environments[${index}]`;
}

function claimsOf(record: unknown): Claims {
  const delegations = valueAt(record, ["dns", "delegations"]);
  return {
    name: textAt(record, "name"),
    domain: textAt(record, "domain"),
    cidr: textAt(record, "network", "cidr"),
    labels: Array.isArray(delegations) ? delegations.map((delegation) => textAt(delegation, "label")) : [],
  };
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, path);
  return typeof found === "string" ? found : undefined;
}
