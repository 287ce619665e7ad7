import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { ServiceRole } from "../security/service-role";
import { redeploymentAlarms } from "./redeployment-alarms";

export interface RedeploymentProps {
  /** Name of the cluster that the services are in. */
  readonly clusterName: string;
  /** Services that read a secret when their tasks start, by a word for the secret. */
  readonly readers: Readonly<Record<string, SecretReaders>>;
}

export interface SecretReaders {
  readonly secretArn: string;
  /** Names of the services, at least one. */
  readonly serviceNames: readonly string[];
}

/**
 * Starts new tasks of the services that read a secret as soon as it was rotated: a task reads its secrets once, when it starts.
 *
 * Connections that are open stay open, and tasks are replaced one after the other. Secrets Manager reports a rotation by CloudTrail, so
 * the account needs a trail.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export class Redeployment extends Construct {
  public constructor(scope: Construct, id: string, { clusterName, readers }: RedeploymentProps) {
    super(scope, id);
    tag(this, { Service: "rotation" });
    const { region, accountId } = PlatformStack.of(this);
    const names = [...new Set(Object.values(readers).flatMap(({ serviceNames }) => serviceNames))];
    const role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", "redeployment", "role"),
      description: "Starts new tasks of the services that read a rotated secret",
      service: "states.amazonaws.com",
      grants: [
        {
          sid: "Redeploy",
          actions: ["ecs:UpdateService"],
          resources: names.map((name) => `arn:aws:ecs:${region}:${accountId}:service/${clusterName}/${name}`),
        },
      ],
    });
    const name = nameOf(this, "aws_sfn_state_machine", "redeployment");
    const machine = new SfnStateMachine(this, "resource", {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: definition(clusterName),
      dependsOn: [...role.policies],
      tags: { Name: name },
    });
    watch(this, "passwords", redeploymentAlarms(machine.arn));
    const starter = new ServiceRole(this, "starter", {
      name: nameOf(this, "aws_iam_role", "redeployment", "starter", "role"),
      description: "Starts a redeployment when a secret was rotated",
      service: "events.amazonaws.com",
      grants: [{ sid: "Start", actions: ["states:StartExecution"], resources: [machine.arn] }],
    });
    for (const [word, { secretArn, serviceNames }] of Object.entries(readers)) {
      const ruleName = nameOf(this, "aws_cloudwatch_event_rule", word, "rotated");
      const rule = new CloudwatchEventRule(this, `${word}-rotated`, {
        name: ruleName,
        description: `A new value of ${word}`,
        eventPattern: pattern(secretArn),
        tags: { Name: ruleName },
      });
      new CloudwatchEventTarget(this, `${word}-readers`, {
        rule: rule.name,
        arn: machine.arn,
        roleArn: starter.arn,
        input: JSON.stringify({ services: serviceNames }),
        dependsOn: [...starter.policies],
      });
    }
  }
}

/** What Secrets Manager reports when a rotation has ended well. */
function pattern(secretArn: string): string {
  return JSON.stringify({
    source: ["aws.secretsmanager"],
    "detail-type": ["AWS Service Event via CloudTrail"],
    detail: {
      eventSource: ["secretsmanager.amazonaws.com"],
      eventName: ["RotationSucceeded"],
      additionalEventData: { SecretId: [secretArn] },
    },
  });
}

/** One new deployment for each service, of the task definition and with the number of tasks that it has. */
function definition(cluster: string): string {
  const redeploy = {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
    Parameters: { Cluster: cluster, "Service.$": "$", ForceNewDeployment: true },
    Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 5, BackoffRate: 2 }],
    End: true,
  };
  const each = {
    Type: "Map",
    ItemsPath: "$.services",
    ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, StartAt: "Redeploy", States: { Redeploy: redeploy } },
    End: true,
  };
  return JSON.stringify({
    Comment: "New tasks for services that read a rotated secret",
    StartAt: "EachService",
    States: { EachService: each },
  });
}
