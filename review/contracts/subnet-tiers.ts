import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { groupBy } from "../group-by";
import type { Element, Part, StackModel } from "../model";
import { subnetsOfTier, type tiers } from "../network";
import { referencesIn } from "../reference";
import { remembered } from "../remembered";
import { type Block, type Leaf, leavesOf, show } from "../value";

type Tier = keyof typeof tiers;

/** What has to stand at a place that names subnets: every subnet of a tier, one of it, or what another contract says. */
type Wanted = { readonly every: Tier } | { readonly one: Tier } | { readonly none: true } | "judged elsewhere";

/** Every place that names subnets, by type, or by address for what is no element; then by the path of the attribute. */
const places: Readonly<Record<string, Readonly<Record<string, (holder: Holder) => Wanted>>>> = {
  aws_ecs_service: { "network_configuration.subnets": () => ({ every: "private" }) },
  "output.task_subnets": { value: () => ({ every: "private" }) },
  aws_lb: { subnets: ({ values }) => ({ every: values["internal"] === true ? "private" : "public" }) },
  aws_instance: { subnet_id: () => ({ one: "private" }) },
  aws_efs_mount_target: { subnet_id: () => ({ one: "private" }) },
  aws_serverlessapplicationrepository_cloudformation_stack: { "parameters.vpcSubnetIds": () => ({ every: "private" }) },
  aws_vpc_endpoint: { subnet_ids: ({ values }) => (values["vpc_endpoint_type"] === "Gateway" ? { none: true } : { every: "private" }) },
  aws_db_subnet_group: { subnet_ids: () => ({ every: "database" }) },
  aws_elasticache_subnet_group: { subnet_ids: () => ({ every: "database" }) },
  aws_nat_gateway: { subnet_id: () => "judged elsewhere" },
  aws_route_table_association: { subnet_id: () => "judged elsewhere" },
};

type Holder = Element | Part;

/**
 * Whatever is put into subnets names those of its tier: programs and what they call inside the VPC the private ones, stores those of databases, and
 * only the public load balancer and NAT gateways public ones. In another tier it would work in some zones, or in none, or be open to the internet.
 *
 * A place that names subnets and is not in the table is a finding: nobody has said yet where it belongs.
 */
export const subnetTiers = stackContract(
  "subnet-tiers",
  "everything that stands in subnets stands in exactly the tier that it belongs to",
  (stack, report) => [
    ...stack.everything.flatMap((holder) => placesOf(stack, holder, report)),
    ...stack.ofType("aws_efs_file_system").flatMap((files) => mountTargets(stack, files, report)),
    ...stack.ofType("aws_instance").flatMap((instance) => ownZone(stack, instance, report)),
  ],
);

function placesOf(stack: StackModel, holder: Holder, report: Reporter): Finding[] {
  const known = places[kindOf(holder)] ?? {};
  const { said, ofSubnets } = saidBy(holder.values);
  return [
    ...Object.entries(known).flatMap(([path, wanted]) => judge(stack, holder, path, said.get(path) ?? [], wanted(holder), report)),
    ...ofSubnets.flatMap(([path, leaves]) =>
      path in known
        ? []
        : [report.violation(holder, `${path} ${leaves.map(({ value }) => show(value)).join(", ")}`, "a place of which the tier was said")],
    ),
  ];
}

/** What values say by place, and the places that speak of subnets. */
const saidBy = remembered((values: Block) => {
  const said = groupBy(leavesOf(values), ({ path }) => path.replaceAll(/\[\d+\]/g, ""));
  return { said, ofSubnets: [...said].filter(([path, leaves]) => leaves.some((leaf) => speaksOfSubnets(path, leaf))) };
});

function judge(stack: StackModel, holder: Holder, path: string, leaves: readonly Leaf[], wanted: Wanted, report: Reporter): Finding[] {
  if (wanted === "judged elsewhere") return [];
  const texts = leaves.flatMap(({ value }) => show(value).split(","));
  const found = texts.map((text) => stack.referent(text, "aws_subnet", "id"));
  if (found.includes(undefined)) return [report.unresolved(holder, texts.join(), `${path}: ids of subnets of this stack`)];
  const names = found.map((subnet) => subnet?.address ?? "");
  const violation = (expected: string): Finding[] => [report.violation(holder, `${path} ${names.join(", ") || "of no subnet"}`, expected)];
  if ("none" in wanted) return names.length === 0 ? [] : violation("no subnet");
  if ("one" in wanted) {
    const tier = addresses(subnetsOfTier(stack, wanted.one));
    return names.length === 1 && names.every((name) => tier.includes(name))
      ? []
      : violation(`one ${wanted.one} subnet: ${tier.join(", ")}`);
  }
  const tier = addresses(subnetsOfTier(stack, wanted.every));
  return names.toSorted().join() === tier.join() && tier.length > 0 ? [] : violation(`every ${wanted.every} subnet: ${tier.join(", ")}`);
}

/** A task mounts a file system by the address that it has in the task's own zone. */
function mountTargets(stack: StackModel, files: Element, report: Reporter): Finding[] {
  const found = stack
    .ofType("aws_efs_mount_target")
    .filter(({ values }) => stack.referent(values["file_system_id"], "aws_efs_file_system", "id") === files)
    .flatMap(({ values }) => stack.referent(values["subnet_id"], "aws_subnet", "id") ?? []);
  const [have, want] = [found, subnetsOfTier(stack, "private")].map((subnets) => addresses(subnets).join(", "));
  return have === want ? [] : [report.violation(files, `addresses in ${show(have)}`, `one in each private subnet: ${show(want)}`)];
}

/** AWS refuses an instance in a subnet of another zone than the one that it names, but only when it is applied. */
function ownZone(stack: StackModel, instance: Element, report: Reporter): Finding[] {
  const subnet = stack.referent(instance.values["subnet_id"], "aws_subnet", "id");
  const [own, other] = [instance.values["availability_zone"], subnet?.values["availability_zone"]];
  return subnet === undefined || own === other
    ? []
    : [report.violation(instance, `zone ${show(own)}`, `${show(other)}, the zone of ${subnet.address}`)];
}

/** Whether a value names a subnet, or stands where subnets are named. */
function speaksOfSubnets(path: string, { value }: Leaf): boolean {
  if (/subnets?(_?ids?)?$/i.test(path)) return true;
  if (typeof value !== "string") return false;
  return /\bsubnet-[0-9a-f]{8,}\b/.test(value) || referencesIn(value).some(({ address }) => /^(data\.)?aws_subnets?\./.test(address));
}

function kindOf(holder: Holder): string {
  if (!("mode" in holder)) return holder.address;
  return holder.mode === "resource" ? holder.type : `${holder.mode}.${holder.type}`;
}

function addresses(subnets: readonly Element[]): string[] {
  return subnets.map(({ address }) => address).toSorted();
}
