import { TerraformResource } from "cdktf";
import { ConnectionMatrix } from "../../../constructs/security/connection-matrix";
import type { Connection } from "../../../constructs/security/connection";
import type { PlatformStack } from "../../../constructs/foundation/platform-stack";
import { resources, tags, testStack } from "../../support/stack";

type Group = "web" | "store";

const internet = { name: "internet", cidr: "0.0.0.0/0" };
const s3 = { name: "s3", prefixListId: "pl-1", weight: 1 };

function stackWith(connections: readonly Connection<Group>[]): PlatformStack {
  const stack = testStack();
  new ConnectionMatrix<Group>(stack, "security", { vpcId: "vpc-1", groups: { web: "web", store: "store" }, connections });
  return stack;
}

const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";

describe("the connection matrix", () => {
  test("makes every group, connected or not, with no rule inside it", () => {
    const groups = resources(stackWith([]), "aws_security_group");

    expect(groups).toEqual({
      security_web: {
        name: "ohi-test-web-sg",
        description: "Traffic of web",
        vpc_id: "vpc-1",
        tags: tags({ Name: "ohi-test-web-sg", Service: "web" }),
      },
      security_store: {
        name: "ohi-test-store-sg",
        description: "Traffic of store",
        vpc_id: "vpc-1",
        tags: tags({ Name: "ohi-test-store-sg", Service: "store" }),
      },
    });
  });

  test("writes both halves of a connection between two groups", () => {
    const stack = stackWith([{ from: "web", to: "store", ports: [5432], why: "Queries" }]);

    const common = { ip_protocol: "tcp", from_port: 5432, to_port: 5432, description: "Queries" };
    expect(resources(stack, ingress)).toEqual({
      "security_store-from-web-5432": {
        ...common,
        security_group_id: "${aws_security_group.security_store.id}",
        referenced_security_group_id: "${aws_security_group.security_web.id}",
        tags: tags({ Name: "ohi-test-store-from-web-5432", Service: "store" }),
      },
    });
    expect(resources(stack, egress)).toEqual({
      "security_web-to-store-5432": {
        ...common,
        security_group_id: "${aws_security_group.security_web.id}",
        referenced_security_group_id: "${aws_security_group.security_store.id}",
        tags: tags({ Name: "ohi-test-web-to-store-5432", Service: "web" }),
      },
    });
  });

  test("writes one rule for each port, and only the group's half where the other end is a range or a prefix list", () => {
    const stack = stackWith([
      { from: internet, to: "web", ports: [80, 443], why: "Users" },
      { from: "web", to: s3, ports: [443], why: "Files" },
    ]);

    expect(
      Object.entries(resources(stack, ingress)).map(([id, rule]) => [id, rule["from_port"], rule["to_port"], rule["cidr_ipv4"]]),
    ).toEqual([
      ["security_web-from-internet-80", 80, 80, "0.0.0.0/0"],
      ["security_web-from-internet-443", 443, 443, "0.0.0.0/0"],
    ]);
    expect(Object.entries(resources(stack, egress)).map(([id, rule]) => [id, rule["prefix_list_id"], rule["cidr_ipv4"]])).toEqual([
      ["security_web-to-s3-443", "pl-1", undefined],
    ]);
  });

  test("lets a group talk to itself by a rule of each direction", () => {
    const stack = stackWith([{ from: "store", to: "store", ports: [9009], why: "Replication" }]);

    for (const [type, id] of [
      [ingress, "security_store-from-store-9009"],
      [egress, "security_store-to-store-9009"],
    ] as const) {
      const rules = resources(stack, type);
      expect(Object.keys(rules)).toEqual([id]);
      expect(rules[id]?.["referenced_security_group_id"]).toBe("${aws_security_group.security_store.id}");
    }
  });

  test("refuses every bad connection at once, each with its place, and makes nothing", () => {
    const stack = testStack();
    const bad: Connection<Group>[] = [
      { from: "web", to: "redis" as Group, ports: [6379], why: "Cache" },
      { from: "web", to: "store", ports: [0, 70_000, 1.5], why: "Queries" },
      { from: internet, to: s3, ports: [443], why: "Nothing of ours" },
      { from: "store", to: "web", ports: [], why: "it's quoted" },
    ];

    const attempt = (): unknown =>
      new ConnectionMatrix<Group>(stack, "security", { vpcId: "vpc-1", groups: { web: "web", store: "store" }, connections: bad });

    expect(attempt).toThrow(
      [
        "ohi-test/security: 7 problems",
        '  connections[0] web -> redis: no group "redis"; there are web, store',
        "  connections[1] web -> store: port 0; allowed are 1 to 65535",
        "  connections[1] web -> store: port 70000; allowed are 1 to 65535",
        "  connections[1] web -> store: port 1.5; allowed are 1 to 65535",
        "  connections[2] internet -> s3: joins two ranges of addresses; one end must be a group",
        "  connections[3] store -> web: no port; give at least one",
        '  connections[3] store -> web: the reason "it\'s quoted"; allowed are 1 to 255 letters, digits, spaces and . _-:/()#,@[]+=&;{}!$*',
      ].join("\n"),
    );
    expect(stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node))).toHaveLength(0);
  });

  test.each([1, 65_535])("takes port %i", (port) => {
    expect(Object.values(resources(stackWith([{ from: "web", to: "store", ports: [port], why: "a" }]), ingress))).toMatchObject([
      { from_port: port, to_port: port },
    ]);
  });

  test("refuses the port after the last", () => {
    expect(() => stackWith([{ from: "web", to: "store", ports: [65_536], why: "a" }])).toThrow(
      "  connections[0] web -> store: port 65536; allowed are 1 to 65535",
    );
  });

  test.each([1, 255])("takes a reason of %i characters", (length) => {
    expect(() => stackWith([{ from: "web", to: "store", ports: [1], why: "a".repeat(length) }])).not.toThrow();
  });

  test.each([0, 256])("refuses a reason of %i characters, which AWS does not take as a description", (length) => {
    const why = "a".repeat(length);

    expect(() => stackWith([{ from: "web", to: "store", ports: [1], why }])).toThrow(
      `  connections[0] web -> store: the reason "${why}"; allowed are 1 to 255 letters`,
    );
  });

  test("refuses a flow that stands twice", () => {
    expect(() => stackWith([{ from: "web", to: "store", ports: [1, 1], why: "a" }])).toThrow(
      "  web -> store:1 stands 2 times; once is enough",
    );
  });

  test("takes 60 rules in a direction of a group and refuses 61, a prefix list counting with its weight", () => {
    const ports = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    const heavy = { ...s3, weight: 2 };

    expect(() => stackWith([{ from: internet, to: "web", ports: ports(60), why: "a" }])).not.toThrow();
    expect(() => stackWith([{ from: internet, to: "web", ports: ports(61), why: "a" }])).toThrow(
      "  web ingress has 61 rules; AWS takes 60",
    );
    expect(() => stackWith([{ from: "web", to: heavy, ports: ports(30), why: "a" }])).not.toThrow();
    expect(() => stackWith([{ from: "web", to: heavy, ports: ports(31), why: "a" }])).toThrow("  web egress has 62 rules; AWS takes 60");
    expect(() => stackWith([{ from: heavy, to: "web", ports: ports(30), why: "a" }])).not.toThrow();
    expect(() => stackWith([{ from: heavy, to: "web", ports: ports(31), why: "a" }])).toThrow("  web ingress has 62 rules; AWS takes 60");
  });

  test("does not know groups that it was not given", () => {
    const matrix = new ConnectionMatrix<Group>(testStack(), "security", {
      vpcId: "vpc-1",
      groups: { web: "web", store: "store" },
      connections: [],
    });

    expect(() => matrix.idOf("cache" as Group)).toThrow('ohi-test/security: 1 problem\n  no group "cache"; there are web, store');
  });
});
