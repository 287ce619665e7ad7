import { rules } from "../../../review/changes/review";
import type { Block } from "../../../review/value";
import { compared, small, toldBetween } from "./small";

describe("what is deleted with its data", () => {
  test.each<readonly [type: string, values: Block, danger: string]>([
    ["aws_s3_bucket", {}, "data-held-back"],
    ["aws_s3_bucket", { force_destroy: false }, "data-held-back"],
    ["aws_s3_bucket", { force_destroy: true }, "data-lost"],
    ["aws_backup_vault", {}, "data-held-back"],
    ["aws_backup_vault", { force_destroy: true }, "data-lost"],
    ["aws_ecr_repository", {}, "data-held-back"],
    ["aws_ecr_repository", { force_delete: true }, "data-lost"],
    ["aws_db_instance", { deletion_protection: true }, "data-held-back"],
    ["aws_db_instance", { deletion_protection: false }, "data-lost"],
    ["aws_secretsmanager_secret", { lifecycle: { prevent_destroy: true } }, "data-lost"],
  ])("is held back only by what AWS checks: %s with %j", (type, values, danger) => {
    expect(toldBetween("stateful", small({ [`${type}.one`]: values }), small({}))).toEqual([[danger, `${type}.one`]]);
  });
});

describe("what is moved", () => {
  const fates = (before: Block, after: Block): (readonly [string, string])[] =>
    compared(before, after).pairs.map(({ address, fate }) => [address, fate] as const);
  const moved = (...moves: readonly (readonly [from: string, to: string])[]): Block => ({
    moved: moves.map(([from, to]) => ({ from: `aws_vpc.${from}`, to: `aws_vpc.${to}` })),
  });

  test.each([
    ["there and back", moved(["one", "two"], ["two", "one"])],
    ["around three", moved(["one", "two"], ["two", "three"], ["three", "one"])],
    ["to itself", moved(["one", "one"])],
  ])("is followed only once around a circle: %s", (_what, blocks) => {
    expect(() => compared(small({ "aws_vpc.one": {} }), small({ "aws_vpc.two": {} }, blocks))).not.toThrow();
  });

  test("is done where the newer address is there already: what has the older one is another thing", () => {
    const both = small({ "aws_vpc.one": {}, "aws_vpc.two": {} }, moved(["one", "two"]));

    expect(fates(small({ "aws_vpc.one": {}, "aws_vpc.two": {} }), both)).toEqual([
      ["aws_vpc.one", "kept"],
      ["aws_vpc.two", "kept"],
    ]);
  });

  test("takes nothing along whose name only begins or ends like its own", () => {
    const others = { "aws_vpc.one-b": {}, "aws_vpc.one_b": {}, "data.aws_vpc.one": {} };
    const subnet = (id: string, vpc: string): Readonly<Record<string, Block>> => ({ [`aws_subnet.${id}`]: { vpc_id: `\${${vpc}.id}` } });
    const kept = { ...others, ...subnet("a", "aws_vpc.one-b"), ...subnet("b", "aws_vpc.one_b"), ...subnet("c", "data.aws_vpc.one") };
    const before = small({ "aws_vpc.one": {}, ...kept, ...subnet("d", "aws_vpc.one") });
    const after = small({ "aws_vpc.two": {}, ...kept, ...subnet("d", "aws_vpc.two") }, moved(["one", "two"]));

    expect(fates(before, after).filter(([, fate]) => fate !== "kept")).toEqual([["aws_vpc.two", "moved"]]);
  });
});

describe("what Terraform is told to leave as it is", () => {
  const fate = (ignored: string, before: Block, after: Block): string | undefined => {
    const [base, head] = [before, after].map((values) => small({ "aws_vpc.one": { ...values, lifecycle: { ignore_changes: [ignored] } } }));
    return compared(base, head ?? {}).pairs[0]?.fate;
  };

  test.each<readonly [ignored: string, before: Block, after: Block, fate: string]>([
    ["name", { name: "a" }, { name: "b" }, "kept"],
    ["name", { name_prefix: "a" }, { name_prefix: "b" }, "changed"],
    ["tags", { tags: { Owner: "a" } }, { tags: { Owner: "b" } }, "kept"],
    ["tags", { tags_all: { Owner: "a" } }, { tags_all: { Owner: "b" } }, "changed"],
    ["disk", { disk: [{ size: 1 }] }, { disk: [{ size: 2 }] }, "kept"],
    ["all", { name: "a" }, { name: "b" }, "kept"],
  ])("is an attribute and what is below it, and no other one that begins like it: %s, %j", (ignored, before, after, expected) => {
    expect(fate(ignored, before, after)).toBe(expected);
  });
});

