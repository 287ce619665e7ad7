import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { readGrants } from "../secrets/read-grants";
import type { Grant } from "../security/policy-document";
import { ServiceRole } from "../security/service-role";
import { sessionActions } from "../security/session-actions";

export interface TaskRolesProps {
  /** Words of the roles' names behind the stack's prefix, for example `api`. */
  readonly name: string;
  /** ARN of the only repository from which images are pulled. */
  readonly repositoryArn: string;
  /** ARN of the log group that the container writes to. */
  readonly logGroupArn: string;
  /** ARNs of exactly the secrets that the container is given. */
  readonly secretArns: readonly string[];
  /** ARN of the KMS key that encrypts them. */
  readonly kmsKeyArn: string;
  /** What the program may do. */
  readonly grants: readonly Grant[];
  /** ARN of the log group of ECS Exec, where people may open a shell in the container. Default: they may not. */
  readonly execLogGroupArn?: string | undefined;
}

/**
 * The two roles of a task: one for what happens before its program runs, one for the program.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export class TaskRoles extends Construct {
  /** Pulls the image, reads the secrets, opens the log. */
  public readonly execution: ServiceRole;
  /** What the program itself is. */
  public readonly task: ServiceRole;

  public constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const { accountId, region } = PlatformStack.of(this);
    const role = (kind: string, description: string, grants: readonly Grant[]): ServiceRole =>
      new ServiceRole(this, kind, {
        name: nameOf(this, "aws_iam_role", props.name, kind, "role"),
        description,
        service: "ecs-tasks.amazonaws.com",
        sourceArn: `arn:aws:ecs:${region}:${accountId}:*`,
        grants,
      });
    const ofProgram = [...props.grants, ...(props.execLogGroupArn === undefined ? [] : execGrants(props.execLogGroupArn))];
    this.execution = role("execution", `Starts tasks of ${props.name}`, executionGrants(this, props));
    this.task = role("task", `What the program ${props.name} may do`, ofProgram);
  }
}

function executionGrants(scope: Construct, { repositoryArn, logGroupArn, secretArns, kmsKeyArn }: TaskRolesProps): Grant[] {
  return [
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }, // knows no resource
    {
      sid: "PullImage",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [repositoryArn],
    },
    { sid: "WriteLog", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] },
    ...(secretArns.length === 0 ? [] : readGrants(scope, { secretArns, kmsKeyArn })),
  ];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-required-iam-permissions */
function execGrants(logGroupArn: string): Grant[] {
  return [
    {
      sid: "OpenShell",
      actions: sessionActions,
      resources: ["*"],
    },
    {
      sid: "LogShell",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
    { sid: "FindShellLog", actions: ["logs:DescribeLogGroups"], resources: ["*"] }, // AWS asks it of no group in particular
  ];
}
