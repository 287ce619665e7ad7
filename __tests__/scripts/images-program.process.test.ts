import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { imagesProgram } from "../../scripts/images-program";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";

const images = {
  "otel-collector": "signoz/signoz-otel-collector:0.88.11",
  "signoz-query": "signoz/query-service:0.39.0",
  "signoz-frontend": "signoz/frontend:0.39.0",
  zookeeper: "zookeeper:3.8.4",
  "signoz-migrations": "signoz/signoz-schema-migrator:0.88.11",
};
const digest = `sha256:${"ab".repeat(32)}`;

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  const repositories = Object.fromEntries(Object.keys(images).map((key) => [key, `registry.test/ohi-dev-${key}`]));
  tools.answer("output", { stdout: JSON.stringify({ image_repositories: { value: repositories, sensitive: false } }) });
  docker(`case "$*" in *inspect*) echo '"${digest}"' ;; esac`);
});
afterEach(() => {
  tools.remove();
});

describe("images copy", () => {
  test("logs in, and copies every image by its digest under its own tag", async () => {
    lock(Object.fromEntries(Object.values(images).map((name) => [name, digest])));

    const { code, stderr } = await program("copy", "dev");

    expect([code, stderr]).toEqual([exitCodes.ok, ""]);
    expect(calls()).toEqual([
      "login --username AWS --password-stdin registry.test < secret",
      ...Object.entries(images).flatMap(([key, name]) => {
        const [repository, tag] = name.split(":");
        return [
          `buildx imagetools create --tag registry.test/ohi-dev-${key}:${String(tag)} ${String(repository)}@${digest}`,
          `buildx imagetools inspect registry.test/ohi-dev-${key}:${String(tag)} --format {{json .Manifest.Digest}}`,
        ];
      }),
    ]);
  });

  test("copies nothing as long as a digest is missing, and says which", async () => {
    lock({ ...Object.fromEntries(Object.values(images).map((name) => [name, digest])), "zookeeper:3.8.4": null });

    const { code, stderr } = await program("copy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe('digests.json has no digest for zookeeper:3.8.4. Run "npm run images -- lock", and commit what it writes.\n');
    expect(calls()).toEqual([]);
  });

  test("fails when what arrived is not what was locked", async () => {
    lock(Object.fromEntries(Object.values(images).map((name) => [name, `sha256:${"cd".repeat(32)}`])));

    const { code, stderr } = await program("copy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain(`registry.test/ohi-dev-otel-collector:0.88.11 has the digest ${digest}; wanted is sha256:cdcd`);
  });

  test("fails when docker does, with what it said, and when there is no repository yet", async () => {
    lock(Object.fromEntries(Object.values(images).map((name) => [name, digest])));
    docker('case "$*" in *create*) echo "no such manifest" >&2; exit 1 ;; esac');
    const broken = await program("copy", "dev");
    tools.answer("output", { stdout: "{}" });
    const undeployed = await program("copy", "dev");

    expect(broken.stderr).toContain("docker ended with code 1: no such manifest");
    expect(undeployed.stderr).toContain("dev has no repository for otel-collector yet. Deploy it first.");
    expect([broken.code, undeployed.code]).toEqual([exitCodes.failed, exitCodes.failed]);
  });

  test("fails when ECR gives no password", async () => {
    lock(Object.fromEntries(Object.values(images).map((name) => [name, digest])));

    expect((await program("copy", "dev", {})).stderr).toContain("ECR gave no password for its registry.");
  });
});

describe("images lock", () => {
  test("writes the digest of every image, in the order of their names", async () => {
    const { code } = await program("lock");

    expect(code).toBe(exitCodes.ok);
    expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toEqual(
      Object.fromEntries(
        Object.values(images)
          .toSorted()
          .map((name) => [name, digest]),
      ),
    );
  });

  test("writes nothing when a registry gives no digest", async () => {
    docker("echo null");

    const { code, stderr } = await program("lock");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("The registry gave no digest for signoz/signoz-otel-collector:0.88.11.");
    expect(existsSync(lockFile())).toBe(false);
  });
});

test("the program says nothing of the Node that its client would like to have", () => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/images.ts", "--help"], {
    cwd: path.resolve(__dirname, "../.."),
    encoding: "utf8",
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const lockFile = (): string => path.join(tools.folder, "digests.json");

function lock(digests: Readonly<Record<string, string | null>>): void {
  writeFileSync(lockFile(), JSON.stringify(digests));
}

/** Puts a docker in the way that notes how it was called, and then does what the script says. */
function docker(script: string): void {
  const file = path.join(tools.folder, "bin/docker");
  const note = 'line="$*"; [ "$1" = login ] && line="$line < $(cat)"; printf \'%s\\n\' "$line" >> "$FAKE_TOOLS/docker"';
  writeFileSync(file, `#!/bin/sh\n${note}\n${script}\n`);
  chmodSync(file, 0o755);
}

function calls(): string[] {
  const file = path.join(tools.folder, "docker");
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
}

async function program(command: string, environment = "", token?: object): Promise<{ readonly code: number; readonly stderr: string }> {
  const written: string[] = [];
  const given = { authorizationToken: Buffer.from("AWS:secret").toString("base64"), proxyEndpoint: "https://registry.test" };
  const code = await imagesProgram({
    args: [command, ...(environment === "" ? [] : [environment]), "--lock-file", lockFile()],
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: () => true },
    stderr: { write: (text: string) => written.push(text) },
    client: { send: () => Promise.resolve({ authorizationData: [token ?? given] }) } as never, // answers the one command that is sent to it
  });
  return { code, stderr: written.join("") };
}
