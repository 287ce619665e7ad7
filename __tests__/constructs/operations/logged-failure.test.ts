import { LoggedFailure } from "../../../constructs/operations/logged-failure";
import { watchesIn } from "../../../constructs/operations/watch";
import { tag } from "../../../constructs/foundation/tags";
import { resources, testStack } from "../../support/stack";

describe("a failure that a log tells of", () => {
  const stack = testStack();
  tag(stack, { Service: "monitoring" });
  new LoggedFailure(stack, "boot", { name: "host", kind: "boot-failed", meaning: "It failed.", logGroupName: "/ec2/host", word: "FAILED" });

  test("is counted by the lines that have the word, as a metric under the stack's name", () => {
    expect(resources(stack, "aws_cloudwatch_log_metric_filter")).toEqual({
      boot: {
        name: "ohi-test-host-boot-failed",
        log_group_name: "/ec2/host",
        pattern: '"FAILED"',
        metric_transformation: { namespace: "ohi-test", name: "host-boot-failed", value: "1", unit: "Count" },
      },
    });
  });

  test("is watched under that very metric, from the first line on", () => {
    expect(watchesIn(stack)).toEqual([
      {
        name: "host",
        rule: {
          kind: "boot-failed",
          meaning: "It failed.",
          metric: { namespace: "ohi-test", name: "host-boot-failed", dimensions: {} },
          statistic: "Sum",
          limit: { above: { value: 0, unit: "" } },
          periodSeconds: 300,
          periods: 1,
          missing: "notBreaching",
        },
      },
    ]);
  });
});
