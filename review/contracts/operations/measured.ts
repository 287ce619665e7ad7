import { regionOf } from "../../arn";
import { blocksOf } from "../../containers";
import { primaryOf } from "../../databases";
import { loadBalancerOf, rulesOf } from "../../hosting";
import type { Element, StackModel } from "../../model";
import { regions } from "../../requirement";
import { asBlock, at, listOf, parsedJson, textAt, type Value } from "../../value";

/** A limit that makes sense: an alarm sounds above or below it, and it lies between two amounts in the metric's own unit. */
export interface SensibleLimit {
  readonly side: "above" | "below";
  readonly from: number;
  readonly to: number;
}

/** What has to be watched. */
export interface Demand {
  readonly namespace: string;
  readonly metric: string;
  /** Nothing where the sensible limit is not known before an apply. */
  readonly limit: SensibleLimit | undefined;
}

/** Something that AWS measures. */
export interface Measured {
  readonly element: Element;
  /** Dimensions under which it is measured, each with the texts by which a configuration can say it. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly region: string;
  readonly demands: readonly Demand[];
}

const above = (from: number, to: number): SensibleLimit => ({ side: "above", from, to });
const below = (from: number, to: number): SensibleLimit => ({ side: "below", from, to });

/** Any at all is too many. */
const any = above(0, 0);

/** Percent of something that may be used up to a point, but for a while only. */
const busy = above(60, 95);

const gib = 1024 ** 3;

const demand =
  (namespace: string) =>
  (metric: string, limit: SensibleLimit | undefined): Demand => ({ namespace, metric, limit });

type Measures = (stack: StackModel, element: Element) => readonly Omit<Measured, "element" | "region">[];

/** What AWS measures of each type of resource, and what of it has to be watched. Section 9 of the requirement, and what is written beside it. */
export const measures: Readonly<Record<string, Measures>> = {
  aws_ecs_service: (stack, service) => {
    const cluster = stack.referent(service.values["cluster"], "aws_ecs_cluster", "arn");
    const ecs = demand("AWS/ECS");
    const tasks = numberOf(service.values["desired_count"]);
    return [
      {
        dimensions: { ClusterName: cluster === undefined ? [] : texts(cluster, "name"), ServiceName: texts(service, "name") },
        demands: [
          ecs("CPUUtilization", busy),
          ecs("MemoryUtilization", busy),
          demand("ECS/ContainerInsights")("RunningTaskCount", tasks === undefined ? undefined : below(tasks, tasks)),
        ],
      },
    ];
  },
  aws_lb: (_stack, loadBalancer) => [
    {
      dimensions: { LoadBalancer: texts(loadBalancer, "arn_suffix") },
      demands: [demand("AWS/ApplicationELB")("HTTPCode_ELB_5XX_Count", above(0, 100))],
    },
  ],
  aws_lb_target_group: (stack, group) => {
    const elb = demand("AWS/ApplicationELB");
    return loadBalancersOf(stack, group).map((loadBalancer) => ({
      dimensions: { LoadBalancer: texts(loadBalancer, "arn_suffix"), TargetGroup: texts(group, "arn_suffix") },
      demands: [
        elb("HTTPCode_Target_5XX_Count", above(0, 100)),
        elb("TargetResponseTime", above(0.5, 10)), // seconds
        elb("UnHealthyHostCount", any),
      ],
    }));
  },
  aws_db_instance: (stack, instance) => {
    const rds = demand("AWS/RDS");
    const storage = numberOf(primaryOf(stack, instance).values["allocated_storage"]);
    const connections = connectionsOf(stack, instance);
    return [
      {
        dimensions: { DBInstanceIdentifier: texts(instance, "identifier") },
        demands: [
          rds("CPUUtilization", busy),
          rds("FreeStorageSpace", storage === undefined ? undefined : below(0.05 * storage * gib, 0.25 * storage * gib)),
          rds("DatabaseConnections", connections === undefined ? undefined : above(0.5 * connections, 0.95 * connections)),
          ...(instance.values["replicate_source_db"] === undefined ? [] : [rds("ReplicaLag", above(300, 1800))]), // seconds; 300 are none
        ],
      },
    ];
  },
  aws_elasticache_replication_group: (stack, cache) => {
    const elasticache = demand("AWS/ElastiCache");
    const nodes = numberOf(cache.values["num_cache_clusters"]) ?? 0;
    const gives = evictionOf(stack, cache);
    return Array.from({ length: nodes }, (_, index) => ({
      dimensions: { CacheClusterId: texts(cache, "replication_group_id").map((name) => `${name}-${String(index + 1).padStart(3, "0")}`) },
      demands: [
        elasticache("CPUUtilization", above(30, 50)), // of two processors Redis uses one
        gives === "noeviction" ? elasticache("DatabaseMemoryUsagePercentage", above(50, 85)) : elasticache("Evictions", above(0, 10_000)),
        ...(nodes > 1 ? [elasticache("ReplicationLag", above(1, 60))] : []), // seconds
      ],
    }));
  },
  aws_nat_gateway: (_stack, gateway) => [
    { dimensions: { NatGatewayId: texts(gateway, "id") }, demands: [demand("AWS/NATGateway")("ErrorPortAllocation", any)] },
  ],
  aws_acm_certificate: (_stack, certificate) => [
    {
      dimensions: { CertificateArn: texts(certificate, "arn") },
      demands: [demand("AWS/CertificateManager")("DaysToExpiry", below(14, 44))], // ACM renews earlier
    },
  ],
  aws_cloudfront_distribution: (_stack, distribution) => [
    {
      dimensions: { DistributionId: texts(distribution, "id"), Region: ["Global"] },
      demands: [demand("AWS/CloudFront")("5xxErrorRate", above(0.1, 10))],
    },
  ],
  aws_wafv2_web_acl: (_stack, acl) => {
    const metrics = blocksOf(acl.values["visibility_config"]).map((config) => textAt(config, "metric_name") ?? "");
    const region = acl.values["scope"] === "REGIONAL" ? { Region: [regionOf(acl)] } : {};
    return [
      { dimensions: { WebACL: metrics, Rule: ["ALL"], ...region }, demands: [demand("AWS/WAFV2")("BlockedRequests", above(100, 10_000))] },
    ];
  },
  aws_route53_health_check: (_stack, check) => [
    { dimensions: { HealthCheckId: texts(check, "id") }, demands: [demand("AWS/Route53")("HealthCheckStatus", below(1, 1))] },
  ],
  aws_instance: (_stack, instance) => {
    const ec2 = demand("AWS/EC2");
    return [{ dimensions: { InstanceId: texts(instance, "id") }, demands: [ec2("StatusCheckFailed", any), ec2("CPUUtilization", busy)] }];
  },
  aws_cloudwatch_log_metric_filter: (_stack, filter) =>
    blocksOf(filter.values["metric_transformation"]).map((metric) => ({
      dimensions: {},
      demands: [demand(textAt(metric, "namespace") ?? "")(textAt(metric, "name") ?? "", any)],
    })),
  aws_ebs_volume: (_stack, volume) => [
    { dimensions: { VolumeId: texts(volume, "id") }, demands: [demand("AWS/EBS")("VolumeStalledIOCheck", any)] },
  ],
  aws_efs_file_system: (_stack, files) => [
    { dimensions: { FileSystemId: texts(files, "id") }, demands: [demand("AWS/EFS")("PercentIOLimit", busy)] },
  ],
  aws_sfn_state_machine: (_stack, machine) => [
    { dimensions: { StateMachineArn: texts(machine, "arn") }, demands: [demand("AWS/States")("ExecutionsFailed", any)] },
  ],
  aws_backup_vault: (_stack, vault) => {
    const backup = demand("AWS/Backup");
    return [
      {
        dimensions: { BackupVaultName: texts(vault, "name") },
        demands: [backup("NumberOfBackupJobsFailed", any), backup("NumberOfBackupJobsCompleted", below(1, 1))],
      },
    ];
  },
  aws_lambda_function: (_stack, fn) => [{ dimensions: { FunctionName: texts(fn, "function_name") }, demands: [functionErrors] }],
  aws_serverlessapplicationrepository_cloudformation_stack: (_stack, { values }) => functions(at(values, "parameters", "functionName")),
  aws_cloudformation_stack: (_stack, { values }) => functionsInTemplate(textAt(values, "template_body") ?? ""),
};

const functionErrors = demand("AWS/Lambda")("Errors", any);

/** Types that are measured only in us-east-1, wherever they are. */
const measuredAtTheEdge = new Set(["aws_cloudfront_distribution", "aws_route53_health_check"]);

/** Everything in a stack that AWS measures, once for each set of dimensions. */
export function measuredIn(stack: StackModel): Measured[] {
  return Object.entries(measures).flatMap(([type, measuresOf]) =>
    stack.ofType(type).flatMap((element) => {
      const region = measuredAtTheEdge.has(type) ? regions.edge : regionOf(element);
      return measuresOf(stack, element).map((measured) => ({ ...measured, element, region }));
    }),
  );
}

/** How a configuration can name an attribute: by the reference to it, or by its value. */
function texts({ address, values }: Element, attribute: string): string[] {
  const value = values[attribute];
  return [`\${${address}.${attribute}}`, ...(typeof value === "string" ? [value] : [])];
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function loadBalancersOf(stack: StackModel, group: Element): Element[] {
  const leadsTo = (rule: Element): boolean =>
    listOf(rule.values["action"]).some((action) => stack.referent(at(action, "target_group_arn"), "aws_lb_target_group", "arn") === group);
  const listeners = stack.ofType("aws_lb_listener").filter((listener) => rulesOf(stack, listener).some(leadsTo));
  return listeners.flatMap((listener) => loadBalancerOf(stack, listener) ?? []);
}

/** Value of a parameter in a list of blocks with `name` and `value`. */
function parameterOf(group: Element | undefined, name: string): string | undefined {
  const found = blocksOf(group?.values["parameter"]).find((parameter) => textAt(parameter, "name") === name);
  return found === undefined ? undefined : textAt(found, "value");
}

function connectionsOf(stack: StackModel, instance: Element): number | undefined {
  const group = stack.referent(instance.values["parameter_group_name"], "aws_db_parameter_group", "name");
  const connections = parameterOf(group, "max_connections");
  return connections === undefined ? undefined : Number(connections);
}

function evictionOf(stack: StackModel, cache: Element): string | undefined {
  const group = stack.referent(cache.values["parameter_group_name"], "aws_elasticache_parameter_group", "name");
  return parameterOf(group, "maxmemory-policy");
}

function functions(name: Value | undefined): ReturnType<Measures> {
  return [{ dimensions: { FunctionName: typeof name === "string" ? [name] : [] }, demands: [functionErrors] }];
}

function functionsInTemplate(template: string): ReturnType<Measures> {
  const resources: Value | undefined = at(parsedJson(template), "Resources");
  return Object.values(asBlock(resources)).flatMap((resource) =>
    textAt(resource, "Type") === "AWS::Lambda::Function" ? functions(at(resource, "Properties", "FunctionName")) : [],
  );
}
