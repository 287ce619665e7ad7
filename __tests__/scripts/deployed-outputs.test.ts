import { readFileSync } from "node:fs";
import path from "node:path";
import type { StackJson } from "../../emulator/stack-json";
import { environments } from "../../environments";
import { copied, copyImages, Docker } from "../../scripts/image-copy";
import { runMigrations } from "../../scripts/migrations";
import { siteOf } from "../../scripts/publication";
import { deployedServices, waitForRollout } from "../../scripts/service-rollout";
import { refuseUnmigrated } from "../../scripts/unmigrated-images";
import type { StackModel } from "../../review/model";
import { soleReference } from "../../review/reference";
import { textAt } from "../../review/value";
import { Interrupts } from "../../terraform/interrupts";
import { plainReporter } from "../../terraform/reporter";
import { stackNamed, valuesOf } from "../contracts/stacks";
import { FakeClient } from "../support/fake-ecs";
import { stackJson } from "../support/synthesized";

const interrupts = new Interrupts();
const patience = { every: 1, atMost: 0 };
const reporter = plainReporter({ write: () => true });

/** The commands that read outputs, against the outputs as they are synthesized: what AWS would answer stands for itself, as a reference. */
describe.each(environments.map(({ name, domain }) => ({ name, domain, stack: stackNamed(`ohi-${name}`) })))(
  "what the commands read of $name after an apply",
  ({ name, domain, stack }) => {
    const outputs = outputsOf(stack);

    test("names every service, and the definition that it is to run, for the rollout", async () => {
      const services = new Map(Object.values(valuesOf(stack, "aws_ecs_service")).map((values) => [textAt(values, "name"), values]));
      const asked: unknown[] = [];
      const client = new FakeClient({
        DescribeServices: ({ cluster, services: names }) => {
          asked.push(cluster, ...listed(names));
          const answered = listed(names).map((serviceName) => ({
            serviceName,
            status: "ACTIVE",
            deployments: [
              { status: "PRIMARY", rolloutState: "COMPLETED", taskDefinition: services.get(String(serviceName))?.["task_definition"] },
            ],
          }));
          return { services: answered };
        },
      });

      await waitForRollout({ client, ...deployedServices(name, outputs), patience, interrupts }, () => undefined);

      const cluster = `ohi-${name}-cluster`;
      expect(asked.filter((one) => one !== cluster).toSorted()).toEqual([...services.keys()].toSorted());
      expect(asked).toContain(cluster);
      expect(services.size).toBeGreaterThan(10);
    });

    test("says with which definition, where and behind which groups each migration runs", async () => {
      const runs: Readonly<Record<string, unknown>>[] = [];
      const client = new FakeClient({
        RunTask: (input) => (runs.push(input), { tasks: [{ taskArn: "task" }] }),
        DescribeTasks: () => ({ tasks: [{ lastStatus: "STOPPED", containers: [{ exitCode: 0 }] }] }),
      });

      await runMigrations({ client, reporter, name, outputs, patience, interrupts });

      const places = runs.map(({ networkConfiguration }) => (networkConfiguration as Placed).awsvpcConfiguration); // as RunTask takes it
      const privateSubnets = stack.ofType("aws_subnet").filter(({ id }) => id.startsWith("network_private_"));
      expect(runs.map(({ cluster }) => cluster)).toEqual([1, 2, 3].map(() => `ohi-${name}-cluster`));
      expect(runs.map(({ taskDefinition }) => textAt(meant(stack, taskDefinition), "family"))).toEqual(
        ["api-migrations", "blnk-migrations", "signoz-migrations"].map((task) => `ohi-${name}-${task}`),
      );
      expect(places.map(({ subnets }) => subnets.toSorted())).toEqual(
        [1, 2, 3].map(() => privateSubnets.map(({ address }) => `\${${address}.id}`).toSorted()),
      );
      expect(places.map(({ securityGroups }) => securityGroups.map((group) => textAt(meant(stack, group), "name")).toSorted())).toEqual(
        ["migrations", "migrations", "otel-collector"].map((group) =>
          ["ecs-tasks", group].map((word) => `ohi-${name}-${word}-sg`).toSorted(),
        ),
      );
    });

    test("says which image a migration has, also while only an apply knows the rest of its container", () => {
      const before = { container_definitions: JSON.stringify([{ name: "before", image: "registry/program:before" }]) };
      const resource_changes = stack.ofType("aws_ecs_task_definition").map(({ address, values: { family } }) => ({
        address,
        change: { actions: ["create", "delete"], before, after: { family }, after_unknown: { container_definitions: true } },
      }));
      const arns = Object.entries(outputs["task_definitions"] as object).map(
        ([task, definition]) => [task, `definition/${textAt(meant(stack, definition), "family") ?? ""}:1`] as const,
      );
      const deployed = { task_definitions: Object.fromEntries(arns) };
      const configuration = JSON.parse(stackJson(stack.name)) as StackJson;

      expect(() => {
        refuseUnmigrated({ name, plan: { resource_changes }, outputs: deployed, configuration });
      }).toThrow(
        /\n {2}- api-migrations from registry\/program:before to registry\/program:[\w.]+\n.* blnk-migrations .*program:[\w.]+\n.* signoz-migrations .*program[:@][\w.:]+\n/,
      );
    });

    test("has a repository for each image of others, which is the one of its program", async () => {
      const docker = new Docker({ directory: "/", environment: {}, interrupts });
      const copies: string[] = [];
      jest.spyOn(docker, "logIn").mockResolvedValue();
      jest.spyOn(docker, "digestOf").mockResolvedValue("sha256:1");
      jest.spyOn(docker, "copy").mockImplementation((_, to) => (copies.push(to), Promise.resolve()));
      const token = { authorizationToken: Buffer.from("AWS:password").toString("base64"), proxyEndpoint: "https://registry" };
      const client = new FakeClient({ GetAuthorizationToken: () => ({ authorizationData: [token] }) });

      await copyImages({ docker, client, reporter, name, outputs, digests: new Map(copied.map((image) => [image.name, "sha256:1"])) });

      expect(copies.length).toBeGreaterThan(3);
      expect(copies.map((to) => textAt(meant(stack, to.replace(/}:.*/, "}")), "name"))).toEqual(
        copied.map(({ key }) => `ohi-${name}-${key}`),
      );
    });

    test("says where the site lies, what serves it, and how people call it", () => {
      const { place, url } = siteOf(name, outputs);

      expect(textAt(meant(stack, place.bucket), "bucket")).toBe(`ohi-${name}-frontend-\${data.aws_caller_identity.current.account_id}`);
      expect(meant(stack, place.distributionId)["aliases"]).toContain(domain);
      expect(url).toBe(`https://${domain}`);
    });
  },
);

