import { InterfaceEndpoints } from "../../../constructs/network/interface-endpoints";
import { resources, tags, testStack } from "../../support/stack";

describe("interface endpoints", () => {
  test("stand in every given subnet for each service under its usual name", () => {
    const stack = testStack();

    new InterfaceEndpoints(stack, "endpoints", {
      vpcId: "vpc-1",
      services: ["ecr.api", "logs", "a.b.c"],
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
    });

    const common = {
      vpc_id: "vpc-1",
      vpc_endpoint_type: "Interface",
      subnet_ids: ["subnet-1", "subnet-2"],
      security_group_ids: ["sg-1"],
      private_dns_enabled: true,
    };
    expect(resources(stack, "aws_vpc_endpoint")).toEqual({
      "endpoints_ecr-api": {
        ...common,
        service_name: "com.amazonaws.eu-west-1.ecr.api",
        tags: tags({ Service: "vpc", Name: "ohi-test-ecr-api-endpoint" }),
      },
      "endpoints_a-b-c": {
        ...common,
        service_name: "com.amazonaws.eu-west-1.a.b.c",
        tags: tags({ Service: "vpc", Name: "ohi-test-a-b-c-endpoint" }),
      },
      endpoints_logs: {
        ...common,
        service_name: "com.amazonaws.eu-west-1.logs",
        tags: tags({ Service: "vpc", Name: "ohi-test-logs-endpoint" }),
      },
    });
  });
});
