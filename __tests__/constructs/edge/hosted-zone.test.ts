import { HostedZone, type HostedZoneProps } from "../../../constructs/edge/hosted-zone";
import { render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const target = { dnsName: "target.example.net", zoneId: "Z-target", ipv6: true, evaluateHealth: false };
const zoneId = "${aws_route53_zone.dns.zone_id}";

function build(more: Partial<HostedZoneProps> = {}, use: (zone: HostedZone) => void = () => undefined): StackJson {
  const stack = testStack();
  use(new HostedZone(stack, "dns", { domain: "example.com", delegations: [], preventDestroy: true, ...more }));
  return render(stack);
}

describe("a hosted zone", () => {
  test("is public, and cannot be destroyed where it must not be", () => {
    expect(resources(build(), "aws_route53_zone")).toEqual({
      dns: {
        name: "example.com",
        comment: "Names of example.com",
        force_destroy: false,
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "dns", DataClassification: "public", Name: "ohi-test-zone" }),
      },
    });
  });

  test("lets only Amazon issue certificates", () => {
    expect(resources(build(), "aws_route53_record")).toEqual({
      dns_caa: {
        zone_id: zoneId,
        name: "example.com",
        type: "CAA",
        ttl: 300,
        records: ['0 issue "amazon.com"', '0 issue "amazontrust.com"', '0 issue "awstrust.com"', '0 issue "amazonaws.com"'],
      },
    });
  });

  test("delegates a name once the other zone's servers are known", () => {
    const delegations = [
      { label: "dev", nameServers: ["ns-1.example.net", "ns-2.example.net"] },
      { label: "staging", nameServers: [] },
    ];

    const records = resources(build({ delegations }), "aws_route53_record");

    expect(Object.keys(records).toSorted()).toEqual(["dns_caa", "dns_dev-delegation"]);
    expect(records["dns_dev-delegation"]).toEqual({
      zone_id: zoneId,
      name: "dev.example.com",
      type: "NS",
      ttl: 300,
      records: ["ns-1.example.net", "ns-2.example.net"],
    });
  });

  test("leads names to what AWS serves, by IPv4 and where there is IPv6 by that too", () => {
    const json = build({}, (zone) => {
      zone.alias(undefined, target);
      zone.alias("api", { ...target, ipv6: false, evaluateHealth: true });
    });
    const record = (name: string, type: string, health: boolean): Values => ({
      zone_id: zoneId,
      name,
      type,
      alias: { name: "target.example.net", zone_id: "Z-target", evaluate_target_health: health },
    });

    expect(resources(json, "aws_route53_record")).toEqual({
      dns_caa: expect.anything() as unknown,
      "dns_apex-a": record("example.com", "A", false),
      "dns_apex-aaaa": record("example.com", "AAAA", false),
      "dns_api-a": record("api.example.com", "A", true),
    });
  });
});
