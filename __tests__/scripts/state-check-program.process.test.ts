import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { stateCheckProgram } from "../../scripts/state-check-program";
import { exitCodes } from "../../terraform/errors";
import { FakeClient } from "../support/fake-ecs";
import { FakeTools } from "../support/fake-tools";

const tags = { Project: "open-health-initiative", Environment: "dev", Name: "ohi-dev" };
const vpc = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1";
const zone = "arn:aws:route53:::hostedzone/Z1";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  const resource = {
    aws_vpc: { network: { tags } },
    aws_route53_zone: { dns: { tags: { ...tags, Name: "dev.ohealth-ng.com" } } },
    aws_route: { out: {} },
  };
  tools.synthesizes({ "ohi-dev": { resource }, "ohi-prod": {} });
});
afterEach(() => {
  tools.remove();
});

describe("state:check", () => {
  test("asks every region, page by page, for what has the tags of the environment, and tells what the state does not know", async () => {
    holdsInState();
    const asked: object[] = [];
    const clients = [
      clientWith((input) => {
        asked.push(input);
        return input["PaginationToken"] === undefined ? { PaginationToken: "more" } : page(vpc, tags);
      }),
      clientWith(() => page(zone, { ...tags, Name: "dev.ohealth-ng.com" })),
    ];

    const { code, stdout } = await check(clients);

    expect(code).toBe(2);
    expect(stdout.split("\n").slice(-3)).toEqual([
      `${vpc} is not in the state. By its tags it is aws_vpc.network, which the next apply would make.`,
      `${zone} is not in the state. By its tags it is aws_route53_zone.dns, which the next apply would make.`,
      "",
    ]);
    const TagFilters = [
      { Key: "Project", Values: ["open-health-initiative"] },
      { Key: "Environment", Values: ["dev"] },
    ];
    expect(asked).toEqual([expect.objectContaining({ TagFilters }), expect.objectContaining({ TagFilters, PaginationToken: "more" })]);
  });

  test("tells a single thing, too, and nothing else", async () => {
    holdsInState();

    const { code, stdout } = await check([clientWith(() => page(vpc, tags))]);

    expect(code).toBe(2);
    expect(stdout).toContain(`${vpc} is not in the state.`);
    expect(stdout).not.toContain("No apply");
  });

  test("says so when there is nothing to tell", async () => {
    holdsInState({ address: "aws_vpc.network", mode: "managed", type: "aws_vpc", values: { id: "vpc-1", arn: vpc } });

    const { code, stdout } = await check([clientWith(() => page(vpc, tags))]);

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(/\nNo apply has left anything of ohi-dev that the next one would not take up\.\n$/);
    expect(tools.calls.filter((call) => !call.startsWith("version"))).toEqual(["init -no-color -reconfigure", "show -json"]);
  });

  test("tells nothing when AWS does not answer", async () => {
    holdsInState();
    const client = clientWith(() => {
      throw Object.assign(new Error("not authorized to perform: tag:GetResources"), { name: "AccessDeniedException", $metadata: {} });
    });

    const { code, stdout, stderr } = await check([client]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("AWS did not answer as wanted: AccessDeniedException: not authorized to perform: tag:GetResources\n");
    expect(stdout).not.toContain("No apply");
  });
});

function holdsInState(...resources: readonly object[]): void {
  tools.answer("show", { stdout: JSON.stringify({ format_version: "1.0", values: { root_module: { resources } } }) });
}

function page(ResourceARN: string, of: Readonly<Record<string, string>>): object {
  return { ResourceTagMappingList: [{ ResourceARN, Tags: Object.entries(of).map(([Key, Value]) => ({ Key, Value })) }] };
}

function clientWith(answer: (input: Readonly<Record<string, unknown>>) => object): ResourceGroupsTaggingAPIClient {
  const fake = new FakeClient({ GetResources: (input) => answer({ ...input }) });
  return Object.assign(new ResourceGroupsTaggingAPIClient({ region: "eu-west-1" }), { send: fake.send });
}

/** Asks in eu-west-1 and us-east-1, in this order; where no client is given AWS holds nothing. */
async function check(
  clients: readonly ResourceGroupsTaggingAPIClient[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const code = await stateCheckProgram({
    args: ["dev"],
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    clientIn: (region) => clients[["eu-west-1", "us-east-1"].indexOf(region)] ?? clientWith(() => ({})),
  });
  return { code, ...written };
}
