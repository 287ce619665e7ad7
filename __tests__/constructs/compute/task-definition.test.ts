import { TaskDefinition, type TaskDefinitionProps } from "../../../constructs/compute/task-definition";
import { Refusal } from "../../../constructs/foundation/refusal";
import { dataSources, render, resources, type StackJson, tags } from "../../support/stack";
import { taskProps, taskStack } from "../../support/tasks";

function synthesize(changes: Partial<TaskDefinitionProps> = {}): StackJson {
  const stack = taskStack();
  new TaskDefinition(stack, "task", { ...taskProps, ...changes });
  return render(stack);
}

function containersOf(json: StackJson): unknown {
  return JSON.parse(String(resources(json, "aws_ecs_task_definition")["task"]?.["container_definitions"]));
}

const account = "${data.aws_caller_identity.current.account_id}";

describe("a task definition", () => {
  const json = synthesize();

  test("is one task on Fargate whose earlier revisions stay for a rollback", () => {
    expect(resources(json, "aws_ecs_task_definition")["task"]).toEqual({
      container_definitions: expect.stringMatching(/^\[\{"name":"web"/) as unknown,
      family: "ohi-test-web",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      cpu: "256",
      memory: "512",
      execution_role_arn: "${aws_iam_role.task_roles_execution.arn}",
      task_role_arn: "${aws_iam_role.task_roles_task.arn}",
      volume: [],
      skip_destroy: true,
      tags: tags({ Service: "web", Name: "ohi-test-web" }),
    });
    expect(Object.keys(resources(json, "aws_ecs_task_definition"))).toEqual(["task"]);
  });

  test("has one container with everything that it was given", () => {
    expect(containersOf(json)).toEqual([
      {
        name: "web",
        image: "registry/web:1.0",
        memory: 512,
        essential: true,
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
        environment: [
          { name: "ENVIRONMENT", value: "test" },
          { name: "PORT", value: "8080" },
        ],
        secrets: [{ name: "PASSWORD", valueFrom: "arn:secret:password::" }],
        mountPoints: [],
        volumesFrom: [],
        readonlyRootFilesystem: true,
        linuxParameters: { initProcessEnabled: true },
        stopTimeout: 30,
        healthCheck: { command: ["CMD-SHELL", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 60 },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/ecs/ohi-test/web",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "web",
            mode: "non-blocking",
            "max-buffer-size": "4m",
          },
        },
      },
    ]);
  });

  test("writes to a log group of its own", () => {
    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "task_log-group": {
        name: "/ecs/ohi-test/web",
        kms_key_id: "arn:key",
        retention_in_days: 7,
        tags: tags({ Service: "web", Name: "/ecs/ohi-test/web" }),
      },
    });
  });

  test("mounts scratch volumes and a directory of a file system, by IAM and over TLS", () => {
    const volume = { path: "/data", fileSystemId: "fs-1", accessPointId: "fsap-1", dependsOn: [] };
    const withVolumes = synthesize({ scratch: ["/tmp", "/var/log/amazon"], volume });

    expect(resources(withVolumes, "aws_ecs_task_definition")["task"]?.["volume"]).toEqual([
      { name: "tmp" },
      { name: "var-log-amazon" },
      {
        name: "data",
        efs_volume_configuration: {
          file_system_id: "fs-1",
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: "fsap-1", iam: "ENABLED" },
        },
      },
    ]);
    expect(containersOf(withVolumes)).toMatchObject([
      {
        mountPoints: [
          { sourceVolume: "data", containerPath: "/data", readOnly: false },
          { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
          { sourceVolume: "var-log-amazon", containerPath: "/var/log/amazon", readOnly: false },
        ],
      },
    ]);
  });

  test("passes shell text on as it stands", () => {
    const shell = {
      ...taskProps.container,
      entryPoint: ["sh", "-c", "echo ${A#b}"],
      command: ["start ${B#c}"],
      healthCheck: "test ${C#d}",
      environment: { TEXT: "%{x}" },
    };

    const text = String(resources(synthesize({ container: shell }), "aws_ecs_task_definition")["task"]?.["container_definitions"]);

    expect(text).toContain('"entryPoint":["sh","-c","echo $${A#b}"]');
    expect(text).toContain('"command":["start $${B#c}"]');
    expect(text).toContain('"command":["CMD-SHELL","test $${C#d}"]');
    expect(text).toContain('"value":"%%{x}"');
  });

  test("is refused with everything that is wrong with it", () => {
    const container = {
      ...taskProps.container,
      image: "registry/web:latest",
      ports: [0],
      environment: { PASSWORD: "x", "a-b": "" },
      secrets: { PASSWORD: "arn:secret:password::", "c.d": "arn:secret:d::" },
      stopTimeoutSeconds: 300,
    };

    expect(() => synthesize({ size: { cpu: 256, memory: 4096 }, container })).toThrow(
      [
        "ohi-test/task: 7 problems",
        "  memory 4096 with cpu 256; allowed are 512, 1024, 2048",
        "  image registry/web:latest; allowed is a tag other than latest, or a digest",
        "  port 0; allowed are 1 to 65535",
        "  PASSWORD is a setting and a secret; it can be only one",
        "  variable a-b; allowed are letters, digits and underscores",
        "  variable c.d; allowed are letters, digits and underscores",
        "  stop timeout 300 s; allowed are 2 to 120",
      ].join("\n"),
    );
  });

  test("is refused volumes of which two have one name, or one has a name that ECS does not take", () => {
    const volume = { path: "/files", fileSystemId: "fs-1", accessPointId: "fsap-1", dependsOn: [] };

    expect(() => synthesize({ scratch: ["/data", "/a/b", "/a-b", "/var/my.app", "/"], volume })).toThrow(
      [
        "ohi-test/task: 4 problems",
        "  volume /a-b has the name a-b of /a/b; allowed is a path that makes another one",
        "  volume /files has the name data of /data; allowed is a path that makes another one",
        '  volume /var/my.app has the name "var-my.app"; allowed are 1 to 255 letters, digits, hyphens and underscores',
        '  volume / has the name ""; allowed are 1 to 255 letters, digits, hyphens and underscores',
      ].join("\n"),
    );
  });

  test("is refused a volume on a path that does not begin at the root", () => {
    expect(() => synthesize({ scratch: ["tmp", "/run"] })).toThrow(
      new Refusal("ohi-test/task", ["volume tmp; allowed is a path from the root on, with a slash at its beginning"]),
    );
  });

  test("may have a volume whose name is as long as ECS takes it, and is refused one that is longer", () => {
    const [longest, longer] = [255, 256].map((length) => "x".repeat(length));

    expect(resources(synthesize({ scratch: [`/${longest}`] }), "aws_ecs_task_definition")["task"]?.["volume"]).toEqual([{ name: longest }]);
    expect(() => synthesize({ scratch: [`/${longer}`] })).toThrow(
      `  volume /${longer} has the name "${longer}"; allowed are 1 to 255 letters`,
    );
  });

  test.each([1, 65_535])("may listen on port %i", (port) => {
    expect(containersOf(synthesize({ container: { ...taskProps.container, ports: [port] } }))).toMatchObject([
      { portMappings: [{ containerPort: port, hostPort: port }] },
    ]);
  });

  test.each([0, 80.5, 65_536])("is refused port %d", (port) => {
    expect(() => synthesize({ container: { ...taskProps.container, ports: [port] } })).toThrow(`  port ${port}; allowed are 1 to 65535`);
  });

  test.each([2, 120])("may take %i seconds to stop", (stopTimeoutSeconds) => {
    expect(containersOf(synthesize({ container: { ...taskProps.container, stopTimeoutSeconds } }))).toMatchObject([
      { stopTimeout: stopTimeoutSeconds },
    ]);
  });

  test.each([1, 121])("is refused %i seconds to stop", (stopTimeoutSeconds) => {
    expect(() => synthesize({ container: { ...taskProps.container, stopTimeoutSeconds } })).toThrow(
      `  stop timeout ${stopTimeoutSeconds} s; allowed are 2 to 120`,
    );
  });

  test.each(["registry/web:latest-1.2", `registry/web@sha256:${"0a".repeat(32)}`])("may run the image %s", (image) => {
    expect(containersOf(synthesize({ container: { ...taskProps.container, image } }))).toMatchObject([{ image }]);
  });

  test.each(["registry/web", "registry:5000/web", "registry/web:latest"])("is refused the image %s", (image) => {
    expect(() => synthesize({ container: { ...taskProps.container, image } })).toThrow(
      `  image ${image}; allowed is a tag other than latest`,
    );
  });
});