describe("what Terraform does not take for an attribute", () => {
  const table = "aws_dynamodb_table.one";
  const told = (before: Block, after: Block, rule = "stateful"): (readonly [string, string])[] => [
    ...toldBetween(rule, small({ [table]: before }), small({ [table]: after })),
  ];
  const ignoring = (...names: readonly string[]): Block => ({ lifecycle: { ignore_changes: names } });

  test.each<readonly [change: string, before: Block, after: Block]>([
    ["it is to be there no times", {}, { count: 0 }],
    ["there are to be fewer of it", { count: 3 }, { count: 2 }],
    ["nobody can tell how many there are to be", { count: 1 }, { count: "${var.unknown}" }],
    ["it gets an address for each key", {}, { for_each: { a: 1 } }],
    ["it has addresses for other keys", { for_each: { a: 1 } }, { for_each: { b: 1 } }],
    ["it has one address again", { for_each: { a: 1 } }, {}],
  ])("deletes what holds data when %s", (_change, before, after) => {
    expect(told(before, after)).toEqual([["data-lost", table]]);
  });

  test.each<readonly [change: string, before: Block, after: Block]>([
    ["there is one of it as before, which Terraform moves", {}, { count: 1 }],
    ["there are more of it", { count: 1 }, { count: 2 }],
  ])("deletes nothing when %s", (_change, before, after) => {
    expect(told(before, after)).toEqual([]);
  });

  test.each<Block>([
    { lifecycle: { ignore_changes: ["all"], prevent_destroy: false } },
    { connection: { host: "b" } },
    { depends_on: ["aws_vpc.one"] },
    { provider: "aws.other" },
    { provisioner: { "local-exec": { command: "b" } } },
  ])("is not ignored with all attributes: %j", (changed) => {
    const ignoring = { lifecycle: { ignore_changes: ["all"], prevent_destroy: true } };

    expect(compared(small({ [table]: ignoring }), small({ [table]: { ...ignoring, ...changed } })).pairs[0]?.fate).toBe("changed");
  });

  test("is told when a store is left as it is in AWS from now on", () => {
    expect(told(ignoring("tags"), ignoring("tags", "point_in_time_recovery"))).toEqual([["orphaned", table]]);
    expect(told({}, ignoring("all"))).toEqual([["orphaned", table]]);
    expect(told(ignoring("tags"), ignoring("tags"))).toEqual([]);
    expect(told(ignoring("all"), {})).toEqual([]);
  });
});

describe("a route", () => {
  const route = (values: Block): Block => ({ route_table_id: "${aws_route_table.one.id}", ...values });
  const withRoutes = (...routes: readonly Block[]): Block =>
    small({ "aws_route_table.one": {}, ...Object.fromEntries(routes.map((values, index) => [`aws_route.r${index}`, route(values)])) });

  test.each([
    "gateway_id",
    "nat_gateway_id",
    "transit_gateway_id",
    "vpc_peering_connection_id",
    "network_interface_id",
    "vpc_endpoint_id",
    "egress_only_gateway_id",
    "carrier_gateway_id",
    "local_gateway_id",
    "core_network_arn",
  ])("is told when its %s is another one", (target) => {
    const to = (id: string): Block => withRoutes({ destination_cidr_block: "10.9.0.0/16", [target]: id });

    expect(toldBetween("cutOff", to("one"), to("two"))).toEqual([["cut-off", "aws_route.r0"]]);
    expect(toldBetween("cutOff", to("one"), to("one"))).toEqual([]);
  });

  test.each([
    ["destination_cidr_block", "10.9.0.0/16", "10.8.0.0/16"],
    ["destination_ipv6_cidr_block", "::/0", "64:ff9b::/96"],
    ["destination_prefix_list_id", "pl-1", "pl-2"],
  ])("is told when it goes and another one by the same gateway stays: %s", (destination, one, other) => {
    const [first, second] = [one, other].map((to) => ({ [destination]: to, nat_gateway_id: "nat-1" }));

    expect(toldBetween("cutOff", withRoutes(second ?? {}, first ?? {}), withRoutes(second ?? {}))).toEqual([["cut-off", "aws_route.r1"]]);
  });
});

describe("a deletion that a rule tells in its own words", () => {
  test.each([
    "aws_route_table_association",
    "aws_route",
    "aws_nat_gateway",
    "aws_internet_gateway",
    "aws_vpc_endpoint",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_security_group_rule",
    "aws_flow_log",
    "aws_db_instance",
  ])("is not told a second time: %s", (type) => {
    expect(toldBetween("others", small({ [`${type}.one`]: {} }), small({}))).toEqual([]);
  });

  test.each([
    "aws_cloudfront_distribution",
    "aws_ecs_cluster",
    "aws_ecs_service",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
    "aws_route53_record",
    "aws_service_discovery_service",
  ])("is an outage when programs or people call it: %s", (type) => {
    expect(toldBetween("others", small({ [`${type}.one`]: {} }), small({}))).toEqual([["outage", `${type}.one`]]);
  });

  test("is none when a task definition gets a new revision, as every change of one does in a plan", () => {
    const { base, head, ...rest } = compared(small({ "aws_ecs_task_definition.one": {} }), small({}));
    const [pair] = rest.pairs.map((one) => ({
      ...one,
      fate: "replaced" as const,
      because: "container_definitions cannot be changed in place",
    }));

    expect(rules["others"]?.({ base, head, ...rest, pairs: pair === undefined ? [] : [pair] })).toEqual([]);
  });

  test("is told once when no rule does", () => {
    expect(toldBetween("others", small({ "aws_iam_role.one": {} }), small({}))).toEqual([["deleted", "aws_iam_role.one"]]);
  });
});
