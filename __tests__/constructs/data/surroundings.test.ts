import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DatabaseEvents } from "../../../constructs/data/database-events";
import { EnhancedMonitoring } from "../../../constructs/data/enhanced-monitoring";
import { StoreSubnets } from "../../../constructs/data/store-subnets";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, limitRoles, render, resources, tags, testStack } from "../../support/stack";

describe("enhanced monitoring", () => {
  test("writes to the one log group of the account that RDS uses for it", () => {
    const stack = testStack();
    limitRoles(stack);
    new EnhancedMonitoring(stack, "monitoring");

    const json = render(stack);

    const group = "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:RDSOSMetrics*";
    expect(Object.values(resources(json, "aws_iam_role")).map(({ name }) => name)).toEqual(["ohi-test-rds-monitoring-role"]);
    expect(dataSources(json, "aws_iam_policy_document")["monitoring_role_grants"]).toEqual({
      statement: [
        { sid: "MakeLogGroup", effect: "Allow", actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [group] },
        {
          sid: "WriteMeasurements",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
          resources: [group],
        },
      ],
    });
  });
});

describe("events of databases", () => {
  test("are reported to the topic for the given instances, as far as somebody has to know of them", () => {
    const stack = testStack();
    tag(stack, { Service: "store" });
    const instances = ["one", "two"].map((id) => new DbInstance(stack, id, { identifier: id, instanceClass: "db.t4g.micro" }));
    new DatabaseEvents(stack, "events", { instances, topicArn: "arn:topic" });

    expect(resources(stack, "aws_db_event_subscription")).toEqual({
      events: {
        name: "ohi-test-database-events",
        sns_topic: "arn:topic",
        source_type: "db-instance",
        source_ids: ["${aws_db_instance.one.identifier}", "${aws_db_instance.two.identifier}"],
        event_categories: [
          "availability",
          "configuration change",
          "deletion",
          "failover",
          "failure",
          "low storage",
          "maintenance",
          "read replica",
          "recovery",
          "restoration",
        ],
        tags: tags({ Service: "monitoring", Name: "ohi-test-database-events" }),
      },
    });
  });
});

describe("the subnets of stores", () => {
  test("are one group for databases and one for caches", () => {
    const stack = testStack();
    new StoreSubnets(stack, "subnets", { subnetIds: ["subnet-1", "subnet-2"] });

    const json = render(stack);

    const group = (name: string): Record<string, unknown> => ({
      name,
      description: "Subnets without any way to the internet",
      subnet_ids: ["subnet-1", "subnet-2"],
      tags: tags({ Service: "vpc", Name: name }),
    });
    expect(resources(json, "aws_db_subnet_group")).toEqual({ subnets_databases: group("ohi-test-db-subnet-group") });
    expect(resources(json, "aws_elasticache_subnet_group")).toEqual({ subnets_caches: group("ohi-test-cache-subnet-group") });
  });
});
