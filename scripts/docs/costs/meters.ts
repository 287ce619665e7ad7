import { blocksOf } from "../../../review/containers";
import type { Element, StackModel } from "../../../review/model";
import { at, listOf, show, type Value } from "../../../review/value";
import { assumptions } from "./assumptions";

/** So much of one price that a resource takes in a month. */
export interface Use {
  /** Name of the price. */
  readonly price: string;
  readonly units: number;
}

/** What a resource costs in a month by being there. */
export type Meter = (element: Element, stack: StackModel) => readonly Use[];

/** Hours of a month, as AWS's own calculator counts them. */
export const hours = 730;

const once =
  (price: string, units = 1): Meter =>
  () => [{ price, units }];

const numberOf = (value: Value | undefined): number => (typeof value === "number" ? value : 0);

/** Meters by the type of resource. */
export const meters: Readonly<Record<string, Meter>> = {
  aws_nat_gateway: once("NAT gateway", hours),
  aws_eip: once("public IPv4 address", hours),
  aws_lb: ({ values }) => [
    { price: `${show(values["load_balancer_type"])} load balancer`, units: hours },
    ...(values["internal"] === true ? [] : [{ price: "public IPv4 address", units: listOf(values["subnets"]).length * hours }]),
  ],
  aws_vpc_endpoint: ({ values }) =>
    values["vpc_endpoint_type"] === "Interface"
      ? [{ price: "interface endpoint in a zone", units: listOf(values["subnet_ids"]).length * hours }]
      : [],
  aws_ecs_service: tasks,
  aws_ecs_cluster: (cluster, stack) => {
    const watched = blocksOf(cluster.values["setting"]).some(({ name, value }) => name === "containerInsights" && value !== "disabled");
    const services = stack.ofType("aws_ecs_service").filter(({ values }) => stack.target(values["cluster"])?.element === cluster);
    return watched ? [{ price: "metric of Container Insights", units: services.length * assumptions.insightsMetrics.amount }] : [];
  },
  aws_db_instance: (instance, stack) => {
    const { values } = instance;
    const source = stack.target(values["replicate_source_db"])?.element ?? instance;
    // A standby is billed as a second instance with a second disk. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_OnDemandDBInstances.html
    const copies = values["multi_az"] === true ? 2 : 1;
    return [
      { price: `database ${show(values["instance_class"])}`, units: copies * hours },
      { price: `database storage ${show(values["storage_type"])}`, units: copies * numberOf(source.values["allocated_storage"]) },
    ];
  },
  aws_elasticache_replication_group: ({ values }) => [
    { price: `cache node ${show(values["node_type"])}`, units: numberOf(values["num_cache_clusters"]) * hours },
  ],
  aws_instance: ({ values }) => [
    { price: `host ${show(values["instance_type"])}`, units: hours },
    ...blocksOf(values["root_block_device"]).map((disk) => ({
      price: `disk ${show(disk["volume_type"])}`,
      units: numberOf(disk["volume_size"]),
    })),
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
    ...(values["monitoring"] === true ? [{ price: "detailed metric of a host", units: 7 }] : []),
  ],
  aws_ebs_volume: ({ values }) => [{ price: `disk ${show(values["type"])}`, units: numberOf(values["size"]) }],
  aws_wafv2_web_acl: ({ values }) => [
    { price: "web ACL", units: 1 },
    { price: "rule of a web ACL", units: listOf(values["rule"]).length },
  ],
  aws_kms_key: once("KMS key"),
  aws_secretsmanager_secret: once("secret"),
  aws_cloudwatch_metric_alarm: ({ values }) => [
    {
      price: "metric of an alarm",
      units: Math.max(1, blocksOf(values["metric_query"]).filter(({ metric }) => metric !== undefined).length),
    },
  ],
  aws_cloudwatch_log_metric_filter: once("metric of our own"),
  aws_cloudwatch_dashboard: once("dashboard"),
  aws_cloudwatch_log_group: ({ values }) => [
    { price: "log taken in", units: assumptions.logGb.amount },
    { price: "log kept", units: (assumptions.logGb.amount * numberOf(values["retention_in_days"])) / 30 },
  ],
  aws_cloudwatch_log_data_protection_policy: once("log searched for passwords", assumptions.logGb.amount),
  aws_route53_zone: once("hosted zone"),
  aws_service_discovery_private_dns_namespace: once("hosted zone"),
  aws_service_discovery_instance: once("registered address"),
  aws_route53_health_check: ({ values }) => [
    { price: "health check", units: 1 },
    { price: "feature of a health check", units: featuresOf(values) },
  ],
  aws_guardduty_detector: () => [
    { price: "GuardDuty's million events", units: assumptions.managementEvents.amount },
    { price: "GuardDuty's flow and DNS logs", units: assumptions.flowLogGb.amount },
  ],
  aws_config_configuration_recorder: once("item of Config", assumptions.configItems.amount),
};

/** The tasks that a service is to begin with, which is what scaling keeps at the least, each by the provider that it runs on. */
function tasks({ values }: Element, stack: StackModel): readonly Use[] {
  const definition = stack.target(values["task_definition"])?.element.values ?? {};
  return tasksByProvider(values).flatMap(({ provider, count }) => {
    const kind = provider === "FARGATE_SPOT" ? "Fargate Spot" : provider === "FARGATE" ? "Fargate" : show(provider);
    return [
      { price: `${kind} vCPU`, units: (count * hours * Number(definition["cpu"])) / 1024 },
      { price: `${kind} GiB`, units: (count * hours * Number(definition["memory"])) / 1024 },
    ];
  });
}

/**
 * How many tasks run on each provider: so many as its base says first, and a share of what is left by its weight.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function tasksByProvider(
  service: Element["values"],
  wanted = numberOf(service["desired_count"]),
): readonly { readonly provider: Value | undefined; readonly count: number }[] {
  const strategy = blocksOf(service["capacity_provider_strategy"]).map(({ capacity_provider: provider, base, weight }) => ({
    provider,
    base: Math.min(numberOf(base), wanted), // AWS takes one base at the most
    weight: numberOf(weight),
  }));
  const left = strategy.reduce((rest, { base }) => rest - base, wanted);
  const weights = strategy.reduce((sum, { weight }) => sum + weight, 0);
  return strategy.map(({ provider, base, weight }) => ({ provider, count: base + (weight === 0 ? 0 : (left * weight) / weights) }));
}

/** Features of a health check that cost extra. @see https://aws.amazon.com/route53/pricing/ */
function featuresOf(values: Element["values"]): number {
  const type = show(values["type"]);
  const features = [
    type.startsWith("HTTPS"),
    type.endsWith("STR_MATCH"),
    at(values, "measure_latency") === true,
    values["request_interval"] === 10,
  ];
  return features.filter(Boolean).length;
}
