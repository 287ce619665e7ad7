import { blocksOf, numberAt, serviceTag, servicesOf } from "../../review/containers";
import { groupBy } from "../../review/group-by";
import type { Element, StackModel } from "../../review/model";
import { subnetsOf } from "../../review/network";
import { environmentOf, namePrefixOf } from "../../review/requirement";
import { show, textAt } from "../../review/value";
import type { Image, Service } from "../../stacks/workload/service";
import { services } from "../../stacks/workload/services";
import { UserError } from "../../terraform/errors";
import { connectionsOf } from "./connection-rows";
import { markdown, type Tables } from "./markdown";

/** What the environments are made of, read from their synthesized stacks, each of which has a column. */
export function architectureTables(stacks: readonly StackModel[]): Tables {
  const names = stacks.map(environmentOf);
  return {
    connections: () => markdown(["to", "TCP ports", "from"], agreed(stacks, connectionsOf)),
    services: () =>
      markdown(
        ["service", "ports", "image", ...names],
        Object.entries<Service>(services).map(([key, service]) => [
          key,
          Object.entries(service.ports ?? {})
            .map(([use, port]) => `${port} ${use}`)
            .join(", ") || "none",
          imageInWords(service.image),
          ...stacks.map((stack) => tasksInWords(stack, key)),
        ]),
      ),
    stores: () => byName(stacks, "store", storesOf),
    networks: () => byName(stacks, "range", rangesOf),
  };
}

type Rows = readonly (readonly string[])[];

/** The rows that all stacks have alike. */
function agreed(stacks: readonly StackModel[], rowsOf: (stack: StackModel) => Rows): Rows {
  const [first, ...others] = stacks.map((stack) => ({ stack, rows: rowsOf(stack) }));
  if (first === undefined) return [];
  const odd = others.filter(({ rows }) => JSON.stringify(rows) !== JSON.stringify(first.rows)).map(({ stack }) => stack.name);
  if (odd.length > 0)
    throw new UserError(`the connections of ${odd.join(", ")} are not those of ${first.stack.name}; one table cannot show both`);
  return first.rows;
}

/** A row for each name that any stack has, and what each stack says of it. */
function byName(stacks: readonly StackModel[], title: string, factsOf: (stack: StackModel) => ReadonlyMap<string, string>): string {
  const facts = stacks.map(factsOf);
  const names = [...new Set(facts.flatMap((known) => [...known.keys()]))];
  return markdown(
    [title, ...stacks.map(environmentOf)],
    names.map((name) => [name, ...facts.map((known) => known.get(name) ?? "none")]),
  );
}

function imageInWords(image: Image): string {
  if ("own" in image) return "OHI's own";
  return "of" in image ? `that of ${image.of}` : `${image.thirdParty.repository}:${image.thirdParty.tag}`;
}

/** Size and number of a service's tasks: `1024/2048 × 3 to 10`. Members of a numbered service count together. */
function tasksInWords(stack: StackModel, key: string): string {
  const members = servicesOf(stack).filter(({ element }) => serviceTag(element) === key);
  const sizes = new Set(members.map(({ definition: { values } }) => `${show(values["cpu"])}/${show(values["memory"])}`));
  const count = members.reduce((sum, { element }) => sum + (numberAt(element.values, "desired_count")[0] ?? 0), 0);
  const upTo = members.flatMap(({ element }) => limitOf(stack, element));
  const spot = members.some(({ element }) =>
    blocksOf(element.values["capacity_provider_strategy"]).some((used) => used["capacity_provider"] === "FARGATE_SPOT"),
  );
  return `${[...sizes].join(" and ")} × ${count}${upTo.map((limit) => ` to ${limit}`).join("")}${spot ? ", Spot" : ""}`;
}

/** How many tasks scaling may give a service; nothing, where it does not scale. */
export function limitOf(stack: StackModel, service: Element): number[] {
  return stack
    .ofType("aws_appautoscaling_target")
    .filter(({ values }) => textAt(values, "resource_id")?.includes(`\${${service.address}.name}`))
    .flatMap(({ values }) => numberAt(values, "max_capacity"));
}

function storesOf(stack: StackModel): Map<string, string> {
  const facts: Readonly<Record<string, (values: Element["values"]) => readonly [name: string | undefined, fact: string]>> = {
    aws_db_instance: (values) => [textAt(values, "identifier"), databaseInWords(values)],
    aws_elasticache_replication_group: (values) => [
      textAt(values, "replication_group_id"),
      `${show(values["num_cache_clusters"])} × ${show(values["node_type"])}`,
    ],
    aws_ebs_volume: (values) => [textAt(values, "tags", "Name"), `disk, ${show(values["size"])} GiB ${show(values["type"])}`],
    aws_efs_file_system: (values) => [textAt(values, "creation_token"), "file system, grows with use"],
    aws_s3_bucket: (values) => [textAt(values, "bucket")?.replace(/-\$\{.*/, ""), "bucket, grows with use"],
  };
  const prefix = `${namePrefixOf(stack)}-`;
  return new Map(
    Object.entries(facts).flatMap(([type, read]) =>
      stack.ofType(type).map(({ address, values }) => {
        const [name, fact] = read(values);
        return [(name ?? address).replace(prefix, ""), fact] as const;
      }),
    ),
  );
}

function databaseInWords(values: Element["values"]): string {
  const disk =
    values["allocated_storage"] === undefined
      ? "as much disk as its source"
      : `${show(values["allocated_storage"])} to ${show(values["max_allocated_storage"])} GiB`;
  return `${show(values["instance_class"])}, ${disk}${values["multi_az"] === true ? ", Multi-AZ" : ""}`;
}

function rangesOf(stack: StackModel): Map<string, string> {
  const subnets = subnetsOf(stack).map(({ tier, zone, cidr }) => ({ tier: tier ?? "other", zone: zone ?? "?", cidr: cidr?.text ?? "?" }));
  const vpcs = stack.ofType("aws_vpc").map(({ values }) => ["VPC", show(values["cidr_block"])] as const);
  const tiers = [...groupBy(subnets, ({ tier }) => tier)].map(
    ([tier, members]) =>
      [`${tier} subnets ${members.map(({ zone }) => zone).join(", ")}`, members.map(({ cidr }) => cidr).join(", ")] as const,
  );
  return new Map([...vpcs, ...tiers]);
}
