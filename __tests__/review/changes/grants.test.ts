import { changesBy, planted, told } from "./compared";

const execution = "services_api_task_roles_execution_grants";
const task = "services_api_task_roles_task_grants";
const trust = "services_api_task_roles_task_trust";
const role = "aws_iam_role.services_api_task_roles_task";
const document = (name: string): string => `data.aws_iam_policy_document.${name}`;
const repositories = ["${aws_ecr_repository.images_api.arn}", "${aws_ecr_repository.images_sse.arn}"];

describe("what policies allow", () => {
  const rows = planted(
    [
      "another action",
      (draft) => draft.setStatement(execution, "PullImage", { actions: ["ecr:BatchGetImage", "ecr:DeleteRepository"] }),
      ["grant-widened", document(execution)],
    ],
    [
      "every action of a service",
      (draft) => draft.setStatement(execution, "PullImage", { actions: ["ecr:*"] }),
      ["grant-widened", document(execution)],
    ],
    [
      "another resource",
      (draft) => draft.setStatement(execution, "PullImage", { resources: repositories }),
      ["grant-widened", document(execution)],
    ],
    ["every resource", (draft) => draft.setStatement(execution, "PullImage", { resources: ["*"] }), ["grant-widened", document(execution)]],
    [
      "without a condition",
      (draft) => draft.setStatement(execution, "DecryptSecrets", { condition: undefined }),
      ["grant-widened", document(execution)],
    ],
    [
      "everything but something",
      (draft) => draft.setStatement(execution, "PullImage", { actions: undefined, not_actions: ["iam:*"] }),
      ["grant-widened", document(execution)],
    ],
    [
      "another taker of a role",
      (draft) =>
        draft.setStatement(trust, "TakenByService", {
          principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }],
        }),
      ["grant-widened", document(trust)],
    ],
    [
      "everybody to take a role",
      (draft) => draft.setStatement(trust, "TakenByService", { condition: undefined, principals: [{ type: "AWS", identifiers: ["*"] }] }),
      ["exposed", document(trust)],
    ],
    [
      "what was denied to others",
      (draft) => draft.setBlock(["data", "aws_iam_policy_document", "secrets_jwt-secret_denials"], { statement: [] }),
      ["grant-widened", document("secrets_jwt-secret_denials")],
      ["grant-widened", document("secrets_jwt-secret_denials")],
    ],
    ["less, when an action goes", (draft) => draft.setStatement(execution, "PullImage", { actions: ["ecr:BatchGetImage"] })],
    [
      "the same in another order",
      (draft) =>
        draft.setStatement(execution, "PullImage", {
          actions: ["ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "ecr:BatchCheckLayerAvailability"],
        }),
    ],
    ["the same under another sid", (draft) => draft.setStatement(execution, "PullImage", { sid: "Pull" })],
    [
      "a role something by AWS's own policy",
      (draft) =>
        draft.add("aws_iam_role_policy_attachment.more", {
          role: `\${${role}.name}`,
          policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
        }),
      ["grant-widened", "aws_iam_role_policy_attachment.more"],
    ],
    ["a role everything, without its boundary", (draft) => draft.set(role, { permissions_boundary: undefined }), ["grant-widened", role]],
    [
      "something by a policy that was not there",
      (draft) =>
        draft.add("aws_iam_policy.more", {
          name: "more",
          policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] }),
        }),
      ["grant-added", "aws_iam_policy.more"],
    ],
  );

  test.each(rows)("is told: $change", ({ plant, found }) => {
    expect(told(changesBy("grants", plant))).toEqual(found);
  });

  test("names what is allowed besides, and the role that gets it", () => {
    const [change] = changesBy("grants", (draft) =>
      draft.setStatement(task, "LogInToDatabase", { actions: ["rds-db:connect", "rds:DeleteDBInstance"] }),
    );

    expect(change?.what).toBe(
      `${document(task)} (${role}) allows rds:DeleteDBInstance on arn:aws:rds-db:eu-west-1:\${data.aws_caller_identity.current.account_id}:dbuser:\${aws_db_instance.postgres.resource_id}/ohiadmin`,
    );
    expect(change?.before).toMatch(/^rds-db:connect on /);
    expect(change?.after).toMatch(/^rds-db:connect, rds:DeleteDBInstance on /);
  });
});
