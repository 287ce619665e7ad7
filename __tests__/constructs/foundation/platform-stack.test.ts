import { readFileSync } from "node:fs";
import path from "node:path";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { PlatformStack } from "../../../constructs/foundation/platform-stack";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, policy, render, resources, testStack } from "../../support/stack";

describe("a platform stack", () => {
  test("keeps its state in S3, encrypted and locked, under its own key", () => {
    const { terraform } = render(testStack());

    expect(terraform["backend"]).toEqual({
      s3: { bucket: "test-state", key: "ohi-test/terraform.tfstate", region: "eu-west-1", encrypt: true, use_lockfile: true },
    });
  });

  test("encrypts the state with a KMS key when one is given", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/one";

    const { terraform } = render(testStack({ state: { bucket: "b", key: "k", region: "eu-west-1", kmsKeyArn } }));

    expect(terraform["backend"]).toMatchObject({ s3: { kms_key_id: kmsKeyArn, encrypt: true } });
  });

  test("wants a Terraform that knows locks in S3 and write-only arguments", () => {
    expect(render(testStack()).terraform["required_version"]).toBe(">= 1.11.0, < 2.0.0");
  });

  test("has a provider for each of the two regions", () => {
    expect(render(testStack()).provider["aws"]).toEqual([{ region: "eu-west-1" }, { region: "us-east-1", alias: "us-east-1" }]);
  });

  test("lets both providers into one account only when its id is given", () => {
    expect(render(testStack({ accountId: "111122223333" })).provider["aws"]).toEqual([
      { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
      { region: "us-east-1", alias: "us-east-1", allowed_account_ids: ["111122223333"] },
    ]);
  });

  test("asks for the account's id once, and only when somebody needs it", () => {
    const [asked, silent] = [testStack(), testStack()];

    asked.output("ids", "The id, asked for twice", [asked.accountId, asked.accountId]);

    expect(render(asked).output?.["ids"]?.["value"]).toEqual(Array(2).fill("${data.aws_caller_identity.current.account_id}"));
    expect(dataSources(asked, "aws_caller_identity")).toEqual({ current: {} });
    expect(dataSources(silent, "aws_caller_identity")).toEqual({});
  });

  test("renders outputs with their descriptions", () => {
    const stack = testStack();
    stack.output("vpc_id", "Id of the VPC", "vpc-1");

    expect(render(stack).output).toEqual({ vpc_id: { value: "vpc-1", description: "Id of the VPC" } });
  });

  test("refuses to hand out a permissions boundary before there is one", () => {
    const stack = testStack();

    expect(() => stack.permissionsBoundaryArn).toThrow(
      "ohi-test: 1 problem\n  no permissions boundary is set; set one before the first role",
    );
  });

  test("refuses a resource that refers to another stack", () => {
    const app = Testing.app();
    const props = {
      namePrefix: "p",
      region: "eu-west-1",
      edgeRegion: "us-east-1",
      state: { bucket: "b", key: "k", region: "eu-west-1" },
      tags: policy,
    };
    const [one, other] = [new PlatformStack(app, "one", props), new PlatformStack(app, "other", props)];
    tag(one, { Service: "web" });
    tag(other, { Service: "web" });
    const bucket = new S3Bucket(one, "bucket", {});
    new Eip(other, "address", { instance: bucket.id });

    expect(() => render(other)).toThrow(
      "other: 1 problem\n  it refers to aws_s3_bucket.bucket, which it does not have; stacks share nothing",
    );
  });

  test("is not to be found from a construct of a plain stack", () => {
    const scope = new Construct(new TerraformStack(new App({ outdir: Testing.app().outdir }), "plain"), "part");

    expect(() => PlatformStack.of(scope)).toThrow("plain/part: 1 problem\n  it is in the stack plain, which is no PlatformStack");
  });

  test("gives the same resources however often it is rendered", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    new Eip(stack, "address", {});

    expect(resources(stack, "aws_eip")).toEqual(resources(stack, "aws_eip"));
  });

  test("tags what is in it even where an app skips its validations", () => {
    const app = new App({ outdir: Testing.app().outdir, skipValidation: true });
    const stack = testStack({}, app);
    tag(stack, { Service: "web" });
    new Eip(stack, "address", {});

    app.synth();

    const file = path.join(app.outdir, "stacks", "ohi-test", "cdk.tf.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ resource: { aws_eip: { address: { tags: { Service: "web" } } } } });
  });
});
