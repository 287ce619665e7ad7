import { spawn } from "node:child_process";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { emulatorEnvironment } from "../../emulator/environment";
import { overrideFor, protectionLifted, writeOverride } from "../../emulator/override";
import { clientFor } from "../../emulator/read-back/facts";
import type { Server } from "../../emulator/server";
import { readStack } from "../../emulator/stack-json";
import { findTerraform } from "../../terraform/binary";
import { terraformEnvironment } from "../../terraform/cli-config";
import { awsProvider } from "../../terraform/provider";
import { EmulatorBench, type Finished, project, RunningProgram, stackOf } from "../support/emulator";
import { describeWithTools } from "../support/tools";

describeWithTools("the cdktf command itself", () => {
  const bench = new EmulatorBench();
  const output = path.join(bench.folder, "out");
  let server: Server;
  let environment: Readonly<Record<string, string | undefined>>;
  beforeAll(async () => {
    const stack = stackOf(await bench.synthesize(), "account");
    writeOverride(stack.directory, "protection", protectionLifted(readStack(stack)));
    writeOverride(stack.directory, "emulator", overrideFor(readStack(stack), { stateFile: path.join(bench.folder, "account.tfstate") }));
    server = await bench.emulator(await bench.workshop(), stack);
    const { platform } = await findTerraform(process.env, bench.interrupts);
    const ready = terraformEnvironment({
      environment: process.env,
      provider: awsProvider(platform),
      cacheFolder: path.join(bench.folder, "cache"),
    });
    environment = emulatorEnvironment({ ...ready, CI: "true" }, server.url);
  });
  afterAll(() => bench.close());

  test("synthesizes the very files that a test reads", async () => {
    const { code } = await cdktf("synth");

    expect(code).toBe(0);
  });

  test("shows, deploys, shows no change, and destroys a stack", async () => {
    const diff = await cdktf("diff", "ohi-account", "--skip-provider-lock");
    const deploy = await cdktf("deploy", "ohi-account", "--skip-provider-lock", "--auto-approve");
    const again = await cdktf("diff", "ohi-account", "--skip-provider-lock");
    const there = await buckets();
    const destroy = await cdktf("destroy", "ohi-account", "--skip-provider-lock", "--auto-approve");

    expect([diff, deploy, again, destroy].map(failure)).toEqual([undefined, undefined, undefined, undefined]);
    expect([diff, deploy, again, destroy].map(conclusions)).toEqual([
      [expect.stringMatching(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/)],
      expect.arrayContaining([expect.stringMatching(/^Apply complete! Resources: \d+ added, 0 changed, 0 destroyed\.$/)]),
      [expect.stringMatching(/^No changes\. Your infrastructure matches the configuration\.$/)],
      expect.arrayContaining([expect.stringMatching(/^Destroy complete! Resources: \d+ destroyed\.$/)]),
    ]);
    expect(there).toEqual([
      expect.stringMatching(/^ohi-shared-access-logs-/),
      expect.stringMatching(/^ohi-shared-config-/),
      "ohi-shared-terraform-state",
      expect.stringMatching(/^ohi-shared-trail-/),
    ]);
    expect(await buckets()).toEqual([]);
  });

  function cdktf(...args: readonly string[]): Promise<Finished> {
    const child = spawn(process.execPath, [require.resolve("cdktf-cli/bundle/bin/cdktf"), ...args, "--output", output], {
      cwd: project,
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new RunningProgram(child).finished;
  }

  async function buckets(): Promise<readonly (string | undefined)[]> {
    const s3 = new S3Client({ ...clientFor({ url: server.url, region: "eu-west-1" }), forcePathStyle: true });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => Name).toSorted();
  }
});

/** The end of what a failed run said; nothing of one that did not fail. */
function failure({ code, stdout, stderr }: Finished): string | undefined {
  return code === 0 ? undefined : stripVTControlCharacters(`${stdout}\n${stderr}`).slice(-1_500);
}

/** The lines in which Terraform says what a run comes to. */
function conclusions({ stdout }: Finished): string[] {
  return stripVTControlCharacters(stdout).match(/(Plan|Apply complete|No changes|Destroy complete)[:!.].*/g) ?? [];
}
