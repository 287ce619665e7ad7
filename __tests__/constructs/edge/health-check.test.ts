import { HealthCheck } from "../../../constructs/edge/health-check";
import { resources, tags, testStack } from "../../support/stack";

test("a health check asks a host by TLS every 30 seconds from three regions", () => {
  const stack = testStack();
  new HealthCheck(stack, "api-health", { name: "api", host: "api.example.com", path: "/health" });

  expect(resources(stack, "aws_route53_health_check")).toEqual({
    "api-health": {
      type: "HTTPS",
      fqdn: "api.example.com",
      port: 443,
      resource_path: "/health",
      enable_sni: true,
      request_interval: 30,
      failure_threshold: 3,
      regions: ["us-east-1", "us-west-2", "eu-west-1"],
      tags: tags({ Service: "dns", Name: "ohi-test-api-health" }),
    },
  });
});
