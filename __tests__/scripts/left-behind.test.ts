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
]);
const state: readonly StateResource[] = [
  { address: "aws_vpc.network", type: "aws_vpc", id: "vpc-1", arn: vpc, tainted: false },
  { address: "aws_nat_gateway.nat-a", type: "aws_nat_gateway", id: "nat-1", tainted: false },
  { address: "aws_eip.nat-a", type: "aws_eip", id: "eipalloc-1", arn: arn("ec2", "elastic-ip/eipalloc-1"), tainted: false },
  { address: "aws_ecs_service.api", type: "aws_ecs_service", id: service, tainted: false },
  {
    address: "aws_ecs_task_definition.api",
    type: "aws_ecs_task_definition",
    id: "ohi-dev-api",
    arn: arn("ecs", "task-definition/ohi-dev-api:8"),
    tainted: false,
  },
  {
    address: "aws_db_instance.postgres",
    type: "aws_db_instance",
    id: "db-ABC",
    arn: arn("rds", "db:ohi-dev-postgres"),
    tainted: false,
  },
];
const held: readonly Held[] = [
  { arn: vpc, tags: named("ohi-dev") },
  { arn: arn("ec2", "natgateway/nat-1"), tags: named("ohi-dev-nat-a") },
  { arn: arn("ec2", "elastic-ip/eipalloc-1"), tags: named("ohi-dev-nat-a") },
  { arn: service, tags: named("ohi-dev-api") },
  { arn: arn("ecs", "task-definition/ohi-dev-api:8"), tags: named("ohi-dev-api") },
  { arn: arn("rds", "db:ohi-dev-postgres"), tags: { ...named("ohi-dev-postgres"), "aws:backup:source": "1" } },
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
    ["by its id, where the state knows no ARN", "aws_nat_gateway.nat-a", arn("ec2", "natgateway/nat-1"), "aws_nat_gateway.nat-a"],
  ])("is what the state does not know: %s", (_, address, unknown, expected) => {
    expect(findingsOf({ configured, state: without(address), held })).toEqual([
      `${unknown} is not in the state. By its tags it is ${expected}, which the next apply would make.`,
    ]);
  });

  test("names all that it can be where nothing of their kinds is known yet", () => {
    expect(
      findingsOf({ configured, state: [], held: [{ arn: arn("ec2", "elastic-ip/eipalloc-1"), tags: named("ohi-dev-nat-a") }] }),
    ).toEqual([
      `${arn("ec2", "elastic-ip/eipalloc-1")} is not in the state. By its tags it is aws_nat_gateway.nat-a or aws_eip.nat-a, which the next apply would make.`,
    ]);
  });

  test("is what was made twice", () => {
    const twice = arn("ec2", "vpc/vpc-2");

    expect(findingsOf({ configured, state, held: alsoHeld(twice, "ohi-dev") })).toEqual([
      `${twice} is not in the state, which has another aws_vpc.network. It was made twice, or it is being deleted.`,
    ]);
  });

  test.each([
    ["a task of a service", arn("ecs", "task/ohi-dev-cluster/1"), "ohi-dev-api"],
    ["an earlier revision of a task definition", arn("ecs", "task-definition/ohi-dev-api:7"), "ohi-dev-api"],
    ["a snapshot of a database", arn("rds", "snapshot:rds:ohi-dev-postgres-2026"), "ohi-dev-postgres"],
    ["what no resource is called", arn("ec2", "vpc/vpc-3"), "ohi-dev-other"],
  ])("is not %s", (_, derived, name) => {
    expect(findingsOf({ configured, state, held: alsoHeld(derived, name) })).toEqual([]);
  });
});
