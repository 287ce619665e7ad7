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
    synthesizes("first");
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
    synthesizes("second");
    codes.push(await stack("deploy"), await stack("plan"));
    synthesizes("third");
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

  function synthesizes(value: string): void {
    const json = {
      terraform: {
        required_providers: { aws: { source: "aws", version: "5.100.0" } },
        backend: { s3: { bucket, key: "ohi-test/terraform.tfstate", region, use_lockfile: true } },
      },
      provider,
      resource: { aws_ssm_parameter: { test: { name: "test", type: "String", value } } },
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
