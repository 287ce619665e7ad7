import { Testing } from "cdktf";
import { dev } from "../../../environments/dev";
import { EnvironmentStack } from "../../../stacks/environment-stack";
import { readSettings } from "../../../stacks/read-settings";
import type { Group } from "../../../stacks/workload/groups";
import type { Service } from "../../../stacks/workload/service";
import { common, postgres, server, url } from "../../../stacks/workload/service-settings";
import { ohi, type Workload } from "../../../stacks/workload/workload";
import { render, resources, type StackJson } from "../../support/stack";

/** What `docs/add-a-service.md` adds. */
const insurance: Service = {
  image: { own: true },
  ports: { http: 8090 },
  health: { port: "http", path: "/health" },
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1, upTo: 2 },
    reduced: { cpu: 256, memory: 512, count: 1, upTo: 2 },
    full: { cpu: 512, memory: 1024, count: 2, upTo: 4 },
  },
  host: { subdomain: "insurance", loadBalancer: "public", priority: 500, port: "http", drainSeconds: 30 },
  settings: { ...common, ...server(8090), ...postgres("primary"), API_URL: url("api", "http") },
  secrets: { DB_PASSWORD: { secret: "postgres-primary", key: "password" } },
  databases: ["primary"],
  stopTimeoutSeconds: 30,
  readOnlyRoot: true,
  scratch: ["/tmp"],
};

const key = "insurance" as Group; // a key of the copy, which the type does not know

const larger: Workload = {
  ...ohi,
  services: { ...ohi.services, insurance },
  connections: (facts) => [
    ...ohi.connections(facts),
    { from: "alb", to: key, ports: [8090], why: "Requests and health checks" },
    { from: key, to: "rds", ports: [5432], why: "Application database" },
    { from: key, to: "api", ports: [8080], why: "Prices" },
  ],
};

function synthesize(workload: Workload): StackJson {
  return render(new EnvironmentStack(Testing.app(), dev, readSettings({}), workload));
}

function addressesOf({ resource = {}, data = {} }: StackJson): Map<string, string> {
  const entries = (kind: string, types: NonNullable<StackJson["resource"]>): [string, string][] =>
    Object.entries(types).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, body]): [string, string] => [`${kind}${type}.${id}`, JSON.stringify(body)]),
    );
  return new Map([...entries("", resource), ...entries("data.", data)]);
}

describe("a service that is added to the catalogue with its edges", () => {
  const [before, after] = [addressesOf(synthesize(ohi)), addressesOf(synthesize(larger))];

  test("makes everything that it needs, and its peers' rules, and nothing else", () => {
    const added = [...after.keys()].filter((address) => !before.has(address));

    expect(added.toSorted()).toEqual(
      [
        "aws_appautoscaling_policy.services_insurance_scaling_cpu",
        "aws_appautoscaling_policy.services_insurance_scaling_memory",
        "aws_appautoscaling_target.services_insurance_scaling_target",
        "aws_cloudwatch_log_group.services_insurance_task_log-group",
        "aws_cloudwatch_metric_alarm.alarms_insurance-service-cpu",
        "aws_cloudwatch_metric_alarm.alarms_insurance-service-memory",
        "aws_cloudwatch_metric_alarm.alarms_insurance-service-tasks",
        "aws_cloudwatch_metric_alarm.alarms_insurance-target-5xx",
        "aws_cloudwatch_metric_alarm.alarms_insurance-target-latency",
        "aws_cloudwatch_metric_alarm.alarms_insurance-target-unhealthy",
        "aws_ecr_lifecycle_policy.images_insurance_lifecycle",
        "aws_ecr_repository.images_insurance",
        "aws_ecs_service.services_insurance",
        "aws_ecs_task_definition.services_insurance_task",
        "aws_iam_role.services_insurance_task_roles_execution",
        "aws_iam_role.services_insurance_task_roles_task",
        "aws_iam_role_policy.services_insurance_task_roles_execution_policy",
        "aws_iam_role_policy.services_insurance_task_roles_task_policy",
        "aws_lb_listener_rule.alb_insurance_rule",
        "aws_lb_target_group.alb_insurance_targets",
        "aws_route53_record.dns_insurance-a",
        "aws_security_group.security_insurance",
        "aws_service_discovery_service.directory_insurance",
        "aws_vpc_security_group_egress_rule.security_alb-to-insurance-8090",
        "aws_vpc_security_group_egress_rule.security_insurance-to-api-8080",
        "aws_vpc_security_group_egress_rule.security_insurance-to-rds-5432",
        "aws_vpc_security_group_ingress_rule.security_api-from-insurance-8080",
        "aws_vpc_security_group_ingress_rule.security_insurance-from-alb-8090",
        "aws_vpc_security_group_ingress_rule.security_rds-from-insurance-5432",
        "data.aws_iam_policy_document.services_insurance_task_roles_execution_grants",
        "data.aws_iam_policy_document.services_insurance_task_roles_execution_trust",
        "data.aws_iam_policy_document.services_insurance_task_roles_task_grants",
        "data.aws_iam_policy_document.services_insurance_task_roles_task_trust",
      ].toSorted(),
    );
  });

  test("takes nothing away and changes only whom others reach or redeploy", () => {
    const different = [...before].filter(([address, body]) => after.get(address) !== body).map(([address]) => address);

    expect(different).toEqual([
      "aws_cloudfront_response_headers_policy.cdn_security-headers", // browsers may call it
      "aws_cloudwatch_event_target.redeployment_postgres-primary-readers", // it reads this password
      "aws_cloudwatch_dashboard.dashboard", // it is watched
      "data.aws_iam_policy_document.redeployment_role_grants",
    ]);
  });
});

describe("a catalogue without anybody who reads a password", () => {
  const silent = ({ secrets = {}, ...service }: Service): Service => ({
    ...service,
    secrets: Object.fromEntries(Object.entries(secrets).filter(([, { secret }]) => secret !== "redis-blnk")),
  });
  const services = Object.fromEntries(Object.entries(ohi.services).map(([key, service]) => [key, silent(service)]));

  test("starts nothing when it is rotated", () => {
    const rules = Object.keys(resources(synthesize({ ...ohi, services }), "aws_cloudwatch_event_rule"));

    expect(rules.filter((id) => id.startsWith("redeployment_")).toSorted()).toEqual([
      "redeployment_postgres-blnk-rotated",
      "redeployment_postgres-primary-rotated",
      "redeployment_redis-cache-rotated",
    ]);
  });
});
