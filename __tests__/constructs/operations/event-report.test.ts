import { EventReport } from "../../../constructs/operations/event-report";
import { render, resources, tags, testStack } from "../../support/stack";

describe("the report of an event", () => {
  const stack = testStack();
  const rule = {
    kind: "task-stopped",
    service: "ecs",
    meaning: "A task ended.",
    pattern: { source: ["aws.ecs"] },
    details: { reason: "$.detail.reason", task: "$.detail.task" },
  };
  new EventReport(stack, "report", { rule, topicArn: "arn:topic", runbookUrl: "https://example.org/runbook" });
  const json = render(stack);

  test("is told of the events of its pattern", () => {
    expect(resources(json, "aws_cloudwatch_event_rule")).toEqual({
      report: {
        name: "ohi-test-task-stopped",
        description: "A task ended. https://example.org/runbook#task-stopped",
        event_pattern: '{"source":["aws.ecs"]}',
        tags: tags({ Service: "ecs", Name: "ohi-test-task-stopped" }),
      },
    });
  });

  test("says in a few lines what happened to what, and where to read on", () => {
    expect(resources(json, "aws_cloudwatch_event_target")).toEqual({
      report_target: {
        rule: "${aws_cloudwatch_event_rule.report.name}",
        arn: "arn:topic",
        input_transformer: {
          input_paths: rule.details,
          input_template: [
            '"ohi-test-task-stopped: A task ended."',
            '"reason: <reason>"',
            '"task: <task>"',
            '"https://example.org/runbook#task-stopped"',
          ].join("\n"),
        },
      },
    });
  });
});
