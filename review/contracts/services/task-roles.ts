import { covers, resolveArn } from "../../arn";
import { type Container, containerOf, roleAt } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { duplicates } from "../../group-by";
import type { Element, StackModel } from "../../model";
import { referencesIn } from "../../reference";
import { policiesOfRole } from "../../role";
import { textAt } from "../../value";

/**
 * What starts a task may read exactly the secrets that its definition names, pull exactly its image and write exactly its log; the program
 * itself is another role, which reads no secret and logs in to exactly the databases that the definition names. No two tasks share a role.
 *
 * Once every container could read every secret.
 */
export const taskRoles = stackContract(
  "task-roles",
  "a task's roles may do what its definition needs, and nothing else",
  (stack, report) => {
    const definitions = stack.ofType("aws_ecs_task_definition");
    const roles = definitions.flatMap((definition) => [
      roleAt(stack, definition, "execution_role_arn"),
      roleAt(stack, definition, "task_role_arn"),
    ]);
    return [
      ...definitions.flatMap((definition) => {
        const container = containerOf(definition);
        const [execution, task] = [roleAt(stack, definition, "execution_role_arn"), roleAt(stack, definition, "task_role_arn")];
        if (container === undefined) return []; // said by the contract of task definitions
        if (execution === undefined)
          return [report.unresolved(definition, definition.values["execution_role_arn"], "the ARN of a role of this stack")];
        if (task === undefined)
          return [report.unresolved(definition, definition.values["task_role_arn"], "the ARN of a role of this stack")];
        return [...closure(stack, execution, container, report), ...ofProgram(stack, task, definition, report)];
      }),
      ...duplicates(
        roles.filter((role) => role !== undefined),
        ({ address }) => address,
      ).flatMap(([, [, ...others]]) =>
        others.map((role) => report.violation(role, "used more than once", "a role for each task, and another for what starts it")),
      ),
    ];
  },
);

function closure(stack: StackModel, role: Element, { secrets, image, logGroup }: Container, report: Reporter): Finding[] {
  const log = `arn:aws:logs:eu-west-1:ACCOUNT:log-group:${String(logGroup)}:*`;
  const granted = (action: string): string[] => grantedOn(stack, role, action);
  return [
    ...compare(role, "read", addressesIn(granted("secretsmanager:GetSecretValue")), addressesIn([...secrets.values()]), report),
    ...compare(role, "pull", addressesIn(granted("ecr:BatchGetImage")), addressesIn([image]), report),
    ...compare(
      role,
      "write to",
      granted("logs:PutLogEvents").map((resource) => resolveArn(stack, resource) ?? resource),
      [log],
      report,
    ),
  ];
}

function ofProgram(stack: StackModel, role: Element, definition: Element, report: Reporter): Finding[] {
  const actions = policiesOfRole(stack, role).flatMap(({ statements }) => statements.flatMap((statement) => statement.actions));
  const databases = addressesIn([textAt(definition.values, "container_definitions") ?? ""]).filter((address) =>
    address.startsWith("aws_db_instance."),
  );
  return [
    ...actions
      .filter((action) => /^(secretsmanager|ecr|kms|iam|sts):/.test(action))
      .map((action) => report.violation(role, action, "what the program does; secrets and image are given to it")),
    ...compare(role, "log in to", addressesIn(grantedOn(stack, role, "rds-db:connect")), databases, report),
  ];
}

/** What a role may do an action on. */
function grantedOn(stack: StackModel, role: Element, action: string): string[] {
  return policiesOfRole(stack, role).flatMap(({ statements }) =>
    statements.flatMap(({ actions, resources }) => (actions.some((pattern) => covers(pattern, action)) ? resources : [])),
  );
}

/** The resources that texts refer to, without the account whose id is in ARNs. */
function addressesIn(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => referencesIn(text).map(({ address }) => address)))].filter(
    (address) => !address.startsWith("data.aws_caller_identity."),
  );
}

function compare(role: Element, what: string, found: readonly string[], wanted: readonly string[], report: Reporter): Finding[] {
  const [missing, beyond] = [wanted.filter((item) => !found.includes(item)), found.filter((item) => !wanted.includes(item))];
  return [
    ...missing.map((item) => report.violation(role, `may not ${what} ${item}`, "what its task definition names")),
    ...beyond.map((item) => report.violation(role, `may ${what} ${item}`, wanted.join(", ") || "nothing of the kind")),
  ];
}
