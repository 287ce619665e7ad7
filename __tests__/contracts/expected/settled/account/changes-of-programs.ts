import { asked, claimed, own, reach } from "./reach";
import { edgeLogGroups, homeLogGroups } from "../log-groups";
import type { SettledStatements } from "../statement";

/** What the roles that deploy change of programs, and of what watches over them. */
export const changesOfPrograms: SettledStatements = {
  ChangeServices: reach(
    [
      [
        "ecs",
        "CreateCluster CreateService DeleteCluster DeleteService PutClusterCapacityProviders",
        "RegisterTaskDefinition RunTask TagResource UntagResource UpdateCluster UpdateClusterSettings",
        "UpdateService",
      ],
    ],
    [
      "arn:aws:ecs:eu-west-1:{account}:cluster/{stack}-*",
      "arn:aws:ecs:eu-west-1:{account}:service/{stack}-*",
      "arn:aws:ecs:eu-west-1:{account}:task/{stack}-*",
      "arn:aws:ecs:eu-west-1:{account}:task-definition/{stack}-*",
    ],
  ),
  RetireTaskDefinitions: reach([["ecs", "DeregisterTaskDefinition"]], ["*"]),
  MakeTargets: reach(
    [["application-autoscaling", "RegisterScalableTarget"]],
    ["arn:aws:application-autoscaling:eu-west-1:{account}:scalable-target/*"],
    asked,
  ),
  TagNewTargets: reach(
    [["application-autoscaling", "TagResource"]],
    ["arn:aws:application-autoscaling:eu-west-1:{account}:scalable-target/*"],
    claimed,
  ),
  ScaleServices: reach(
    [
      [
        "application-autoscaling",
        "DeleteScalingPolicy DeregisterScalableTarget PutScalingPolicy RegisterScalableTarget TagResource",
        "UntagResource",
      ],
    ],
    ["arn:aws:application-autoscaling:eu-west-1:{account}:scalable-target/*"],
    own,
  ),
  ChangeRepositories: reach(
    [
      [
        "ecr",
        "BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload CreateRepository DeleteLifecyclePolicy",
        "DeleteRepository GetDownloadUrlForLayer InitiateLayerUpload PutImage PutImageScanningConfiguration",
        "PutImageTagMutability PutLifecyclePolicy TagResource UntagResource UploadLayerPart",
      ],
    ],
    ["arn:aws:ecr:eu-west-1:{account}:repository/{stack}-*"],
  ),
  LogInToRegistry: reach([["ecr", "GetAuthorizationToken"]], ["*"]),
  ChangeFunctions: reach(
    [
      ["cloudformation", "CreateStack DeleteStack TagResource UntagResource UpdateStack"],
      [
        "lambda",
        "AddPermission CreateFunction DeleteFunction RemovePermission TagResource UntagResource",
        "InvokeFunction UpdateFunctionCode UpdateFunctionConfiguration",
      ],
      ["states", "CreateStateMachine DeleteStateMachine TagResource UntagResource UpdateStateMachine"],
      ["events", "DeleteRule PutRule PutTargets RemoveTargets TagResource UntagResource"],
    ],
    [
      "arn:aws:cloudformation:eu-west-1:{account}:stack/{stack}-*/*",
      "arn:aws:lambda:eu-west-1:{account}:function:{stack}-*",
      "arn:aws:states:eu-west-1:{account}:stateMachine:{stack}-*",
      "arn:aws:events:eu-west-1:{account}:rule/{stack}-*",
    ],
  ),
  MakeDirectory: reach([["servicediscovery", "CreatePrivateDnsNamespace"]], ["*"], asked),
  TagNames: reach([["servicediscovery", "TagResource"]], ["*"], asked),
  NameServices: reach([["servicediscovery", "CreateService"]], ["arn:aws:servicediscovery:eu-west-1:{account}:namespace/*"], own),
  MakeNames: reach([["servicediscovery", "CreateService"]], ["arn:aws:servicediscovery:eu-west-1:{account}:service/*"], asked),
  ChangeDirectory: reach(
    [["servicediscovery", "DeleteNamespace DeleteService DeregisterInstance RegisterInstance", "UpdatePrivateDnsNamespace UpdateService"]],
    ["arn:aws:servicediscovery:eu-west-1:{account}:namespace/*", "arn:aws:servicediscovery:eu-west-1:{account}:service/*"],
    own,
  ),
  ChangeLogGroups: reach(
    [
      [
        "logs",
        "AssociateKmsKey CreateLogGroup DeleteDataProtectionPolicy DeleteLogGroup DeleteMetricFilter",
        "DeleteRetentionPolicy DisassociateKmsKey PutDataProtectionPolicy PutMetricFilter PutRetentionPolicy",
        "TagResource UntagResource",
      ],
    ],
    [...homeLogGroups, ...edgeLogGroups],
  ),
  ChangeEndsOfDeliveries: reach(
    [
      [
        "logs",
        "CreateDelivery DeleteDeliveryDestination DeleteDeliverySource PutDeliveryDestination",
        "PutDeliverySource TagResource UntagResource UpdateDeliveryConfiguration",
      ],
    ],
    ["arn:aws:logs:us-east-1:{account}:delivery-destination:{stack}-*", "arn:aws:logs:us-east-1:{account}:delivery-source:{stack}-*"],
  ),
  MakeDeliveries: reach([["logs", "CreateDelivery"]], ["arn:aws:logs:us-east-1:{account}:delivery:*"], asked),
  TagNewDeliveries: reach([["logs", "TagResource"]], ["arn:aws:logs:us-east-1:{account}:delivery:*"], claimed),
  ChangeDeliveries: reach(
    [["logs", "DeleteDelivery TagResource UntagResource UpdateDeliveryConfiguration"]],
    ["arn:aws:logs:us-east-1:{account}:delivery:*"],
    own,
  ),
  LetServicesLog: reach(
    [
      [
        "logs",
        "CreateLogDelivery DeleteLogDelivery DeleteResourcePolicy GetLogDelivery ListLogDeliveries",
        "PutResourcePolicy UpdateLogDelivery",
      ],
    ],
    ["*"],
  ),
  ChangeWatching: reach(
    [
      ["budgets", "ModifyBudget TagResource UntagResource"],
      ["cloudwatch", "DeleteAlarms DeleteDashboards PutDashboard PutMetricAlarm TagResource UntagResource"],
      ["sns", "CreateTopic DeleteTopic SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource"],
    ],
    [
      "arn:aws:budgets::{account}:budget/{stack}-*",
      "arn:aws:cloudwatch:eu-west-1:{account}:alarm:{stack}-*",
      "arn:aws:cloudwatch:eu-west-1:{account}:alarm:TargetTracking-service/{stack}-cluster/*",
      "arn:aws:cloudwatch:us-east-1:{account}:alarm:{stack}-*",
      "arn:aws:cloudwatch::{account}:dashboard/{stack}-*",
      "arn:aws:sns:eu-west-1:{account}:{stack}-*",
      "arn:aws:sns:us-east-1:{account}:{stack}-*",
    ],
  ),
};
