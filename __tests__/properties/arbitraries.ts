import * as fc from "fast-check";
import { managedGroups, webAclRuleKeys } from "../../constructs/edge/web-acl-rules";
import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import { zones } from "../../environments/subnets";
import { services } from "../../stacks/workload/services";
import { drawnFrom, type Own } from "./from-schema";
import { schema } from "./schema-leaves";
import { type Change, change } from "./workloads";

/** Words that mean something else where an environment's name stands, in names or under the base domain. */
const reserved = ["account", "shared", "www", "api", "graphql", "sse", "provider", "signoz"];

/** Words of 2 to 8 letters, those that mean something elsewhere more often than chance would have them. */
const word = fc
  .oneof(fc.stringMatching(/^[a-z]{2,8}$/), fc.constantFrom("prod", "staging", "dev", "local", "us", "cdn"))
  .filter((drawn) => !reserved.includes(drawn));

/** Aligned ranges of these lengths within a range: the address in numbers of 0 to 255, and the bits that are fixed. */
function rangesIn(
  address: readonly number[],
  fixed: number,
  lengths: { readonly min: number; readonly max: number },
): fc.Arbitrary<string> {
  const first = address.reduce((sum, part) => sum * 256 + part, 0);
  return fc.tuple(fc.nat({ max: 2 ** (32 - fixed) - 1 }), fc.integer(lengths)).map(([host, length]) => {
    const start = first + host - (host % 2 ** (32 - length));
    return `${[24, 16, 8, 0].map((bits) => Math.floor(start / 2 ** bits) % 256).join(".")}/${length}`;
  });
}

const vpcLengths = { min: 16, max: 19 };

/** A rule of the web ACLs, or one inside a group of AWS's. */
const countedRule = fc.oneof(
  fc.constantFrom(...webAclRuleKeys),
  fc.tuple(fc.constantFrom(...Object.keys(managedGroups)), fc.stringMatching(/^[A-Za-z0-9_]{1,20}$/)).map((words) => words.join("/")),
);

const service = fc.constantFrom(...Object.keys(services));

/** What refinements say, which a JSON schema cannot. */
const own: Own = {
  name: word,
  createdBy: fc.constant(platform.createdBy), // a contract holds the value of this tag, for every environment
  "network.cidr": fc.oneof(
    rangesIn([10, 0, 0, 0], 8, vpcLengths),
    rangesIn([172, 16, 0, 0], 12, vpcLengths),
    rangesIn([192, 168, 0, 0], 16, vpcLengths),
  ),
  "network.zones": fc.subarray(zones, { minLength: 2 }),
  // An address among those of the real environments is refused by `environment-isolation`.
  "network.mongoAtlasCidrs.*": rangesIn([0, 0, 0, 0], 0, { min: 0, max: 32 }).filter((range) => !range.startsWith("10.")),
  "ecs.spot.allBut.*": service,
  "ecs.spot.only.*": service,
  "edge.wafCountOnly.*": countedRule,
  "dns.delegations.*.label": word,
};

/** Any record of an environment that is accepted. */
export const environment: fc.Arbitrary<Environment> = drawnFrom(schema, own).map(
  (record) => settled(record as Environment), // what is drawn from its schema has its type
);

/** The record, with what settings say of each other: as they were drawn, each was only what it may be on its own. */
function settled(record: Environment): Environment {
  const { name, postgres, edge, dns } = record;
  return {
    ...record,
    domain: name === "prod" ? platform.baseDomain : `${name}.${platform.baseDomain}`,
    postgres: { ...postgres, maxStorageGib: Math.max(postgres.maxStorageGib, Math.ceil((11 * postgres.storageGib) / 10)) },
    edge: { ...edge, maxTtlSeconds: Math.max(edge.defaultTtlSeconds, edge.maxTtlSeconds) },
    dns: {
      ...dns,
      delegations: [...new Map(dns.delegations.map((each) => [each.label, each])).values()].filter(({ label }) => label !== name),
    },
  };
}

/** An environment's record, and how its catalogue differs from OHI's. */
export interface Drawn {
  readonly record: Environment;
  readonly change: Change;
}

/** Any environment that can be synthesized: on Spot stands only what runs, and a name is that of one host or zone. */
export const drawn: fc.Arbitrary<Drawn> = fc
  .record({ record: environment, change }, { noNullPrototype: true })
  .map(({ record, change: { without, added } }) => {
    const { ecs, dns } = record;
    const runs = (key: string): boolean => !without.includes(key);
    const spot = "only" in ecs.spot ? { only: ecs.spot.only.filter(runs) } : { allBut: ecs.spot.allBut.filter(runs) };
    const delegations = dns.delegations.filter(({ label }) => label !== added?.key);
    return {
      record: { ...record, ecs: { ...ecs, spot }, dns: { ...dns, delegations } },
      change: { without, added: added?.key === record.name ? undefined : added },
    };
  });