describe("the roles of a task", () => {
  const json = synthesize();
  const documents = dataSources(json, "aws_iam_policy_document");

  test("are two, taken by tasks of this account only", () => {
    expect(Object.entries(resources(json, "aws_iam_role")).map(([id, { name }]) => [id, name])).toEqual([
      ["task_roles_execution", "ohi-test-web-execution-role"],
      ["task_roles_task", "ohi-test-web-task-role"],
    ]);
    for (const kind of ["execution", "task"]) {
      expect(documents[`task_roles_${kind}_trust`]).toMatchObject({
        statement: [
          {
            principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
            condition: [
              { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
              { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:aws:ecs:eu-west-1:${account}:*`] },
            ],
          },
        ],
      });
    }
  });

  test("let ECS pull this image, write this log and read these secrets", () => {
    const { statement } = documents["task_roles_execution_grants"] as { readonly statement: readonly Record<string, unknown>[] };
    expect(statement.map(({ sid, actions, resources: on }) => [sid, actions, on])).toEqual([
      ["LogInToRegistry", ["ecr:GetAuthorizationToken"], ["*"]],
      ["PullImage", ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], ["arn:repository"]],
      ["WriteLog", ["logs:CreateLogStream", "logs:PutLogEvents"], ["${aws_cloudwatch_log_group.task_log-group.arn}:*"]],
      ["ReadSecrets", ["secretsmanager:GetSecretValue"], ["arn:secret"]],
      ["DecryptSecrets", ["kms:Decrypt"], ["arn:key"]],
    ]);
  });

  test("let the program do what it was granted, and nothing else", () => {
    expect(documents["task_roles_task_grants"]).toEqual({
      statement: [{ sid: "Send", effect: "Allow", actions: ["ses:SendEmail"], resources: ["arn:mail"] }],
    });
  });

  test("read no secret where there is none, and have no policy where nothing is granted", () => {
    const bare = synthesize({ roles: { repositoryArn: "arn:repository", secretArns: [], grants: [] } });

    expect(Object.keys(resources(bare, "aws_iam_role_policy"))).toEqual(["task_roles_execution_policy"]);
    expect(Object.keys(dataSources(bare, "aws_iam_policy_document")).toSorted()).toEqual([
      "boundary_grants",
      "task_roles_execution_grants",
      "task_roles_execution_trust",
      "task_roles_task_trust",
    ]);
    expect(JSON.stringify(dataSources(bare, "aws_iam_policy_document")["task_roles_execution_grants"])).not.toMatch(/secretsmanager|kms/);
  });

  test("open a shell and log it where that is wanted", () => {
    const open = synthesize({ roles: { ...taskProps.roles, grants: [], execLogGroupArn: "arn:exec" } });

    expect(dataSources(open, "aws_iam_policy_document")["task_roles_task_grants"]).toEqual({
      statement: [
        {
          sid: "OpenShell",
          effect: "Allow",
          actions: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
            (name) => `ssmmessages:${name}`,
          ),
          resources: ["*"],
        },
        {
          sid: "LogShell",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: ["arn:exec:*"],
        },
        { sid: "FindShellLog", effect: "Allow", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      ],
    });
  });
});
