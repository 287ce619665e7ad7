import type { Value } from "../../../review/value";
import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const group = (key: string): string => `\${aws_security_group.security_${key}.id}`;
const definition = (id: string): string => `\${aws_ecs_task_definition.${id}.arn}`;

/** Changes one entry of an output; `undefined` takes it away. */
function entry(draft: Draft, output: string, key: string, value: Value | undefined): Draft {
  return draft.setBlock(["output", output, "value"], { [key]: value });
}

const told = (draft: Draft, output: string, value: Value): Draft => draft.setBlock(["output", output], { value });

/** Mistakes in what a stack tells people and commands. */
export const outputBugs: readonly PlantedBug[] = [
  ...bugsFor("command-outputs", [
    [
      "a migration in a group that may not call its database",
      "output.task_groups",
      (draft) => entry(draft, "task_groups", "blnk-migrations", `${group("reindexer")},${group("ecs-tasks")}`),
    ],
    [
      "a migration that can pull no image",
      "output.task_groups",
      (draft) => entry(draft, "task_groups", "api-migrations", group("migrations")),
    ],
    [
      "a migration in a group too many",
      "output.task_groups",
      (draft) => entry(draft, "task_groups", "api-migrations", ["migrations", "ecs-tasks", "api"].map(group).join()),
    ],
    [
      "a group whose way to the database is gone",
      "output.task_groups",
      (draft) => draft.drop("aws_vpc_security_group_ingress_rule.security_blnk-rds-from-migrations-5432"),
    ],
    ["a migration without groups", "output.task_groups", (draft) => entry(draft, "task_groups", "api-migrations", undefined)],
    [
      "a migration that runs another one's program",
      "output.task_definitions",
      (draft) => entry(draft, "task_definitions", "api-migrations", definition("tasks_blnk-migrations")),
    ],
    [
      "a migration that nobody runs",
      "output.task_definitions",
      (draft) => entry(draft, "task_definitions", "signoz-migrations", undefined),
    ],
    [
      "a task that nobody knows",
      "output.task_definitions",
      (draft) => entry(draft, "task_definitions", "more", definition("tasks_api-migrations")),
    ],
    [
      "a migration that is looked for in another one's log",
      "output.task_log_groups",
      (draft) => entry(draft, "task_log_groups", "api-migrations", "${aws_cloudwatch_log_group.tasks_blnk-migrations_log-group.name}"),
    ],
    [
      "tasks of which nobody knows where they run",
      "output.task_subnets",
      (draft) => draft.setBlock(["output"], { task_subnets: undefined }),
    ],
    ["an output under another name", "output.task_groups", (draft) => draft.setBlock(["output"], { task_groups: undefined })],
    ["another cluster", "output.cluster_name", (draft) => told(draft, "cluster_name", "ohi-staging-cluster")],
    ["a service under another one's name", "output.service_names", (draft) => entry(draft, "service_names", "api", "ohi-dev-graphql")],
    ["a service that no release watches", "output.service_names", (draft) => entry(draft, "service_names", "sse", undefined)],
    [
      "a service that is to run another one's program",
      "output.service_definitions",
      (draft) => entry(draft, "service_definitions", "api", definition("services_graphql_task")),
    ],
    [
      "a service that does run another one's program",
      "aws_ecs_service.services_api",
      (draft) => draft.set("aws_ecs_service.services_api", { task_definition: definition("services_graphql_task") }),
    ],
    [
      "an image that is copied to another one's place",
      "output.image_repositories",
      (draft) => entry(draft, "image_repositories", "zookeeper", "${aws_ecr_repository.images_sse.repository_url}"),
    ],
  ]),
  ...bugsFor("settled-outputs", [
    [
      "the ledger's address for the application's",
      "output.postgres_host",
      (draft) => told(draft, "postgres_host", "${aws_db_instance.blnk-postgres.address}"),
    ],
    ["an output that is gone", "output.vpc_id", (draft) => draft.setBlock(["output"], { vpc_id: undefined })],
    [
      "an output of which nobody thought",
      "output.key_arn",
      (draft) => draft.setBlock(["output"], { key_arn: { description: "Key", value: "${aws_kms_key.key.arn}" } }),
    ],
    ["an output without a value", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { value: undefined })],
    ["another environment's site", "output.frontend_url", (draft) => told(draft, "frontend_url", "https://ohealth-ng.com")],
    [
      "a secret under another one's key",
      "output.secret_arns",
      (draft) => entry(draft, "secret_arns", "jwt-secret", "${aws_secretsmanager_secret.secrets_openai-api-key.arn}"),
    ],
  ]),
];
