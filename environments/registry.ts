import { isAlignedCidr, overlap } from "./cidr";
import { InvalidSettings, type Problem, problemsOf } from "./problems";
import { type Environment, environmentSchema } from "./schema";

/**
 * Checks the records of all environments, each on its own and against the others.
 *
 * @returns the records in the order of their names, so that the order of registration cannot show in the output.
 * @throws InvalidSettings with every problem of every record.
 */
export function checkEnvironments(records: readonly unknown[]): Environment[] {
  const parsed = records.map((record, index) => ({ record, root: rootOf(record, index), result: environmentSchema.safeParse(record) }));
  const problems = [
    ...parsed.flatMap(({ record, root, result }) => (result.success ? [] : problemsOf(result.error, record, root))),
    ...conflicts(parsed.map(({ record, root }) => ({ root, claims: claimsOf(record) }))),
    ...(records.length === 0 ? [{ path: "environments", found: [], allowed: "at least one record" }] : []),
  ];
  if (problems.length > 0) throw new InvalidSettings("environments", problems);
  return parsed.flatMap(({ result }) => (result.success ? [result.data] : [])).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** What only one environment may hold. Read from the raw record, so that a conflict shows although something else is wrong as well. */
interface Claims {
  readonly name: string | undefined;
  readonly domain: string | undefined;
  readonly cidr: string | undefined;
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

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

function rootOf(record: unknown, index: number): string {
  return textAt(record, "name") ?? `environments[${index}]`;
}

function claimsOf(record: unknown): Claims {
  const network: unknown = typeof record === "object" && record !== null ? Reflect.get(record, "network") : undefined;
  return { name: textAt(record, "name"), domain: textAt(record, "domain"), cidr: textAt(network, "cidr") };
}

function textAt(value: unknown, key: string): string | undefined {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "string" ? found : undefined;
}
