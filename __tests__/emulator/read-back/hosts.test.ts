import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { Route53Client } from "@aws-sdk/client-route-53";
import { readHosts } from "../../../emulator/read-back/hosts";
import { answered, nowhere } from "../../support/aws-answers";

describe("reading hosts back", () => {
  const rule = (host: string, actions: readonly object[]): object => ({
    Priority: "100",
    Conditions: [{ Field: "host-header", Values: [host] }],
    Actions: actions,
  });
  const balancing = answered(new ElasticLoadBalancingV2Client(nowhere), {
    DescribeLoadBalancersCommand: { LoadBalancers: [{ LoadBalancerArn: "arn:lb", LoadBalancerName: "lb" }] },
    DescribeListenersCommand: { Listeners: [{ ListenerArn: "arn:listener", Port: 443 }] },
    DescribeRulesCommand: {
      Rules: [
        rule("api.example.com", [{ Type: "forward", TargetGroupArn: "arn:targets" }]),
        rule("lost.example.com", [{ Type: "fixed-response" }]),
        { Priority: "default", IsDefault: true },
      ],
    },
    DescribeTargetGroupsCommand: { TargetGroups: [{ Port: 8080, HealthCheckPath: "/health" }] },
  });
  const dns = answered(new Route53Client(nowhere), {
    ListHostedZonesCommand: { HostedZones: [{ Id: "Z1" }] },
    ListResourceRecordSetsCommand: {
      ResourceRecordSets: [
        { Name: "api.example.com.", Type: "A" },
        { Name: "lost.example.com.", Type: "TXT" },
      ],
    },
  });

  test("follows each host from its rule to its targets and to its record", async () => {
    expect(await readHosts(balancing, dns)).toEqual({
      "api.example.com": { loadBalancer: "lb", listener: 443, priority: 100, port: 8080, healthPath: "/health", record: true },
      "lost.example.com": { loadBalancer: "lb", listener: 443, priority: 100, port: 0, healthPath: "?", record: false },
    });
  });
});
