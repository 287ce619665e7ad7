import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dependenciesOf } from "../../review/model";
import { loadStacks, readStack } from "../../review/synthesized";

const text = JSON.stringify({
  "//": { metadata: { stackName: "ohi-dev" } },
  terraform: { backend: { s3: { key: "k" } }, required_version: ">= 1" },
  provider: { aws: [{ region: "eu-west-1" }, { alias: "edge", region: "us-east-1" }], null: { x: 1 } },
  data: { aws_region: { current: {} } },
  ephemeral: { aws_secret: { stored: {} } },
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16", "//": { metadata: { path: "ohi-dev/main" } } } },
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", zone: "${data.aws_region.current.name}a", depends_on: ["aws_vpc.main"] } },
  },
  output: { vpc: { value: "${aws_vpc.main.id}" } },
  variable: { tag: { default: "x" } },
  locals: { two: 2 },
  moved: [{ from: "a", to: "b" }],
  check: { health: {} },
});

describe("a stack's Terraform JSON", () => {
  const stack = readStack("ohi-dev", text);

  test("is read into elements with their addresses, values and paths", () => {
    expect(stack.elements.map(({ address }) => address)).toEqual([
      "aws_vpc.main",
      "aws_subnet.a",
      "data.aws_region.current",
      "ephemeral.aws_secret.stored",
    ]);
    expect(stack.find("aws_vpc.main")).toEqual({
      mode: "resource",
      type: "aws_vpc",
      id: "main",
      address: "aws_vpc.main",
      values: { cidr_block: "10.0.0.0/16" },
      path: "ohi-dev/main",
    });
  });

  test("is read into providers by alias, the backend, settings, outputs and inputs", () => {
    expect(stack.everything.map(({ address }) => address).slice(4)).toEqual([
      "output.vpc",
      "provider.aws",
      "provider.aws.edge",
      "provider.null",
      "backend.s3",
      "terraform",
      "var.tag",
      "local.two",
    ]);
    expect(stack.settings.values).toEqual({ required_version: ">= 1" });
  });

  test("leaves over the kinds of block that nobody reads", () => {
    expect(stack.unread).toEqual(["check"]);
  });

  test("tells what an attribute refers to, and who refers to what", () => {
    const subnet = stack.find("aws_subnet.a");

    expect(stack.referent(subnet?.values["vpc_id"], "aws_vpc", "id")?.address).toBe("aws_vpc.main");
    expect(stack.referent(subnet?.values["vpc_id"], "aws_vpc", "arn")).toBeUndefined();
    expect(stack.referent(subnet?.values["vpc_id"], "aws_subnet", "id")).toBeUndefined();
    expect(stack.referent("${data.aws_region.current.name}", "data.aws_region", "name")?.address).toBe("data.aws_region.current");
    expect(stack.referent("${aws_vpc.gone.id}", "aws_vpc", "id")).toBeUndefined();
    expect(stack.mentions.map(({ from, reference }) => `${from.address} ${reference.address}`)).toEqual([
      "aws_subnet.a aws_vpc.main",
      "aws_subnet.a aws_vpc.main",
      "aws_subnet.a data.aws_region.current",
      "output.vpc aws_vpc.main",
    ]);
  });

  test("tells on what an element waits", () => {
    expect(stack.ofType("aws_subnet", "aws_vpc").map(dependenciesOf)).toEqual([["aws_vpc.main"], []]);
  });

  test("is refused when it is no object", () => {
    expect(() => readStack("ohi-dev", "[]")).toThrow("ohi-dev: its Terraform JSON is no object.");
  });
});

describe("an output folder", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "review-"));
  const manifest = { stacks: { a: { name: "a", workingDirectory: "stacks/a" }, b: { name: "b", workingDirectory: "stacks/b" } } };

  beforeAll(() => {
    writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
    for (const name of ["a", "b"]) mkdirSync(path.join(folder, "stacks", name), { recursive: true });
    writeFileSync(path.join(folder, "stacks/a/cdk.tf.json"), text);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("is refused when a stack of its manifest is missing", () => {
    expect(() => loadStacks(folder)).toThrow(/cdk\.tf\.json is missing, although the manifest lists b/);
  });

  test("is read by its manifest", () => {
    writeFileSync(path.join(folder, "stacks/b/cdk.tf.json"), "{}");

    expect(loadStacks(folder).map(({ name, elements }) => [name, elements.length])).toEqual([
      ["a", 4],
      ["b", 0],
    ]);
  });
});
