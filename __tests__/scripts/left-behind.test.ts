import { findingsOf, type Held, type Tags } from "../../scripts/left-behind";
import type { StateResource } from "../../terraform/state-resource";

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const named = (name: string): Tags => ({ Project: "open-health-initiative", Environment: "dev", Name: name });

const vpc = arn("ec2", "vpc/vpc-1");
const service = arn("ecs", "service/ohi-dev-cluster/ohi-dev-api");
const configured = new Map([
  ["aws_vpc.network", named("ohi-dev")],
  ["aws_nat_gateway.nat-a", named("ohi-dev-nat-a")],
  ["aws_eip.nat-a", named("ohi-dev-nat-a")],
  ["aws_ecs_service.api", named("ohi-dev-api")],
  ["aws_ecs_task_definition.api", named("ohi-dev-api")],
  ["aws_db_instance.postgres", named("ohi-dev-postgres")],
  ["aws_s3_bucket.frontend", named("ohi-dev-frontend-${data.aws_caller_identity.me.account_id}")],
]);
const state: readonly StateResource[] = [
  ["aws_vpc.network", "vpc-1", vpc],
  ["aws_nat_gateway.nat-a", "nat-1"],
  ["aws_eip.nat-a", "eipalloc-1", arn("ec2", "elastic-ip/eipalloc-1")],
  ["aws_ecs_service.api", service],
  ["aws_ecs_task_definition.api", "ohi-dev-api", arn("ecs", "task-definition/ohi-dev-api:8")],
  ["aws_db_instance.postgres", "db-ABC", arn("rds", "db:ohi-dev-postgres")],
  ["aws_s3_bucket.frontend", "ohi-dev-frontend-1", "arn:aws:s3:::ohi-dev-frontend-1"],
  ["aws_ecr_lifecycle_policy.api", "ohi-dev-api"],
].map(([address = "", id = "", one]) => ({ address, type: address.replace(/\..*/, ""), id, ...(one && { arn: one }), tainted: false }));
const held: readonly Held[] = [
  { arn: vpc, tags: named("ohi-dev") },
  { arn: arn("ec2", "natgateway/nat-1"), tags: named("ohi-dev-nat-a") },
  { arn: arn("ec2", "elastic-ip/eipalloc-1"), tags: named("ohi-dev-nat-a") },
  { arn: service, tags: named("ohi-dev-api") },
  { arn: arn("ecs", "task-definition/ohi-dev-api:8"), tags: named("ohi-dev-api") },
  { arn: arn("rds", "db:ohi-dev-postgres"), tags: { ...named("ohi-dev-postgres"), "aws:backup:source": "1" } },
  { arn: "arn:aws:s3:::ohi-dev-frontend-1", tags: named("ohi-dev-frontend-1") },
];

const without = (...addresses: readonly string[]): StateResource[] => state.filter(({ address }) => !addresses.includes(address));
const alsoHeld = (one: string, name: string): Held[] => [...held, { arn: one, tags: named(name) }];

describe("what an apply that died has left", () => {
  test("is nothing when the state knows all of it, by its ARN or its id", () => {
    expect(findingsOf({ configured, state, held })).toEqual([]);
  });

  test("is what was not made to its end", () => {
    const half = state.map((one) => ({ ...one, tainted: one.type === "aws_db_instance" }));

    expect(findingsOf({ configured, state: half, held })).toEqual([
      "aws_db_instance.postgres is tainted: an apply ended before it was whole, and the next one would put another in its place.",
    ]);
  });

  test.each([
    [
      "by its tags, whatever AWS has added to them",
      "aws_db_instance.postgres",
      arn("rds", "db:ohi-dev-postgres"),
      "aws_db_instance.postgres",
    ],
    ["by an ARN that is an id", "aws_ecs_service.api", service, "aws_ecs_service.api"],
    ["by what of its tags can be known beforehand", "aws_s3_bucket.frontend", "arn:aws:s3:::ohi-dev-frontend-1", "aws_s3_bucket.frontend"],
    ["by its id, where the state knows no ARN", "aws_nat_gateway.nat-a", arn("ec2", "natgateway/nat-1"), "aws_nat_gateway.nat-a"],
  ])("is what the state does not know: %s", (_, address, unknown, expected) => {
    expect(findingsOf({ configured, state: without(address), held })).toEqual([
      `${unknown} is not in the state. By its tags it is ${expected}, which the next apply would make.`,
    ]);
  });

  test("names all that it can be", () => {
    const rule = arn("ec2", "security-group-rule/sgr-1");
    const both = new Map([
      ["aws_vpc_security_group_ingress_rule.a", named("ohi-dev-a-to-b")],
      ["aws_vpc_security_group_egress_rule.a", named("ohi-dev-a-to-b")],
    ]);

    expect(findingsOf({ configured: both, state: [], held: [{ arn: rule, tags: named("ohi-dev-a-to-b") }] })).toEqual([
      `${rule} is not in the state. By its tags it is aws_vpc_security_group_ingress_rule.a or aws_vpc_security_group_egress_rule.a, which the next apply would make.`,
    ]);
  });

  test("is what was made twice", () => {
    const twice = arn("ec2", "vpc/vpc-2");

    expect(findingsOf({ configured, state, held: alsoHeld(twice, "ohi-dev") })).toEqual([
      `${twice} is not in the state, which has another aws_vpc.network.`,
    ]);
  });

  test("is what the state knows another one of, whose id is the end of its own", () => {
    const other = arn("ec2", "natgateway/other-nat-1");

    expect(findingsOf({ configured, state, held: alsoHeld(other, "ohi-dev-nat-a") })).toEqual([
      `${other} is not in the state, which has another aws_nat_gateway.nat-a.`,
    ]);
  });

  test.each([
    ["a task of a service", arn("ecs", "task/ohi-dev-cluster/1"), "ohi-dev-api"],
    ["an earlier revision of a task definition", arn("ecs", "task-definition/ohi-dev-api:7"), "ohi-dev-api"],
    ["a snapshot of a database", arn("rds", "snapshot:rds:ohi-dev-postgres-2026"), "ohi-dev-postgres"],
    ["what no resource is called", arn("ec2", "vpc/vpc-3"), "ohi-dev-other"],
  ])("is not %s, whether the state knows its resource or not", (_, derived, name) => {
    const derivedHeld = [{ arn: derived, tags: named(name) }];

    expect([state, []].map((some) => findingsOf({ configured, state: some, held: derivedHeld }))).toEqual([[], []]);
  });
});
