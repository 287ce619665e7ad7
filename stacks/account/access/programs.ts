import { type Grant, named } from "../../../constructs/security/policy-document";
import { edgeLogGroupPrefixes, logGroupPrefixes } from "../../workload/log-groups";
import { anywhere, atEdge, claiming, type DeliveryScope, here, tagged, tagging } from "./scope";

/** The services, what they are started from, and the names by which they find each other. */
export function programGrants(scope: DeliveryScope): Grant[] {
  return [...services(scope), ...images(scope), ...functions(scope), ...names(scope)];
}

/** What keeps their logs, and tells people how they are. */
export function watchingGrants(scope: DeliveryScope): Grant[] {
  return [...logs(scope), ...alarms(scope)];
}

function services(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  const targets = here(scope, "application-autoscaling", "scalable-target/*");
  return [
    {
      sid: "ChangeServices",
      actions: named(
        "ecs",
        "CreateCluster",
        "CreateService",
        "DeleteCluster",
        "DeleteService",
        "PutClusterCapacityProviders",
        "RegisterTaskDefinition",
        "RunTask",
        "TagResource",
        "UntagResource",
        "UpdateCluster",
        "UpdateClusterSettings",
        "UpdateService",
      ),
      resources: here(scope, "ecs", `cluster/${prefix}-*`, `service/${prefix}-*`, `task/${prefix}-*`, `task-definition/${prefix}-*`),
    },
    { sid: "RetireTaskDefinitions", actions: named("ecs", "DeregisterTaskDefinition"), resources: ["*"] },
    {
      sid: "MakeTargets",
      actions: named("application-autoscaling", "RegisterScalableTarget"),
      resources: targets,
      conditions: tagging(scope),
    },
    { sid: "TagNewTargets", actions: named("application-autoscaling", "TagResource"), resources: targets, conditions: claiming(scope) },
    {
      sid: "ScaleServices",
      actions: named(
        "application-autoscaling",
        "DeleteScalingPolicy",
        "DeregisterScalableTarget",
        "PutScalingPolicy",
        "RegisterScalableTarget",
        "TagResource",
        "UntagResource",
      ),
      resources: targets,
      conditions: tagged(scope),
    },
  ];
}

function images(scope: DeliveryScope): Grant[] {
  return [
    {
      sid: "ChangeRepositories",
      actions: named(
        "ecr",
        "BatchCheckLayerAvailability",
        "BatchGetImage",
        "CompleteLayerUpload",
        "CreateRepository",
        "DeleteLifecyclePolicy",
        "DeleteRepository",
        "GetDownloadUrlForLayer",
        "InitiateLayerUpload",
        "PutImage",
        "PutImageScanningConfiguration",
        "PutImageTagMutability",
        "PutLifecyclePolicy",
        "TagResource",
        "UntagResource",
        "UploadLayerPart",
      ),
      resources: here(scope, "ecr", `repository/${scope.prefix}-*`),
    },
    { sid: "LogInToRegistry", actions: named("ecr", "GetAuthorizationToken"), resources: ["*"] },
  ];
}

/** Functions come by CloudFormation, which asks with the permissions of whoever has it make them. */
function functions(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  return [
    {
      sid: "ChangeFunctions",
      actions: [
        ...named("cloudformation", "CreateStack", "DeleteStack", "TagResource", "UntagResource", "UpdateStack"),
        ...named("lambda", "AddPermission", "CreateFunction", "DeleteFunction", "RemovePermission", "TagResource", "UntagResource"),
        ...named("lambda", "InvokeFunction", "UpdateFunctionCode", "UpdateFunctionConfiguration"), // who sets a rotation has to be able to invoke it
        ...named("states", "CreateStateMachine", "DeleteStateMachine", "TagResource", "UntagResource", "UpdateStateMachine"),
        ...named("events", "DeleteRule", "PutRule", "PutTargets", "RemoveTargets", "TagResource", "UntagResource"),
      ],
      resources: [
        ...here(scope, "cloudformation", `stack/${prefix}-*/*`),
        ...here(scope, "lambda", `function:${prefix}-*`),
        ...here(scope, "states", `stateMachine:${prefix}-*`),
        ...here(scope, "events", `rule/${prefix}-*`),
      ],
    },
  ];
}

