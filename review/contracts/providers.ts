import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { StackModel } from "../model";
import { providerSchema } from "../provider-schema";
import { remembered } from "../remembered";
import { regions } from "../requirement";
import { at, type Block, leavesOf, show, textAt } from "../value";

/** Regions by the address of the provider that works in them. */
const wanted: Readonly<Record<string, string>> = { "provider.aws": regions.home, [`provider.aws.${regions.edge}`]: regions.edge };

/** Everything is in the home region, but for what CloudFront wants in its own; and the provider is the one that was tried. */
export const providers = stackContract(
  "providers",
  "the provider is pinned, and works in the two regions of the platform only",
  (stack, report) => [
    ...Object.entries(wanted).flatMap(([address, region]) => {
      const found = stack.providers.filter((provider) => provider.address === address);
      return found.length === 1 ? [] : [report.violation(address, `${found.length} configurations`, `one, in ${region}`)];
    }),
    ...stack.providers.flatMap((provider) => {
      const [found, region] = [show(provider.values["region"]), wanted[provider.address]];
      return found === region ? [] : [report.violation(provider, `region ${found}`, region ?? "no other provider")];
    }),
    ...unknownProviders(stack, report),
    ...otherRegions(stack, report),
    ...versions(stack, report),
  ],
);

function unknownProviders(stack: StackModel, report: Reporter): Finding[] {
  const known = stack.providers.map(({ address }) => address.replace("provider.", ""));
  return stack.elements.flatMap((element) => {
    const provider = element.values["provider"];
    return provider === undefined || known.includes(show(provider))
      ? []
      : [report.violation(element, `provider ${show(provider)}`, known.join(", "))];
  });
}

/** Types that are about several regions: health is checked from at least three. */
const worldwide = new Set(["aws_route53_health_check"]);

/** A region that is written down beside the provider's own, in a zone or the name of an endpoint, has to be the same. */
function otherRegions(stack: StackModel, report: Reporter): Finding[] {
  const allowed: readonly string[] = Object.values(regions);
  return stack.elements
    .filter(({ type }) => !worldwide.has(type))
    .flatMap((element) =>
      regionsIn(element.values)
        .filter(({ region }) => !allowed.includes(region))
        .map(({ path, region }) => report.violation(element, `${path}: ${region}`, allowed.join(" or "))),
    );
}

/** @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const anyRegion = /\b[a-z]{2}-(?:gov-|iso[a-z]?-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d/g;

const regionsIn = remembered((values: Block): readonly { readonly path: string; readonly region: string }[] =>
  leavesOf(values).flatMap(({ path, value }) => [...String(value).matchAll(anyRegion)].map(([region]) => ({ path, region }))),
);

function versions(stack: StackModel, report: Reporter): Finding[] {
  const { settings } = stack;
  const required = at(settings.values, "required_providers", "aws");
  const [source, version] = [textAt(required, "source"), textAt(required, "version")];
  const oldest = textAt(settings.values, "required_version");
  return [
    ...(source === "aws" || source === "hashicorp/aws"
      ? []
      : [report.violation(settings, `provider source ${show(source)}`, "hashicorp/aws")]),
    ...(version === providerSchema.version
      ? []
      : [report.violation(settings, `provider version ${show(version)}`, `exactly ${providerSchema.version}`)]),
    ...(oldest === ">= 1.11.0, < 2.0.0"
      ? []
      : [report.violation(settings, `required_version ${show(oldest)}`, ">= 1.11.0, < 2.0.0: locks in S3 and write-only arguments")]),
  ];
}
