import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatorKeys } from "../../emulator/environment";
import type { Server } from "../../emulator/server";
import type { Terraform } from "../../terraform/terraform";
import type { Workshop } from "../../emulator/workshop";
import { EmulatorBench, folderIn } from "../support/emulator";
import { describeWithTools } from "../support/tools";

const bucket = "ohi-test-state";
const region = "eu-west-1";
const lock = "test/terraform.tfstate.tflock";

describeWithTools("state in an S3 bucket", () => {
  const bench = new EmulatorBench();
  let workshop: Workshop;
  let server: Server;
  let s3: S3Client;
  beforeAll(async () => {
    workshop = await bench.workshop();
    const directory = folderIn(bench, "empty");
    writeFileSync(path.join(directory, "cdk.tf.json"), "{}");
    server = await bench.emulator(workshop, { name: "s3", environment: "s3", directory });
    const { access_key: accessKeyId, secret_key: secretAccessKey } = emulatorKeys;
    s3 = new S3Client({ endpoint: server.url, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
  });
  afterAll(() => bench.close());

  test("is locked while somebody writes: a second writer is refused and told by whom, and may write afterwards", async () => {
    const [slow, other] = [await writer("slow", "sleep 12"), await writer("other", "true")];
    const slowPlan = await slow.plan("next.tfplan");

    const writing = slow.apply(slowPlan);
    while (!(await keys()).includes(lock)) await sleep(100);
    const refusal = await other.plan("next.tfplan").then(
      () => "not refused",
      (error: unknown) => String(error),
    );
    await writing;

    expect(refusal).toMatch(/Error acquiring the state lock/);
    expect(refusal).toMatch(new RegExp(`Who: .*@${hostname()}`));
    expect(refusal).toMatch(/Operation: OperationTypeApply/);
    expect(await keys()).toEqual(["test/terraform.tfstate"]);
    await expect(other.plan("next.tfplan")).resolves.toMatchObject({ hasChanges: true });
    expect(await keys()).toEqual(["test/terraform.tfstate"]);
  });

  async function writer(name: string, command: string): Promise<Terraform> {
    const directory = folderIn(bench, name);
    const configuration = {
      terraform: { backend: { s3: { bucket, key: "test/terraform.tfstate", region, use_lockfile: true } } },
      resource: { terraform_data: { [name]: { provisioner: [{ "local-exec": { command } }] } } },
    };
    writeFileSync(path.join(directory, "cdk.tf.json"), JSON.stringify(configuration));
    const terraform = workshop.terraform({ name, environment: name, directory }, server);
    await terraform.init();
    return terraform;
  }

  async function keys(): Promise<string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key = "" }) => Key);
  }
});