describe("what people are told to read", () => {
  test("is an output of the account's stack or of every environment", () => {
    const texts = ["delivery.md", "dns.md", "runbook.md"].map((page) => readFileSync(path.resolve(__dirname, "../../docs", page), "utf8"));
    const told = texts.flatMap((text) => [...text.matchAll(/\boutput `([a-z_]+)`/g)].map(([, output]) => output));

    const known = ["ohi-account", "ohi-dev"].flatMap((name) => Object.keys(outputsOf(stackNamed(name))));

    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.filter((output = "") => !known.includes(output))).toEqual([]);
  });
});

/** What is read here of a request to run a task. */
interface Placed {
  readonly awsvpcConfiguration: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
}

/** Outputs as `terraform output` tells them, but for what only AWS knows, which is the reference to it. */
function outputsOf(stack: StackModel): Record<string, unknown> {
  return Object.fromEntries(stack.outputs.map(({ name, values }) => [name, values["value"]]));
}

/** The resource to which a reference leads, which is all of the text. */
function meant(stack: StackModel, text: unknown): StackModel["elements"][number]["values"] {
  const reference = soleReference(String(text));
  const element = reference === undefined ? undefined : stack.find(reference.address);
  if (element === undefined) throw new Error(`${String(text)} leads to nothing`);
  return element.values;
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
