import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatorEnvironment, emulatorKeys } from "../../emulator/environment";
import { overrideFor } from "../../emulator/override";
import { type Block, readStack } from "../../emulator/stack-json";
import { stateCheckProgram } from "../../scripts/state-check-program";
import { EmulatorBench, type Finished, folderIn, type RunningProgram, stackOf, startProgram } from "../support/emulator";
import { describeWithTools } from "../support/tools";
import { FaultProxy } from "../support/fault-proxy";

const bucket = "ohi-test-state";
const region = "eu-west-1";
const lock = "dev/terraform.tfstate.tflock";
const credentials = { accessKeyId: emulatorKeys.access_key, secretAccessKey: emulatorKeys.secret_key };
/** How much Terraform does at the same time. */
const operationsAtOnce = 10;
const types = ["aws_vpc", "aws_subnet", "aws_internet_gateway", "aws_route_table", "aws_route_table_association"];

describeWithTools("an apply that dies half-way, on dev's network with its state in S3", () => {
  const bench = new EmulatorBench();
  const home = folderIn(bench, "network");
  const folder = path.join(home, "cdktf.out/stacks/ohi-dev");
  const override = path.join(bench.folder, "override.json");
  let emulator: string;
  let proxy: FaultProxy;
  let client: { readonly endpoint: string; readonly region: string; readonly credentials: typeof credentials };
  let s3: S3Client;
  let ec2: EC2Client;
  beforeAll(async () => {
    const dev = stackOf(await bench.synthesize(), "dev");
    const all = readStack(dev);
    const resource = Object.fromEntries(types.map((type) => [type, all.resource?.[type] ?? {}]));
    const terraform = {
      required_providers: { aws: { source: "aws", version: "5.100.0" } },
      backend: { s3: { bucket, key: "dev/terraform.tfstate", region, use_lockfile: true } },
    };
    writesStack({ terraform, provider: all.provider, resource });
    const provider = (overrideFor(all, {})["provider"] as { aws: readonly Block[] }).aws.map((one) => ({ ...one, max_retries: 6 }));
    writeFileSync(override, JSON.stringify({ provider: { aws: provider } }));

    const server = await bench.emulator(await bench.workshop(), dev);
    proxy = await FaultProxy.before(server.url);
    client = { endpoint: server.url, region, credentials };
    s3 = new S3Client({ ...client, forcePathStyle: true });
    ec2 = new EC2Client(client);
    emulator = server.url;
  });
  beforeEach(async () => {
    await fetch(`${emulator}/moto-api/reset`, { method: "POST" });
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
    rmSync(path.join(home, "cdktf.out"), { recursive: true, force: true });
    proxy.calm();
  });
  afterAll(async () => {
    proxy.close();
    await bench.close();
  });

  test("rides out an AWS that throttles and answers errors for a while", async () => {
    await done("plan");
    proxy.fault = "throttle";
    const applying = stack("deploy");
    await until(() => proxy.troubled >= 1);
    proxy.fault = "error";
    await until(() => proxy.troubled >= 2);
    proxy.fault = "none";

    expect(await applying.finished).toMatchObject({ code: 0, stderr: "" });
    await expectWhole();
  });

  test("whose program is killed ends in order: the state is unlocked and knows all that AWS has answered, and the next apply finishes", async () => {
    await done("plan");
    proxy.after(3, "hold"); // what AWS has made and not answered yet, no state would know
    const killed = stack("deploy");
    await until(() => proxy.troubled >= 1 && proxy.underway === 0);
    await kill(killed);

    await done("plan", "deploy");

    await expectWhole();
  });

  test("whose program is killed while AWS is at work leaves what can be found, kept and taken in, and nothing is made twice", async () => {
    await done("plan");
    proxy.after(3, "unanswered");
    const killed = stack("deploy");
    await until(() => proxy.underway === operationsAtOnce);
    await kill(killed);

    const found = await check();
    const tainted = found.lines.flatMap((line) => /^(\S+) is tainted/.exec(line)?.[1] ?? []);
    const unknown = found.lines.flatMap((line) => {
      const [, id, to] = /^arn:\S+[/](\S+) is not in the state\. By its tags it is (\S+), which/.exec(line) ?? [];
      return id === undefined || to === undefined ? [] : [{ id, to }];
    });
    expect([found.code, tainted.length + unknown.length]).toEqual([2, operationsAtOnce]);
    expect(tainted.length).toBeGreaterThan(0);
    const env = emulatorEnvironment(process.env, emulator);
    for (const address of tainted) execFileSync("terraform", [`-chdir=${folder}`, "untaint", address], { env, stdio: "ignore" });
    writeFileSync(path.join(folder, "import.tf.json"), JSON.stringify({ import: unknown }));

    await done("plan", "deploy");

    await expectWhole();
    expect(await check()).toMatchObject({ code: 0 });
  });

  test("whose Terraform is killed leaves a lock that names its owner, and the next apply finishes once that is freed", async () => {
    await done("plan");
    proxy.fault = "hold";
    const killed = stack("deploy");
    await until(() => proxy.troubled >= 1);
    process.kill(terraformOf(killed), "SIGKILL");
    const ended = await killed.finished;
    proxy.fault = "none";

    const refused = await stack("plan", "--lock-timeout", "1s").finished;
    const wrong = await stack("unlock", "00000000-0000-0000-0000-000000000000").finished;
    await done(["unlock", lockIn(refused)], "plan", "deploy");

    expect([ended.code, refused.code, wrong.code]).toEqual([1, 1, 1]);
    expect(refused.stderr).toMatch(/Error acquiring the state lock[\s\S]*Operation: OperationTypeApply[\s\S]*Who: .+@/);
    await expectWhole();
  });

  test("whose network is lost writes its state once it is back, and the next apply finishes with nothing made twice", async () => {
    await done("plan");
    proxy.after(4, "lost");
    const cut = stack("deploy");
    await until(() => existsSync(path.join(folder, "errored.tfstate")));
    proxy.fault = "none";
    const ended = await cut.finished;
    // Whether Terraform could free its lock depends on when the network came back.
    if ((await keys()).includes(lock)) await done(["unlock", lockIn(await stack("plan", "--lock-timeout", "1s").finished)]);

    await done("plan", "deploy");

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("Its state could not be written at first, and has been written now. Its lock may still be held;");
    await expectWhole();
  });

  /** Nothing is missing, nothing is there twice, nothing differs, and nobody holds the lock. */
  async function expectWhole(): Promise<void> {
    const [{ Vpcs = [] }, { Subnets = [] }] = await Promise.all([
      ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "tag:Environment", Values: ["dev"] }] })),
      ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: "tag:Environment", Values: ["dev"] }] })),
    ]);
    expect([Vpcs.length, Subnets.length]).toEqual([1, 9]);
    expect(await stack("diff").finished).toMatchObject({ code: 0, stderr: "" });
    expect(await keys()).toEqual(["dev/terraform.tfstate"]);
  }

  /** Kills a program without a word, and waits until its Terraform has ended in order. */
  async function kill(program: RunningProgram): Promise<void> {
    program.child.kill("SIGKILL");
    await program.finished;
    rmSync(path.join(folder, "run_override.tf.json")); // only tests have it
    await until(async () => !(await keys()).includes(lock));
    proxy.calm();
  }

  async function check(): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
    const written: string[] = [];
    const code = await stateCheckProgram({
      args: ["dev", "--override", override],
      environment: emulatorEnvironment(process.env, proxy.url),
      project: home,
      stdout: { write: (text) => written.push(text) },
      stderr: { write: (text) => written.push(text) },
      clientIn: (region) => new ResourceGroupsTaggingAPIClient({ ...client, region }),
    });
    return { code, lines: written.join("").trimEnd().split("\n") };
  }

  function stack(command: string, ...options: readonly string[]): RunningProgram {
    const args = [home, command, "dev", "--override", override, ...options];
    return startProgram("__tests__/support/stack-elsewhere.ts", args, emulatorEnvironment(process.env, proxy.url));
  }

  async function done(...commands: readonly (string | readonly [string, ...string[]])[]): Promise<void> {
    for (const [command, ...options] of commands.map((one) => (typeof one === "string" ? ([one] as const) : one))) {
      expect(await stack(command, ...options).finished).toMatchObject({ code: 0, stderr: "" });
    }
  }

  /** Lays out a project that synthesizes one stack. */
  function writesStack(json: object): void {
    const manifest = { stacks: { "ohi-dev": { name: "ohi-dev", workingDirectory: "stacks/ohi-dev" } } };
    const files = { "manifest.json": manifest, "stacks/ohi-dev/cdk.tf.json": json };
    writeFileSync(path.join(home, "cdktf.json"), JSON.stringify({ app: "node app.js" }));
    writeFileSync(
      path.join(home, "app.js"),
      `const { mkdirSync, writeFileSync } = require("node:fs");
       mkdirSync(process.env.CDKTF_OUTDIR + "/stacks/ohi-dev", { recursive: true });
       for (const [name, content] of Object.entries(${JSON.stringify(files)})) {
         writeFileSync(process.env.CDKTF_OUTDIR + "/" + name, JSON.stringify(content));
       }`,
    );
  }

  async function keys(): Promise<string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key = "" }) => Key);
  }
});

/** Waits until something is so, for two minutes at the most. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 50) {
    if (await isSo()) return;
    await sleep(50);
  }
  throw new Error("it never came to be so");
}

/** Process id of the Terraform that a program has started. */
function terraformOf({ child }: RunningProgram): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const found = lines
    .map((line) => line.trim().split(/ +/))
    .find(([, parent, command]) => parent === String(child.pid) && (command ?? "").endsWith("terraform"));
  if (found === undefined) throw new Error("no Terraform is running");
  return Number(found[0]);
}

/** Id of the lock that a refusal names. */
function lockIn({ stderr }: Finished): string {
  return /ID: +([0-9a-f-]{36})/.exec(stderr)?.[1] ?? "none";
}
