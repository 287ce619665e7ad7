import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const rule = "aws_cloudwatch_event_rule.threat-found";
const recorder = "aws_config_configuration_recorder.config";
const role = "aws_iam_role.dev-deploy";
const trail = "aws_cloudtrail.trail";
const stores = "dev-deploy_stores-grants";
const key = "state-key_policy";
const boundary = "delivery-boundary_grants";
const document = (id: string): string => `data.aws_iam_policy_document.${id}`;

/** Grants, keys and limits of the account that say another thing than was settled on. */
const statements: readonly Row[] = [
  ["a grant on what is another's", document(stores), (draft) => draft.setStatement(stores, "ChangeDatabases", { resources: ["*"] })],
  ["a grant without its condition", document(stores), (draft) => draft.setStatement(stores, "ChangeBackupPlans", { condition: [] })],
  [
    "an environment's grant on another one's",
    document(stores),
    (draft) => draft.setStatement(stores, "ChangeVault", { resources: ["arn:aws:backup:eu-west-1:123456789012:backup-vault:ohi-prod-*"] }),
  ],
  [
    "plans of every stack for everybody",
    document(key),
    (draft) =>
      draft.setStatement(key, "PipelineSealsPlans", {
        condition: [{ test: "StringLike", variable: "kms:EncryptionContext:stack", values: ["*"] }],
      }),
  ],
  [
    "a limit that spares more",
    document(boundary),
    (draft) => draft.setStatement(boundary, "NoRolesOfOthers", { not_resources: ["arn:aws:iam::123456789012:role/ohi-*"] }),
  ],
  [
    "the key of the states for topics, as that of the records is",
    document(key),
    (draft) =>
      draft.setStatement(key, "ServicesRetireGrants", {
        condition: [
          { test: "StringEquals", variable: "kms:ViaService", values: ["s3.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com"] },
          { test: "StringEquals", variable: "kms:CallerAccount", values: ["${data.aws_caller_identity.current.account_id}"] },
        ],
      }),
  ],
  ["a limit less", document(boundary), (draft) => draft.setStatement(boundary, "NoDeliveryRoles", { sid: "ReadRolesAndPolicies" })],
];

/** What no rule of the account's own contracts says, and the tables do. */
export const accountSettledBugs: readonly PlantedBug[] = [
  ...bugsFor("settled-attributes", [
    ["findings that are not grave enough to be told", rule, (draft) => draft.set(rule, { event_pattern: '{"source":["aws.guardduty"]}' })],
    [
      "a recorder that leaves IAM out",
      recorder,
      (draft) => draft.set(recorder, { recording_group: { all_supported: true, include_global_resource_types: false } }),
    ],
    ["a role that is taken for half a day", role, (draft) => draft.set(role, { max_session_duration: 43_200 })],
    ["a trail that does not wait for its bucket's policy", trail, (draft) => draft.set(trail, { depends_on: undefined })],
  ]),
  ...bugsFor("settled-statements", statements),
  ...bugsFor("settled-outputs", [
    ["a role that nobody is told of", "output.plan_roles", (draft) => draft.setBlock(["output", "plan_roles"], { value: {} })],
    [
      "another bucket for the states",
      "output.state_bucket",
      (draft) => draft.setBlock(["output", "state_bucket"], { value: "${aws_s3_bucket.trail_bucket.id}" }),
    ],
  ]),
  ...bugsFor("targets", [
    ["records that are encrypted as states are", trail, (draft) => draft.set(trail, { kms_key_id: "${aws_kms_key.state-key.arn}" })],
    [
      "states that are encrypted as records are",
      "aws_s3_bucket_server_side_encryption_configuration.state_encryption",
      (draft) =>
        draft.set("aws_s3_bucket_server_side_encryption_configuration.state_encryption", {
          rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: "${aws_kms_key.audit-key.arn}" } }],
        }),
    ],
  ]),
  ...bugsFor("policies", [
    [
      "a boundary that is a role's policy as well",
      document(boundary),
      (draft) =>
        draft.set("aws_iam_role_policy_attachment.dev-plan_state-attachment", { policy_arn: "${aws_iam_policy.delivery-boundary.arn}" }),
    ],
    [
      "a role that may do everything of a service",
      document(stores),
      (draft) => draft.setStatement(stores, "ChangeVault", { actions: ["backup:*"] }),
    ],
  ]),
  ...bugsFor("delivery-calls", [
    [
      "a call that nobody needs",
      document(stores),
      (draft) => draft.setStatement(stores, "ChangeVault", { actions: ["backup:StartBackupJob"] }),
    ],
    ["a call that is needed, and forbidden", role, (draft) => draft.setStatement(stores, "MakeFileSystems", { actions: [] })],
  ]),
];
