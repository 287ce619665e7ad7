import type { Block } from "../../../review/value";
import { small, toldBetween } from "./small";

const group = (name: string): string => `\${aws_security_group.${name}.id}`;
const rule = (owner: string, peer: Block): Block => ({
  security_group_id: group(owner),
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  ...peer,
});

/** Groups that let in the internet, one another and nobody, with one thing that carries some of them. */
const carrying = (address: string | undefined, groups: readonly string[] = []): Block =>
  small({
    "aws_vpc.one": { cidr_block: "10.0.0.0/16" },
    "aws_security_group.open": {},
    "aws_security_group.inner": {},
    "aws_security_group.same": {},
    "aws_security_group.shut": {},
    "aws_vpc_security_group_ingress_rule.open": rule("open", { cidr_ipv4: "0.0.0.0/0" }),
    "aws_vpc_security_group_ingress_rule.inner": rule("inner", { referenced_security_group_id: group("open") }),
    "aws_vpc_security_group_ingress_rule.same": rule("same", { referenced_security_group_id: group("open") }),
    ...(address === undefined ? {} : { [address]: { security_groups: groups.map(group) } }),
  });

const service = "aws_ecs_service.one";
const store = "aws_db_instance.one";

describe("a security group that something gets", () => {
  test.each<readonly [what: string, address: string, before: readonly string[], after: readonly string[], danger: string]>([
    ["lets strangers in", service, ["shut"], ["shut", "open"], "exposed"],
    ["lets strangers in to a store", store, ["inner"], ["inner", "open"], "store-exposed"],
    ["lets in more from inside", service, ["shut"], ["inner"], "ingress-opened"],
    ["lets in more from inside to a store", store, [], ["inner"], "ingress-opened"],
  ])("is told when it %s", (_what, address, before, after, danger) => {
    expect(toldBetween("carriers", carrying(address, before), carrying(address, after))).toEqual([[danger, address]]);
  });

  test.each<readonly [what: string, before: readonly string[], after: readonly string[]]>([
    ["lets nobody in", ["inner"], ["inner", "shut"]],
    ["lets in whom another one let in on the same ports", ["inner"], ["same"]],
    ["is one less", ["open", "inner"], ["inner"]],
    ["is in another place of the list", ["open", "inner"], ["inner", "open"]],
  ])("is not told when it %s", (_what, before, after) => {
    expect(toldBetween("carriers", carrying(service, before), carrying(service, after))).toEqual([]);
  });

  test("is told of what is new only when it is a store that strangers reach", () => {
    expect(toldBetween("carriers", carrying(undefined), carrying(store, ["open"]))).toEqual([["store-exposed", store]]);
    expect(toldBetween("carriers", carrying(undefined), carrying(store, ["inner"]))).toEqual([]);
    expect(toldBetween("carriers", carrying(undefined), carrying(service, ["open"]))).toEqual([]);
  });

  test("is not told when its rule is new, which is told itself", () => {
    const after = carrying(service, ["inner"]);

    expect(toldBetween("carriers", small({ [service]: { security_groups: [] }, "aws_security_group.inner": {} }), after)).toEqual([]);
  });
});
