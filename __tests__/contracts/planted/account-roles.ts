import type { Block } from "../../../review/value";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const account = "${data.aws_caller_identity.current.account_id}";
const state = "${aws_s3_bucket.state.arn}";

const identity = "data.aws_iam_policy_document.dev-deploy_identity-grants";
const deployState = "data.aws_iam_policy_document.dev-deploy_state-grants";
const planState = "data.aws_iam_policy_document.dev-plan_state-grants";

const giving = (environment: string): Block[] => [{ test: "StringEquals", variable: "aws:RequestTag/Environment", values: [environment] }];

/** Mistakes by which a delivery role gets further than it should. */
export const accountRoleBugs: readonly PlantedBug[] = [
  ...bugsFor("delivery-state", [
    [
      "the states of all environments",
      deployState,
      (draft) => draft.setStatement("dev-deploy_state-grants", "ReadAndWriteState", { resources: [`${state}/*`] }),
    ],
    [
      "the state of another environment",
      planState,
      (draft) => draft.setStatement("dev-plan_state-grants", "ReadState", { resources: [`${state}/ohi-prod/terraform.tfstate`] }),
    ],
    [
      "the state of the account",
      deployState,
      (draft) => draft.setStatement("dev-deploy_state-grants", "LockState", { resources: [`${state}/ohi-*/terraform.tfstate.tflock`] }),
    ],
    [
      "the account's own state, by its name",
      deployState,
      (draft) =>
        draft.setStatement("dev-deploy_state-grants", "ReadAndWriteState", { resources: [`${state}/ohi-account/terraform.tfstate`] }),
    ],
    [
      "a plan that writes the state",
      "aws_iam_role.dev-plan",
      (draft) => draft.setStatement("dev-plan_state-grants", "ReadState", { actions: ["s3:GetObject", "s3:PutObject"] }),
    ],
    [
      "a deployment that deletes the state",
      "aws_iam_role.dev-deploy",
      (draft) =>
        draft.setStatement("dev-deploy_state-grants", "ReadAndWriteState", {
          actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        }),
    ],
    [
      "no lock",
      "aws_iam_role.dev-plan",
      (draft) => draft.setStatement("dev-plan_state-grants", "LockState", { actions: ["s3:GetObject"] }),
    ],
    ["a list of all states", planState, (draft) => draft.setStatement("dev-plan_state-grants", "FindState", { condition: undefined })],
    [
      "a list that begins with nothing",
      planState,
      (draft) =>
        draft.setStatement("dev-plan_state-grants", "FindState", {
          condition: [{ test: "StringEquals", variable: "s3:prefix", values: ["ohi-dev/terraform.tfstate", "env:/", ""] }],
        }),
    ],
  ]),
  ...bugsFor("delivery-scope", [
    [
      "names of another environment",
      "data.aws_iam_policy_document.dev-deploy_stores-grants",
      (draft) =>
        draft.setStatement("dev-deploy_stores-grants", "ChangeDatabases", {
          resources: [`arn:aws:rds:eu-west-1:${account}:db:ohi-prod-*`],
        }),
    ],
    [
      "the network of every environment",
      "data.aws_iam_policy_document.dev-deploy_network-grants",
      (draft) => draft.setStatement("dev-deploy_network-grants", "UseAndChangeOwn", { condition: undefined }),
    ],
    [
      "everything that has not the environment's tags",
      "data.aws_iam_policy_document.dev-deploy_network-grants",
      (draft) =>
        draft.setStatement("dev-deploy_network-grants", "UseAndChangeOwn", {
          condition: [{ test: "StringNotEquals", variable: "aws:ResourceTag/Environment", values: ["dev"] }],
        }),
    ],
    [
      "tags of another environment",
      "data.aws_iam_policy_document.dev-deploy_network-grants",
      (draft) =>
        draft.setStatement("dev-deploy_network-grants", "UseAndChangeOwn", {
          condition: [{ test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["prod"] }],
        }),
    ],
    [
      "roles by their names, but with tags of another environment",
      identity,
      (draft) =>
        draft.setStatement("dev-deploy_identity-grants", "ChangeSettingsOfRoles", {
          condition: [{ test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["prod"] }],
        }),
    ],
    [
      "the network of another environment, by giving it this one's tags",
      "data.aws_iam_policy_document.dev-deploy_network-grants",
      (draft) => draft.setStatement("dev-deploy_network-grants", "TagNew", { condition: giving("dev") }),
    ],
    [
      "keys of another environment, by giving them this one's tags",
      "data.aws_iam_policy_document.dev-deploy_keeping-grants",
      (draft) => draft.setStatement("dev-deploy_keeping-grants", "TagNewKeys", { condition: giving("dev") }),
    ],
    [
      "what has another project's tags and no environment's",
      "data.aws_iam_policy_document.dev-deploy_keeping-grants",
      (draft) =>
        draft.setStatement("dev-deploy_keeping-grants", "TagNewKeys", {
          condition: [...giving("dev"), { test: "Null", variable: "aws:ResourceTag/Environment", values: ["true"] }],
        }),
    ],
    [
      "access to files of another environment, by a point of its own",
      "data.aws_iam_policy_document.dev-deploy_stores-grants",
      (draft) =>
        draft.setStatement("dev-deploy_stores-grants", "MakeFileSystems", {
          actions: ["elasticfilesystem:CreateAccessPoint"],
          condition: giving("dev"),
        }),
    ],
    [
      "a name in the directory of another environment",
      "data.aws_iam_policy_document.dev-deploy_programs-grants",
      (draft) => draft.setStatement("dev-deploy_programs-grants", "NameServices", { condition: giving("dev") }),
    ],
    [
      "names in all directories, beside new ones",
      "data.aws_iam_policy_document.dev-deploy_programs-grants",
      (draft) => draft.setStatement("dev-deploy_programs-grants", "MakeNames", { resources: ["arn:aws:servicediscovery:*:*:*"] }),
    ],
    [
      "scaling of another environment",
      "data.aws_iam_policy_document.dev-deploy_programs-grants",
      (draft) => draft.setStatement("dev-deploy_programs-grants", "ScaleServices", { condition: giving("dev") }),
    ],
    [
      "a plan that changes something",
      "data.aws_iam_policy_document.dev-plan_reading-grants",
      (draft) => draft.setStatement("dev-plan_reading-grants", "ReadOwn", { actions: ["ecs:UpdateService"] }),
    ],
    ...["kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy"].map((action): Row => [
      `a plan that may ${action}`,
      planState,
      (draft) => draft.setStatement("dev-plan_state-grants", "SealPlan", { actions: ["kms:GenerateDataKey", action] }),
    ]),
    [
      "records of any name",
      "data.aws_iam_policy_document.dev-deploy_edge-grants",
      (draft) => draft.setStatement("dev-deploy_edge-grants", "ChangeRecords", { condition: undefined }),
    ],
  ]),
  ...bugsFor("delivery-coverage", [
    ["no right to deploy services", "aws_iam_role", (draft) => draft.drop("aws_iam_role_policy_attachment.dev-deploy_programs-attachment")],
    [
      "no right to change one service",
      "aws_iam_role",
      (draft) => draft.setStatement("prod-deploy_stores-grants", "ChangeDatabases", { actions: ["rds:DescribeDBInstances"] }),
    ],
  ]),
];
