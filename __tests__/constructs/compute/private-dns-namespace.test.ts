import { PrivateDnsNamespace } from "../../../constructs/compute/private-dns-namespace";
import { render, resources, tags, testStack } from "../../support/stack";

const json = (() => {
  const stack = testStack();
  const directory = new PrivateDnsNamespace(stack, "directory", { vpcId: "vpc-1" });
  directory.register("web-1", "web");
  directory.registerAddress("store", "store", "10.0.10.5");
  return render(stack);
})();

const entry = {
  dns_config: {
    namespace_id: "${aws_service_discovery_private_dns_namespace.directory.id}",
    routing_policy: "MULTIVALUE",
    dns_records: [{ type: "A", ttl: 10 }],
  },
  force_destroy: true,
};

describe("a service directory", () => {
  test("is a private zone named after the stack", () => {
    expect(resources(json, "aws_service_discovery_private_dns_namespace")).toEqual({
      directory: {
        name: "ohi-test.local",
        description: "Names of the programs, inside the VPC",
        vpc: "vpc-1",
        tags: tags({ Service: "dns", Name: "ohi-test.local" }),
      },
    });
  });

  test("has an entry for each name; ECS says which of its tasks are healthy", () => {
    expect(resources(json, "aws_service_discovery_service")).toEqual({
      "directory_web-1": {
        ...entry,
        name: "web-1",
        health_check_custom_config: { failure_threshold: 1 },
        tags: tags({ Service: "web", Name: "ohi-test-web-1" }),
      },
      directory_store: { ...entry, name: "store", tags: tags({ Service: "store", Name: "ohi-test-store" }) },
    });
  });

  test("leads the name of a host to its address", () => {
    expect(resources(json, "aws_service_discovery_instance")).toEqual({
      "directory_store-address": {
        service_id: "${aws_service_discovery_service.directory_store.id}",
        instance_id: "store",
        attributes: { AWS_INSTANCE_IPV4: "10.0.10.5" },
      },
    });
  });
});
