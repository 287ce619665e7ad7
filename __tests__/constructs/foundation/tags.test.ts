import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Construct } from "constructs";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

describe("tags", () => {
  test("reach every taggable resource, with the defaults of the policy", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    new Eip(stack, "one", {});
    new Eip(new Construct(stack, "parent"), "two", { provider: stack.edgeProvider });

    const found = resources(stack, "aws_eip");

    expect(Object.keys(found)).toEqual(["one", "parent_two"]);
    expect(found["one"]?.["tags"]).toEqual(tags({ Service: "web" }));
    expect(found["parent_two"]?.["tags"]).toEqual(tags({ Service: "web" }));
  });

  test("leave types without tags and data sources alone", () => {
    const stack = testStack();
    new RouteTableAssociation(stack, "association", { routeTableId: "rtb-1", subnetId: "subnet-1" });
    new DataAwsVpc(stack, "vpc", { id: "vpc-1" });

    const json = render(stack);

    expect(resources(json, "aws_route_table_association")).toEqual({ association: { route_table_id: "rtb-1", subnet_id: "subnet-1" } });
    expect(dataSources(json, "aws_vpc")).toEqual({ vpc: { id: "vpc-1" } });
  });

  test("are inherited down the tree, and the innermost wins", () => {
    const stack = testStack();
    tag(stack, { Service: "web", DataClassification: "public", Compliance: "none" });
    const store = new Construct(stack, "store");
    tag(store, { Service: "store", DataClassification: "pii" });
    tag(store, { BackupPolicy: "daily" });
    new Eip(store, "inner", {});
    new Eip(store, "innermost", { tags: { BackupPolicy: "weekly", Name: "own" } });
    new Eip(stack, "outer", {});

    const found = resources(stack, "aws_eip");

    expect(found["outer"]?.["tags"]).toEqual(tags({ Service: "web", DataClassification: "public", Compliance: "none" }));
    expect(found["store_inner"]?.["tags"]).toEqual(
      tags({ Service: "store", DataClassification: "pii", Compliance: "none", BackupPolicy: "daily" }),
    );
    expect(found["store_innermost"]?.["tags"]).toEqual(
      tags({ Service: "store", DataClassification: "pii", Compliance: "none", BackupPolicy: "weekly", Name: "own" }),
    );
  });

  test("of the stack's identity win over what a resource says", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    new Eip(stack, "address", { tags: { Project: "other", Environment: "prod", ManagedBy: "hand", Team: "one" } });

    expect(resources(stack, "aws_eip")["address"]?.["tags"]).toEqual(tags({ Service: "web", Team: "one" }));
  });

  test("that are missing, blank or unknown are refused, all at once and each with the resource's path", () => {
    const stack = testStack();
    new Eip(stack, "bare", {});
    new Eip(stack, "blank", { tags: { Service: "" } });
    new Eip(stack, "unknown", { tags: { Service: "web", BackupPolicy: "hourly" } });

    expect(() => render(stack)).toThrow(
      new RegExp(
        [
          "ohi-test/bare: tag Service is not set; allowed are web, store, .*",
          'ohi-test/blank: tag Service is ""; allowed are web, .*',
          'ohi-test/unknown: tag BackupPolicy is "hourly"; allowed are daily, weekly, none',
        ].join("\\n.*"),
      ),
    );
  });
});
