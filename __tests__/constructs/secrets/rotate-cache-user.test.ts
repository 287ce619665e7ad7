import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";

const real = createRequire(__filename);

const arn = "arn:aws:secretsmanager:eu-west-1:1:secret:auth";
const file = join(__dirname, "../../../constructs/secrets/rotate-cache-user.js");

interface Step {
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly Step: string;
}

interface Version {
  readonly value?: Readonly<Record<string, string>>;
  stages: string[];
}

/** Secrets Manager and ElastiCache, as far as a rotation sees them. */
class FakeAws {
  public readonly versions = new Map<string, Version>([
    ["old", { value: { username: "default", user_arn: "arn:user", password: "old-password" }, stages: ["AWSCURRENT"] }],
    ["new", { stages: ["AWSPENDING"] }],
  ]);
  public passwords: readonly string[] = ["old-password"];
  /** States in which the user is found, one after the other; the last one stays. */
  public readonly states = ["active"];
  /** Milliseconds of each pause that the function made. */
  public readonly pauses: number[] = [];

  public randomInt = randomInt;

  public readonly commands = {
    DescribeSecret: () => ({ VersionIdsToStages: Object.fromEntries([...this.versions].map(([id, { stages }]) => [id, stages])) }),
    GetSecretValue: ({ VersionId, VersionStage }: { VersionId?: string; VersionStage: string }) => {
      const found = [...this.versions].find(([id, { stages }]) => stages.includes(VersionStage) && (VersionId ?? id) === id)?.[1].value;
      if (found === undefined) throw Object.assign(new Error("none"), { name: "ResourceNotFoundException" });
      return { SecretString: JSON.stringify(found) };
    },
    PutSecretValue: ({
      ClientRequestToken,
      SecretString,
      VersionStages,
    }: {
      ClientRequestToken: string;
      SecretString: string;
      VersionStages: string[];
    }) => this.versions.set(ClientRequestToken, { value: JSON.parse(SecretString) as Record<string, string>, stages: VersionStages }),
    UpdateSecretVersionStage: (move: { VersionStage: string; MoveToVersionId: string; RemoveFromVersionId: string }) => {
      this.version(move.RemoveFromVersionId).stages = ["AWSPREVIOUS"];
      this.version(move.MoveToVersionId).stages.push(move.VersionStage);
    },
    DescribeUsers: () => ({ Users: [{ Status: this.states.length > 1 ? this.states.shift() : this.states[0] }] }),
    ModifyUser: ({ UserId, AuthenticationMode }: { UserId: string; AuthenticationMode: { Type: string; Passwords: string[] } }) => {
      if (UserId !== "cache-default" || AuthenticationMode.Type !== "password") throw new Error("not that user");
      this.passwords = AuthenticationMode.Passwords;
    },
  };

  public version(id: string): Version {
    const found = this.versions.get(id);
    if (found === undefined) throw new Error(`no version ${id}`);
    return found;
  }

  public get handler(): (step: Step) => Promise<void> {
    const send = ({ name, input }: { name: string; input: never }): Promise<unknown> =>
      Promise.resolve().then(() => (this.commands as Record<string, (input: never) => unknown>)[name]?.(input));
    const client = class {
      public send = send;
    };
    const command = (name: string): unknown =>
      class {
        public readonly name = name;
        public constructor(public readonly input: unknown) {}
      };
    const all = Object.fromEntries(Object.keys(this.commands).map((name) => [`${name}Command`, command(name)]));
    const sdk = { ...all, ElastiCacheClient: client, SecretsManagerClient: client };
    const modules: Readonly<Record<string, unknown>> = {
      ...Object.fromEntries(["elasticache", "secrets-manager"].map((service) => [`@aws-sdk/client-${service}`, sdk])),
      "node:crypto": { ...(real("node:crypto") as object), randomInt: this.randomInt },
      "node:timers/promises": { setTimeout: (pause: number) => Promise.resolve(this.pauses.push(pause)) },
    };
    const program = { exports: {} as { readonly handler: (step: Step) => Promise<void> } }; // what the function exports
    const load = compileFunction(readFileSync(file, "utf8"), ["require", "module", "exports", "process"]) as (...given: unknown[]) => void; // as Node wraps a module
    load((name: string) => modules[name] ?? (real(name) as unknown), program, program.exports, process);
    return program.exports.handler;
  }
}

