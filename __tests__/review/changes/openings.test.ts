import type { Draft } from "../../contracts/planted/draft";
import { changesBy, planted, told } from "./compared";

const ingress = (flow: string): string => `aws_vpc_security_group_ingress_rule.security_${flow}`;
const egress = (flow: string): string => `aws_vpc_security_group_egress_rule.security_${flow}`;
const group = (key: string): string => `\${aws_security_group.security_${key}.id}`;
const toRds = ingress("rds-from-api-5432");
const toInternalAlb = ingress("internal-alb-from-vpc-443");

const fromAddresses = (draft: Draft, rule: string, peer: Readonly<Record<string, string>>): Draft =>
  draft.set(rule, { referenced_security_group_id: undefined, cidr_ipv4: undefined, ...peer });

describe("what security groups open", () => {
  const rows = planted(
    ["a database to the internet", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "0.0.0.0/0" }), ["store-exposed", toRds]],
    ["a database to the internet of IPv6", (draft) => fromAddresses(draft, toRds, { cidr_ipv6: "::/0" }), ["store-exposed", toRds]],
    ["a database to a partner", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "203.0.113.0/24" }), ["store-exposed", toRds]],
    ["a database to a range with host bits", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "10.0.0.1/8" }), ["store-exposed", toRds]],
    ["a database by a variable", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "${var.office}" }), ["store-exposed", toRds]],
    ["a database to a prefix list", (draft) => fromAddresses(draft, toRds, { prefix_list_id: "pl-0123abcd" }), ["store-exposed", toRds]],
    [
      "a database to CloudFront's prefix list",
      (draft) => fromAddresses(draft, toRds, { prefix_list_id: "${data.aws_ec2_managed_prefix_list.network_cloudfront.id}" }),
      ["store-exposed", toRds],
    ],
    [
      "a database to a group by its id",
      (draft) => draft.set(toRds, { referenced_security_group_id: "sg-0123456789abcdef0" }),
      ["ingress-opened", toRds],
    ],
    [
      "a database by a new group to a prefix list",
      (draft) =>
        draft
          .copy("aws_security_group.security_rds", "new", { name: "ohi-dev-new-sg" })
          .set("aws_db_instance.postgres", { vpc_security_group_ids: ["${aws_security_group.new.id}"] })
          .copy(toRds, "more", { security_group_id: "${aws_security_group.new.id}", prefix_list_id: "pl-0123abcd" })
          .set("aws_vpc_security_group_ingress_rule.more", { referenced_security_group_id: undefined }),
      ["store-exposed", "aws_vpc_security_group_ingress_rule.more"],
    ],
    ["a database to the VPC", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "10.0.0.0/16" }), ["ingress-opened", toRds]],
    [
      "a database by a rule of the older kind",
      (draft) =>
        draft.add("aws_security_group_rule.more", {
          type: "ingress",
          security_group_id: group("rds"),
          protocol: "tcp",
          from_port: 5432,
          to_port: 5432,
          cidr_blocks: ["10.0.0.0/16", "0.0.0.0/0"],
        }),
      ["store-exposed", "aws_security_group_rule.more"],
      ["ingress-opened", "aws_security_group_rule.more"],
    ],
    [
      "a database by a rule inside its group",
      (draft) =>
        draft.set("aws_security_group.security_rds", {
          ingress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
        }),
      ["store-exposed", "aws_security_group.security_rds"],
    ],
    [
      "a cache",
      (draft) => fromAddresses(draft, ingress("elasticache-from-api-6379"), { cidr_ipv4: "0.0.0.0/0" }),
      ["store-exposed", ingress("elasticache-from-api-6379")],
    ],
    [
      "files",
      (draft) => fromAddresses(draft, ingress("efs-from-zookeeper-2049"), { cidr_ipv4: "0.0.0.0/0" }),
      ["store-exposed", ingress("efs-from-zookeeper-2049")],
    ],
    [
      "a host with a data disk",
      (draft) => fromAddresses(draft, ingress("clickhouse-from-signoz-query-8123"), { cidr_ipv4: "0.0.0.0/0" }),
      ["store-exposed", ingress("clickhouse-from-signoz-query-8123")],
    ],
    [
      "a service to the internet",
      (draft) => fromAddresses(draft, ingress("api-from-alb-8080"), { cidr_ipv4: "0.0.0.0/0" }),
      ["exposed", ingress("api-from-alb-8080")],
    ],
    ["an internal load balancer", (draft) => draft.set(toInternalAlb, { cidr_ipv4: "0.0.0.0/0" }), ["exposed", toInternalAlb]],
    ["more than the VPC", (draft) => draft.set(toInternalAlb, { cidr_ipv4: "10.0.0.0/8" }), ["exposed", toInternalAlb]],
    [
      "another port of the public load balancer",
      (draft) => draft.set(ingress("alb-from-internet-80"), { from_port: 8080, to_port: 8080 }),
      ["exposed", ingress("alb-from-internet-80")],
    ],
    [
      "all that is between the ports of the public load balancer",
      (draft) => draft.set(ingress("alb-from-internet-80"), { to_port: 443 }),
      ["exposed", ingress("alb-from-internet-80")],
    ],
    ["all ports between two", (draft) => draft.set(toRds, { from_port: 5000, to_port: 6000 }), ["ingress-opened", toRds]],
    ["every port", (draft) => draft.set(toRds, { ip_protocol: "-1", from_port: undefined, to_port: undefined }), ["ingress-opened", toRds]],
    ["another protocol", (draft) => draft.set(toRds, { ip_protocol: "udp" }), ["ingress-opened", toRds]],
    ["a way in for another group", (draft) => draft.set(toRds, { referenced_security_group_id: group("alb") }), ["ingress-opened", toRds]],
    [
      "a way out to the internet",
      (draft) => draft.copy(egress("api-to-internet-443"), "more", { security_group_id: group("rds") }),
      ["egress-opened", "aws_vpc_security_group_egress_rule.more"],
    ],
    [
      "a new group",
      (draft) =>
        draft
          .copy("aws_security_group.security_api", "new", { name: "ohi-dev-new-sg" })
          .copy(toRds, "more", { security_group_id: "${aws_security_group.new.id}" })
          .copy(egress("api-to-rds-5432"), "more", { security_group_id: "${aws_security_group.new.id}" }),
      ["ingress-added", "aws_vpc_security_group_ingress_rule.more"],
    ],
    ["nothing by a narrower range", (draft) => draft.set(toInternalAlb, { cidr_ipv4: "10.0.0.0/24" })],
    ["nothing by another name", (draft) => draft.rename(toRds, "renamed")],
    ["nothing by a second rule for the same", (draft) => draft.copy(toRds, "more", { description: "again" })],
    ["nothing by a rule that goes", (draft) => draft.drop(toRds)],
  );

  test.each(rows)("is told: $change", ({ plant, found }) => {
    expect(told(changesBy("openings", plant))).toEqual(found);
  });

  test("names who is let in, to what, on which port, and what is behind it", () => {
    const [change] = changesBy("openings", (draft) => fromAddresses(draft, toRds, { cidr_ipv4: "0.0.0.0/0" }));

    expect(change).toEqual({
      danger: "store-exposed",
      stack: "ohi-dev",
      address: toRds,
      what: "the internet (0.0.0.0/0) may connect to ohi-dev-rds-sg on TCP 5432",
      why: "aws_db_instance.postgres is behind it",
      before: "ohi-dev-api-sg on TCP 5432",
      after: "the internet (0.0.0.0/0) on TCP 5432",
      weight: 0,
      breaks: [],
    });
  });
});

