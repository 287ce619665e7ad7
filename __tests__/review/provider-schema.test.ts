import { factsOf } from "../../review/generate-provider-schema";
import { providerSchema } from "../../review/provider-schema";
import { awsProvider } from "../../terraform/provider";
import { allStacks } from "../contracts/stacks";

describe("the provider's facts", () => {
  test("are those of the version that the stacks pin", () => {
    const { source, version } = awsProvider("linux_amd64");

    expect(source.endsWith(`/${providerSchema.source}`)).toBe(true);
    expect(providerSchema.version).toBe(version);
  });

  test("know every type of resource that is used", () => {
    const types = allStacks().flatMap((stack) => stack.resources.map(({ type }) => type));

    expect(types.filter((type) => !providerSchema.isKnown(type))).toEqual([]);
    expect(types.length).toBeGreaterThan(0);
  });

  test.each([
    ["aws_vpc", true, false],
    ["aws_security_group", true, true],
    ["aws_vpc_security_group_ingress_rule", true, false],
    ["aws_iam_role_policy", false, true],
    ["aws_route", false, false],
    ["aws_autoscaling_group", false, true],
  ])("tell of %s that it is taggable: %s, and named: %s", (type, taggable, named) => {
    expect([providerSchema.isTaggable(type), providerSchema.isNamed(type)]).toEqual([taggable, named]);
  });

  test("are drawn from a schema in the order of the types", () => {
    const attribute = { optional: true, type: "string" };
    const schemas = {
      provider_schemas: {
        "host.example/acme/cloud": {
          resource_schemas: {
            cloud_b: { block: { attributes: { name: attribute, tags: { optional: true }, tags_all: {} } } },
            cloud_c: { block: { attributes: { name: { type: "string" }, tags: {}, tags_all: {} } } },
            cloud_a: { block: {} },
          },
        },
      },
    };

    expect(JSON.parse(factsOf(schemas, "host.example/acme/cloud", "1.0.0"))).toEqual({
      source: "acme/cloud",
      version: "1.0.0",
      taggable: ["cloud_b"],
      untaggable: ["cloud_a", "cloud_c"],
      named: ["cloud_b"],
    });
  });

  test("are refused when Terraform tells of another provider", () => {
    expect(() => factsOf({ provider_schemas: {} }, "host.example/acme/cloud", "1.0.0")).toThrow(
      "Terraform told no schema of host.example/acme/cloud.",
    );
  });
});