describe("the rotation of a cache user's password", () => {
  const environment = { ...process.env };
  beforeEach(() => Object.assign(process.env, { SECRET_ARN: arn, USER_ID: "cache-default" }));
  afterEach(() => {
    process.env = { ...environment };
  });

  test.each([
    ["first", 0, "A"],
    ["last", -1, "9"],
  ])("draws every character of a password from all letters and digits, the %s one as well", async (_, drawn, character) => {
    const aws = new FakeAws();
    aws.randomInt = (limit: number) => (drawn + limit) % limit;

    await aws.handler({ SecretId: arn, ClientRequestToken: "new", Step: "createSecret" });

    expect(aws.version("new").value?.["password"]).toBe(character.repeat(40));
  });

  test("ends with a new password in the secret, and with the old one still valid at the cache", async () => {
    const aws = new FakeAws();

    await rotate(aws);

    const { value, stages } = aws.version("new");
    expect(stages).toEqual(["AWSPENDING", "AWSCURRENT"]);
    expect(value).toEqual({ username: "default", user_arn: "arn:user", password: expect.stringMatching(/^[A-Za-z0-9]{40}$/) as string });
    expect(aws.passwords).toEqual([value?.["password"], "old-password"]);
    expect(aws.version("old").stages).toEqual(["AWSPREVIOUS"]);
  });

  test("keeps its new password when a step is repeated", async () => {
    const aws = new FakeAws();
    const { handler } = aws;
    await handler(step("createSecret"));
    const first = aws.version("new").value?.["password"];

    await handler(step("createSecret"));

    expect(aws.version("new").value?.["password"]).toBe(first);
  });

  test("takes no password of another rotation for its own", async () => {
    const aws = new FakeAws();
    const own = aws.version("new");
    aws.versions.delete("new");
    aws.versions.set("other", { value: { password: "other-password" }, stages: ["AWSPENDING"] }).set("new", own);

    await aws.handler(step("createSecret"));

    expect(aws.version("new").value?.["password"]).toMatch(/^[A-Za-z0-9]{40}$/);
  });

  test("makes no password when it cannot tell whether there is one", async () => {
    const aws = new FakeAws();
    aws.commands.GetSecretValue = () => {
      throw Object.assign(new Error("not allowed to read"), { name: "AccessDeniedException" });
    };

    await expect(aws.handler(step("createSecret"))).rejects.toThrow("not allowed to read");

    expect(aws.version("new").value).toBeUndefined();
  });

  test("waits for the user before it changes it, and gives up on one that never becomes active", async () => {
    const [slow, stuck] = [new FakeAws(), new FakeAws()];
    slow.states.unshift("modifying", "modifying");
    stuck.states.splice(0, 1, "modifying");

    await rotate(slow);

    expect(slow.passwords).toHaveLength(2);
    await expect(rotate(stuck)).rejects.toThrow("user cache-default did not become active");
    expect(stuck.passwords).toEqual(["old-password"]);
  });

  test("does not call the new password good while the change has not reached the user", async () => {
    const aws = new FakeAws();
    const { handler } = aws;
    for (const name of ["createSecret", "setSecret"]) await handler(step(name));
    aws.states.splice(0, 1, "modifying");

    await expect(handler(step("testSecret"))).rejects.toThrow("user cache-default did not become active");
  });

  test("asks for the user every ten seconds, for ten minutes", async () => {
    const [slow, stuck] = [new FakeAws(), new FakeAws()];
    slow.states.unshift(...new Array<string>(59).fill("modifying"));
    stuck.states.splice(0, 1, "modifying");

    await slow.handler(step("testSecret"));
    await expect(stuck.handler(step("testSecret"))).rejects.toThrow("did not become active");

    expect(slow.pauses).toEqual(new Array<number>(59).fill(10_000));
    expect(stuck.pauses).toEqual(new Array<number>(60).fill(10_000));
  });

  test("does nothing with a version that is current already", async () => {
    const aws = new FakeAws();
    aws.version("old").stages = [];
    aws.version("new").stages = ["AWSCURRENT"];

    await aws.handler(step("setSecret"));

    expect(aws.passwords).toEqual(["old-password"]);
  });

  test("refuses another secret, and a version that is not the pending one", async () => {
    const { handler } = new FakeAws();

    await expect(handler({ ...step("setSecret"), SecretId: "arn:other" })).rejects.toThrow("arn:other is not the secret of this function");
    await expect(handler({ ...step("setSecret"), ClientRequestToken: "unknown" })).rejects.toThrow("version unknown");
  });
});

async function rotate(aws: FakeAws): Promise<void> {
  const { handler } = aws;
  for (const name of ["createSecret", "setSecret", "testSecret", "finishSecret"]) await handler(step(name));
}

function step(name: string): Step {
  return { SecretId: arn, ClientRequestToken: "new", Step: name };
}
