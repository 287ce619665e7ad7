import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { emulatorEnvironment, emulatorKeys } from "../../emulator/environment";
import { overrideFor } from "../../emulator/override";
import type { Server } from "../../emulator/server";
import { stackProgram } from "../../scripts/stack-program";
import { EmulatorBench, folderIn } from "../support/emulator";
import { describeWithTools } from "../support/tools";

const bucket = "ohi-test-state";
const region = "eu-west-1";
const provider = { aws: [{ region }] };

describeWithTools("a stack on its way into an account, with its state in S3", () => {
  const bench = new EmulatorBench();
  const project = folderIn(bench, "project");
  const override = path.join(bench.folder, "override.json");
  let server: Server;
  let s3: S3Client;
  beforeAll(async () => {
    synthesizes(parameter("first"));
    writeFileSync(override, JSON.stringify(overrideFor({ provider }, {})));
    const stack = (await bench.synthesize(project))[0];
    if (stack === undefined) throw new Error("nothing was synthesized");
    server = await bench.emulator(await bench.workshop(), stack);
    const { access_key: accessKeyId, secret_key: secretAccessKey } = emulatorKeys;
    s3 = new S3Client({ endpoint: server.url, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
  });
  afterAll(() => bench.close());

  test("gets exactly the plan that was saved, until there is nothing to change, and is destroyed by its name", async () => {
    const codes = [await stack("diff"), await stack("deploy"), await stack("plan"), await stack("deploy"), await stack("diff")];
    synthesizes(parameter("second"));
    codes.push(await stack("deploy"), await stack("plan"));
    synthesizes(parameter("third"));
    codes.push(
      await stack("deploy"),
      await stack("plan"),
      await stack("deploy"),
      await stack("destroy", "--confirm", "ohi-test"),
      await stack("diff"),
    );

    expect(codes.map(({ code }) => code)).toEqual([2, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 2]);
    expect(codes.map(({ stderr }) => stderr).filter(Boolean)).toEqual([
      expect.stringMatching(/^There is no saved plan of ohi-test/),
      expect.stringMatching(/^There is no saved plan of ohi-test/),
      expect.stringMatching(/^The saved plan of ohi-test is out of date/),
    ]);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual(["ohi-test/terraform.tfstate"]);
  });

  test("is refused a plan that changes the image of a migration, also when the plan makes something that its container names", async () => {
    const code = async (...commands: readonly string[]): Promise<readonly string[]> => {
      const outcomes: string[] = [];
      for (const command of commands) {
        const { code: ended, stderr } = await stack(command);
        const said = stderr.split("\n").find((line) => line.includes("api-migrations from")) ?? stderr;
        outcomes.push(`${command} ${ended} ${said}`.trim());
      }
      return outcomes;
    };
    const refused = expect.stringMatching(/^deploy 1 +- api-migrations from (\S+\/images):1 to \1:2$/) as string;

    synthesizes(migration({ version: 1, secrets: 0 }));
    expect(await code("plan", "deploy")).toEqual(["plan 0", "deploy 0"]);
    synthesizes(migration({ version: 2, secrets: 0 }));
    expect(await code("plan", "deploy")).toEqual(["plan 0", refused]);
    synthesizes(migration({ version: 2, secrets: 1 }));
    expect(await code("plan", "deploy")).toEqual(["plan 0", refused]);
    synthesizes(migration({ version: 1, secrets: 1 }));
    expect(await code("plan", "deploy")).toEqual(["plan 0", "deploy 0"]);
  });

  async function stack(command: string, ...options: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
    const stderr: string[] = [];
    const code = await stackProgram({
      args: [command, "test", "--override", override, ...options],
      environment: emulatorEnvironment(process.env, server.url),
      project,
      stdout: { write: () => true },
      stderr: { write: (text) => stderr.push(text) },
    });
    return { code, stderr: stderr.join("") };
  }

  function synthesizes(more: object): void {
    const json = {
      terraform: {
        required_providers: { aws: { source: "aws", version: "5.100.0" } },
        backend: { s3: { bucket, key: "ohi-test/terraform.tfstate", region, use_lockfile: true } },
      },
      provider,
      ...more,
    };
    const manifest = { stacks: { "ohi-test": { name: "ohi-test", workingDirectory: "stacks/ohi-test" } } };
    writeFileSync(path.join(project, "cdktf.json"), JSON.stringify({ app: "node app.js" }));
    writeFileSync(
      path.join(project, "app.js"),
      `const { mkdirSync, writeFileSync } = require("node:fs");
       const out = process.env.CDKTF_OUTDIR;
       mkdirSync(out + "/stacks/ohi-test", { recursive: true });
       writeFileSync(out + "/manifest.json", ${JSON.stringify(JSON.stringify(manifest))});
       writeFileSync(out + "/stacks/ohi-test/cdk.tf.json", ${JSON.stringify(JSON.stringify(json))});`,
    );
  }
});

function parameter(value: string): object {
  return { resource: { aws_ssm_parameter: { test: { name: "test", type: "String", value } } } };
}

/** A migration whose container names some secrets. */
function migration({ version, secrets }: { readonly version: number; readonly secrets: number }): object {
  const names = Array.from({ length: secrets }, (_, index) => `SECRET_${index}`);
  const container = {
    name: "api-migrations",
    image: `\${aws_ecr_repository.images.repository_url}:${version}`,
    essential: true,
    memory: 128,
    secrets: names.map((name) => ({ name, valueFrom: `\${aws_ssm_parameter.${name}.arn}` })),
  };
  const definition = { family: "ohi-test-api-migrations", container_definitions: JSON.stringify([container]), skip_destroy: true };
  return {
    resource: {
      aws_ecr_repository: { images: { name: "images" } },
      aws_ecs_task_definition: { "tasks_api-migrations": definition },
      ...(secrets === 0
        ? {}
        : { aws_ssm_parameter: Object.fromEntries(names.map((name) => [name, { name, type: "SecureString", value: "x" }])) }),
    },
    output: { task_definitions: { value: { "api-migrations": "${aws_ecs_task_definition.tasks_api-migrations.arn}" } } },
  };
}
