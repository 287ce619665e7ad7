import { type Cidr, isWithin, parseCidr } from "../cidr";
import { platformContract } from "../contract";
import type { StackModel } from "../model";
import { remembered } from "../remembered";
import { baseDomain, domainOf, environmentOf, isAccount, namePrefixOf, prefix } from "../requirement";
import { type Block, leavesOf, textAt } from "../value";

/** What belongs to one environment and must not stand in another one's configuration. */
interface Possession {
  readonly what: string;
  readonly isIn: (text: string) => boolean;
  /** Where it may stand all the same. */
  readonly mayBeIn?: (place: StackModel["everything"][number]) => boolean;
}

/**
 * No stack names anything of another environment: not its resources, its domain or its addresses.
 *
 * The account's stack has to name all of them; that a delivery role names one only is a contract of its own.
 *
 * Once, `dev` wrote into the search index of `prod`.
 */
export const environmentIsolation = platformContract(
  "environment-isolation",
  "no environment's configuration holds another one's names, domains or addresses",
  (stacks, reportOn) =>
    stacks.filter(isEnvironment).flatMap((stack) => {
      const report = reportOn(stack);
      const foreign = stacks.filter((other) => other !== stack).flatMap((other) => possessionsOf(other, stack));
      return stack.everything.flatMap((place) =>
        suspicious(place.values).flatMap(({ path, text }) =>
          foreign
            .filter(({ isIn, mayBeIn }) => mayBeIn?.(place) !== true && isIn(text))
            .map(({ what }) => report.violation(place, `${path}: ${text}`, `nothing of another environment; ${what}`)),
        ),
      );
    }),
);

function isEnvironment(stack: StackModel): boolean {
  return !isAccount(stack);
}

function possessionsOf(owner: StackModel, reader: StackModel): Possession[] {
  const name = new RegExp(`(?<![a-z0-9])${namePrefixOf(owner)}(?![a-z0-9])`);
  const ranges = owner.ofType("aws_vpc").flatMap(({ values }) => parseCidr(textAt(values, "cidr_block") ?? "") ?? []);
  const [own, readers] = [domainOf(environmentOf(owner)), domainOf(environmentOf(reader))];
  return [
    {
      what: `this is a name of ${owner.name}`,
      isIn: (text) => text.includes(namePrefixOf(owner)) && name.test(text),
      mayBeIn: ({ address }) => isAccount(owner) && address === "backend.s3", // all states lie in the account's bucket
    },
    {
      what: `this is an address of ${owner.name}`,
      isIn: (text) => address.test(text) && addressesIn(text).some((address) => ranges.some((range) => isWithin(address, range))),
    },
    {
      what: `this is in the domain of ${owner.name}`,
      isIn: (text) => text.includes(baseDomain) && domainsIn(text).some((host) => ownerOf(host, [own, readers]) === own),
      mayBeIn: (place) => isDelegation(place) || isMail(place),
    },
  ];
}

/** A delegation names the other zone. */
function isDelegation(place: StackModel["everything"][number]): boolean {
  return "type" in place && place.type === "aws_route53_record" && place.values["type"] === "NS";
}

/** People have their mail in the base domain, whatever environment they are told of. */
function isMail(place: StackModel["everything"][number]): boolean {
  return "type" in place && place.type === "aws_sns_topic_subscription" && place.values["protocol"] === "email";
}

/** Texts in which a name, a domain or an address can be, with their places. A key counts as well: a map may be keyed by a name. */
const suspicious = remembered((values: Block): readonly { readonly path: string; readonly text: string }[] =>
  leavesOf(values)
    .flatMap(({ path, value }) => [{ path, text: path }, ...(typeof value === "string" ? [{ path, text: value }] : [])])
    .filter(({ text }) => text.includes(`${prefix}-`) || text.includes(baseDomain) || address.test(text)),
);

const address = /\d{1,3}(?:\.\d{1,3}){3}/;

function addressesIn(text: string): Cidr[] {
  return [...text.matchAll(new RegExp(address, "g"))].flatMap(([found]) => parseCidr(`${found}/32`) ?? []);
}

function domainsIn(text: string): string[] {
  return [...text.matchAll(/[a-z0-9.-]+/g)].map(([word]) => word).filter((word) => word === baseDomain || word.endsWith(`.${baseDomain}`));
}

/** The domain, of several, that a host is in: the longest that fits. */
function ownerOf(host: string, domains: readonly string[]): string | undefined {
  const fitting = domains.filter((domain) => host === domain || host.endsWith(`.${domain}`));
  return fitting.toSorted((one, other) => other.length - one.length)[0];
}