/** Cloud Map; it keeps its names in a private zone, with the permissions of whoever has it make one. */
function names(scope: DeliveryScope): Grant[] {
  const namespaces = here(scope, "servicediscovery", "namespace/*");
  const services = here(scope, "servicediscovery", "service/*");
  return [
    {
      sid: "MakeDirectory",
      actions: named("servicediscovery", "CreatePrivateDnsNamespace"),
      resources: ["*"],
      conditions: tagging(scope),
    },
    { sid: "TagNames", actions: named("servicediscovery", "TagResource"), resources: ["*"], conditions: tagging(scope) },
    // AWS asks for both: the namespace that there is, and the service that is just being made.
    { sid: "NameServices", actions: named("servicediscovery", "CreateService"), resources: namespaces, conditions: tagged(scope) },
    { sid: "MakeNames", actions: named("servicediscovery", "CreateService"), resources: services, conditions: tagging(scope) },
    {
      sid: "ChangeDirectory",
      actions: named(
        "servicediscovery",
        "DeleteNamespace",
        "DeleteService",
        "DeregisterInstance",
        "RegisterInstance",
        "UpdatePrivateDnsNamespace",
        "UpdateService",
      ),
      resources: [...namespaces, ...services],
      conditions: tagged(scope),
    },
  ];
}

function logs(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  const deliveries = atEdge(scope, "logs", "delivery:*");
  return [
    {
      sid: "ChangeLogGroups",
      actions: named(
        "logs",
        "AssociateKmsKey",
        "CreateLogGroup",
        "DeleteDataProtectionPolicy",
        "DeleteLogGroup",
        "DeleteMetricFilter",
        "DeleteRetentionPolicy",
        "DisassociateKmsKey",
        "PutDataProtectionPolicy",
        "PutMetricFilter",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ),
      resources: [
        ...here(scope, "logs", ...logGroupPrefixes(prefix).map((beginning) => `log-group:${beginning}*`)),
        ...atEdge(scope, "logs", ...edgeLogGroupPrefixes(prefix).map((beginning) => `log-group:${beginning}*`)),
      ],
    },
    {
      sid: "ChangeEndsOfDeliveries",
      actions: named(
        "logs",
        "CreateDelivery",
        "DeleteDeliveryDestination",
        "DeleteDeliverySource",
        "PutDeliveryDestination",
        "PutDeliverySource",
        "TagResource",
        "UntagResource",
        "UpdateDeliveryConfiguration",
      ),
      resources: atEdge(scope, "logs", `delivery-destination:${prefix}-*`, `delivery-source:${prefix}-*`),
    },
    { sid: "MakeDeliveries", actions: named("logs", "CreateDelivery"), resources: deliveries, conditions: tagging(scope) },
    { sid: "TagNewDeliveries", actions: named("logs", "TagResource"), resources: deliveries, conditions: claiming(scope) },
    {
      sid: "ChangeDeliveries",
      actions: named("logs", "DeleteDelivery", "TagResource", "UntagResource", "UpdateDeliveryConfiguration"),
      resources: deliveries,
      conditions: tagged(scope),
    },
    // Who writes flow logs and web ACLs' logs is told with these; they know no resource.
    {
      sid: "LetServicesLog",
      actions: named(
        "logs",
        "CreateLogDelivery",
        "DeleteLogDelivery",
        "DeleteResourcePolicy",
        "GetLogDelivery",
        "ListLogDeliveries",
        "PutResourcePolicy",
        "UpdateLogDelivery",
      ),
      resources: ["*"],
    },
  ];
}

/** Alarms that Application Auto Scaling makes of a policy, by the rights of whoever makes the policy. */
function scalingAlarms({ prefix }: DeliveryScope): string[] {
  return [`alarm:TargetTracking-service/${prefix}-cluster/*`];
}

function alarms(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  return [
    {
      sid: "ChangeWatching",
      actions: [
        ...named("budgets", "ModifyBudget", "TagResource", "UntagResource"),
        ...named("cloudwatch", "DeleteAlarms", "DeleteDashboards", "PutDashboard", "PutMetricAlarm"),
        ...named("cloudwatch", "TagResource", "UntagResource"),
        ...named("sns", "CreateTopic", "DeleteTopic", "SetTopicAttributes", "Subscribe", "TagResource", "Unsubscribe", "UntagResource"),
      ],
      resources: [
        ...anywhere(scope, "budgets", `budget/${prefix}-*`),
        ...here(scope, "cloudwatch", `alarm:${prefix}-*`, ...scalingAlarms(scope)),
        ...atEdge(scope, "cloudwatch", `alarm:${prefix}-*`),
        ...anywhere(scope, "cloudwatch", `dashboard/${prefix}-*`),
        ...here(scope, "sns", `${prefix}-*`),
        ...atEdge(scope, "sns", `${prefix}-*`),
      ],
    },
  ];
}