describe("what security groups close", () => {
  const rows = planted(
    ["a database for a service", (draft) => draft.drop(toRds), ["connection-severed", toRds]],
    ["a service's way out", (draft) => draft.drop(egress("api-to-internet-443")), ["connection-severed", egress("api-to-internet-443")]],
    ["another port instead", (draft) => draft.set(toRds, { from_port: 3306, to_port: 3306 }), ["connection-severed", toRds]],
    [
      "nothing that goes with its group",
      (draft) =>
        ["api-from-alb-8080"]
          .reduce((changed, flow) => changed.drop(ingress(flow)), draft)
          .drop(egress("alb-to-api-8080"))
          .drop("aws_security_group.security_api"),
    ],
    ["nothing by a wider rule", (draft) => draft.set(toRds, { from_port: 5431, to_port: 5433 })],
  );

  test.each(rows)("is told: $change", ({ plant, found }) => {
    expect(told(changesBy("severed", plant))).toEqual(found);
  });

  test("in which direction", () => {
    const said = [ingress("rds-from-api-5432"), egress("api-to-internet-443")].flatMap((rule) =>
      changesBy("severed", (draft) => draft.drop(rule)).map(({ what }) => what),
    );

    expect(said).toEqual([
      "ohi-dev-rds-sg does not let in ohi-dev-api-sg on TCP 5432 any more",
      "ohi-dev-api-sg may not connect to the internet (0.0.0.0/0) on TCP 443 any more",
    ]);
  });
});
