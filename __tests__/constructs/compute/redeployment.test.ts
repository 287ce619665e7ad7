import { Redeployment } from "../../../constructs/compute/redeployment";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, render, resources, tags } from "../../support/stack";
import { taskStack } from "../../support/tasks";

const json = (() => {
  const stack = taskStack();
  const redeployment = new Redeployment(stack, "redeployment", {
    clusterName: "ohi-test-cluster",
    readers: {
      database: { secretArn: "arn:database", serviceNames: ["ohi-test-web", "ohi-test-worker"] },
      cache: { secretArn: "arn:cache", serviceNames: ["ohi-test-web"] },
    },
  });
  tag(redeployment, { Service: "web" });
  return render(stack);
})();

const account = "${data.aws_caller_identity.current.account_id}";
const documentNamed = (id: string): unknown => dataSources(json, "aws_iam_policy_document")[id];

describe("the redeployment after a rotation", () => {
  test("hears of the rotation of each secret, and names the services that read it", () => {
    const rules = resources(json, "aws_cloudwatch_event_rule");
    const patterns = Object.entries(rules).map(([id, { event_pattern: pattern }]) => [id, JSON.parse(String(pattern)) as unknown]);
    const rotated = (arn: string): object => ({
      source: ["aws.secretsmanager"],
      "detail-type": ["AWS Service Event via CloudTrail"],
      detail: {
        eventSource: ["secretsmanager.amazonaws.com"],
        eventName: ["RotationSucceeded"],
        additionalEventData: { SecretId: [arn] },
      },
    });
    expect(patterns).toEqual([
      ["redeployment_database-rotated", rotated("arn:database")],
      ["redeployment_cache-rotated", rotated("arn:cache")],
    ]);

    const common = { arn: "${aws_sfn_state_machine.redeployment.arn}", role_arn: "${aws_iam_role.redeployment_starter.arn}" };
    const dependsOn = ["aws_iam_role_policy.redeployment_starter_policy"];
    expect(resources(json, "aws_cloudwatch_event_target")).toEqual({
      "redeployment_database-readers": {
        ...common,
        rule: "${aws_cloudwatch_event_rule.redeployment_database-rotated.name}",
        input: '{"services":["ohi-test-web","ohi-test-worker"]}',
        depends_on: dependsOn,
      },
      "redeployment_cache-readers": {
        ...common,
        rule: "${aws_cloudwatch_event_rule.redeployment_cache-rotated.name}",
        input: '{"services":["ohi-test-web"]}',
        depends_on: dependsOn,
      },
    });
  });

  test("gives each of them a new deployment, and changes nothing else of it", () => {
    const machines = resources(json, "aws_sfn_state_machine");
    expect(machines).toEqual({
      redeployment: {
        name: "ohi-test-redeployment",
        type: "STANDARD",
        role_arn: "${aws_iam_role.redeployment_role.arn}",
        definition: expect.any(String) as string,
        depends_on: ["aws_iam_role_policy.redeployment_role_policy"],
        tags: tags({ Service: "web", Name: "ohi-test-redeployment" }),
      },
    });
    expect(JSON.parse(String(machines["redeployment"]?.["definition"]))).toEqual({
      Comment: "New tasks for services that read a rotated secret",
      StartAt: "EachService",
      States: {
        EachService: {
          Type: "Map",
          ItemsPath: "$.services",
          ItemProcessor: {
            ProcessorConfig: { Mode: "INLINE" },
            StartAt: "Redeploy",
            States: {
              Redeploy: {
                Type: "Task",
                Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
                Parameters: { Cluster: "ohi-test-cluster", "Service.$": "$", ForceNewDeployment: true },
                Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 5, BackoffRate: 2 }],
                End: true,
              },
            },
          },
          End: true,
        },
      },
    });
  });

  test("may do that to these services only, and be started by the rules only", () => {
    const service = (name: string): string => `arn:aws:ecs:eu-west-1:${account}:service/ohi-test-cluster/${name}`;

    expect(documentNamed("redeployment_role_grants")).toEqual({
      statement: [
        {
          sid: "Redeploy",
          effect: "Allow",
          actions: ["ecs:UpdateService"],
          resources: [service("ohi-test-web"), service("ohi-test-worker")],
        },
      ],
    });
    expect(documentNamed("redeployment_starter_grants")).toEqual({
      statement: [
        { sid: "Start", effect: "Allow", actions: ["states:StartExecution"], resources: ["${aws_sfn_state_machine.redeployment.arn}"] },
      ],
    });
    expect(["redeployment_role_trust", "redeployment_starter_trust"].map(documentNamed)).toMatchObject(
      ["states", "events"].map((service) => ({
        statement: [{ principals: [{ type: "Service", identifiers: [`${service}.amazonaws.com`] }] }],
      })),
    );
    expect(Object.values(resources(json, "aws_iam_role")).map(({ name }) => name)).toEqual([
      "ohi-test-redeployment-role",
      "ohi-test-redeployment-starter-role",
    ]);
  });
});
