import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers, type ServerProps, startServer, type StartedServer } from "../../emulator/server";
import { ServerRecord } from "../../emulator/server-record";
import { Interrupted, UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { FakeTools } from "../support/fake-tools";
import { untilGuarded } from "../support/guarded";

let tools: FakeTools;
const started: StartedServer[] = [];
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  tools.remove();
});

describe("starting the emulator", () => {
  test("waits until it answers, on a free port, for the account asked for", async () => {
    const server = await start();

    await expect(answers(server.url)).resolves.toBe(true);
    expect(readFileSync(path.join(tools.folder, "log/dev.log"), "utf8")).toBe("account 111122223333\n");
  });

  test("takes the port that it is given", async () => {
    const { port } = await start();
    await started.pop()?.stop();

    await expect(start({ port })).resolves.toMatchObject({ port, url: `http://127.0.0.1:${port}` });
  });

  test("refuses a port that is taken, by its number, and starts nothing", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    await expect(start({ port })).rejects.toEqual(
      new UserError(
        `Port ${port} on 127.0.0.1 is taken by another program. Choose another one with --port, or leave --port out for a free one.`,
      ),
    );
    expect(tools.calls).toEqual([]);
    other.close();
  });

  test("shows the end of its log when it ends instead", async () => {
    await expect(start({ environment: { ...tools.environment, FAKE_SERVER_MODE: "end" } })).rejects.toThrow(
      /^The emulator ended with code 3 before it answered\.\nThe end of .*dev\.log:\n {2}ModuleNotFoundError: No module named 'moto'$/,
    );
  });

  test("gives up on one that stays silent, and ends it", async () => {
    const silent = start({ environment: { ...tools.environment, FAKE_SERVER_MODE: "silent" }, patience: 0.5 });

    await expect(silent).rejects.toThrow(/^The emulator did not answer at http:\/\/127\.0\.0\.1:\d+ within 0\.5 s\./);
    expect(tools.servers).toEqual([]);
  });

  test("stops waiting at an interrupt, and ends it", async () => {
    const interrupts = new Interrupts();
    setTimeout(() => {
      interrupts.request();
    }, 200);

    await expect(start({ interrupts, environment: { ...tools.environment, FAKE_SERVER_MODE: "silent" } })).rejects.toThrow(Interrupted);
  });

  test("is undone by stop, also when it does not listen to the first signal", async () => {
    const server = await start({ graceSeconds: 0.1, environment: { ...tools.environment, FAKE_SERVER_MODE: "stubborn" } });

    await server.stop();

    await expect(answers(server.url)).resolves.toBe(false);
  });
});

describe("the record of an emulator that goes on running", () => {
  let file: string;
  let record: ServerRecord;
  beforeEach(() => {
    file = path.join(tools.folder, "dev.json");
    record = new ServerRecord(file);
  });

  test("finds it again", async () => {
    const server = await start();
    await record.keep(server);

    await expect(new ServerRecord(file).find()).resolves.toMatchObject({ url: server.url, pid: server.pid });
  });

  test("ends it, and is gone itself", async () => {
    const server = await start();
    await record.keep(server);

    await record.stop();

    await expect(answers(server.url)).resolves.toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  test("that cannot be written ends it", async () => {
    const server = await start();

    await expect(new ServerRecord(path.join(tools.folder, "nowhere/dev.json")).keep(server)).rejects.toThrow("ENOENT");

    await expect(answers(server.url)).resolves.toBe(false);
  });

  test("neither believes nor ends a process that is not the emulator on that port", async () => {
    const server = await start();
    await record.keep({ ...server, port: server.port + 1 });

    const found = await record.find();
    await record.stop();

    expect(found).toBeUndefined();
    await expect(answers(server.url)).resolves.toBe(true);
  });

  test.each([
    ["of a process that has ended", JSON.stringify({ url: "http://127.0.0.1:1", port: 1, pid: 2 ** 22 + 1 })],
    ["cut short", '{"url": "http'],
    ["of something else", '{"pid": "1"}'],
  ])("%s is as good as none", async (_, text) => {
    writeFileSync(file, text);

    await expect(record.find()).resolves.toBeUndefined();
    await expect(record.stop()).resolves.toBeUndefined();
  });

  test("that was never written finds nothing and ends nothing", async () => {
    await expect(record.find()).resolves.toBeUndefined();
    await expect(record.stop()).resolves.toBeUndefined();
  });
});

describe("a crash of the program that starts the emulator", () => {
  test("ends an emulator that is not recorded yet", async () => {
    const program = crashing("silent");
    await expect(until(() => tools.servers.length > 0)).resolves.toBe(true);
    await untilGuarded(tools.servers[0] ?? 0);

    program.kill("SIGKILL");

    await expect(until(() => tools.servers.length === 0)).resolves.toBe(true);
  });

  test("leaves one running that is recorded", async () => {
    const program = crashing("answer");
    await until(() => existsSync(path.join(tools.folder, "kept")));

    program.kill("SIGKILL");
    await once(program, "exit");
    await sleep(500); // more than a guard needs to notice

    expect(tools.servers).toHaveLength(1);
    await new ServerRecord(path.join(tools.folder, "dev.json")).stop();
  });
});

/** A program that starts an emulator, records it, says so by a file, and goes on for a minute. */
function crashing(mode: string): ChildProcess {
  const program = path.join(tools.folder, "program.ts");
  const [server, record, interrupts] = ["emulator/server", "emulator/server-record", "terraform/interrupts"].map((module) =>
    JSON.stringify(path.resolve(__dirname, "../..", module)),
  );
  const props = { ...serverProps(), environment: { ...tools.environment, FAKE_SERVER_MODE: mode } };
  writeFileSync(
    program,
    `const { startServer } = require(${server});
     const { ServerRecord } = require(${record});
     const { Interrupts } = require(${interrupts});
     void startServer({ ...${JSON.stringify(props)}, interrupts: new Interrupts() })
       .then((server) => new ServerRecord("dev.json").keep(server))
       .then(() => require("node:fs").writeFileSync("kept", ""));
     setTimeout(() => undefined, 60_000);`,
  );
  const loader = require.resolve("tsx");
  return spawn(process.execPath, ["--import", loader, program], { cwd: tools.folder, stdio: "ignore" });
}

/** Whether something comes to hold within 40 s. */
async function until(holds: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < 40_000; waited += 50) {
    if (holds()) return true;
    await sleep(50);
  }
  return false;
}

function serverProps(): Omit<ServerProps, "interrupts"> {
  return {
    python: path.join(tools.folder, "bin/python3"),
    sources: path.join(tools.project, "emulator"),
    log: path.join(tools.folder, "log/dev.log"),
    account: "111122223333",
    environment: tools.environment,
  };
}

async function start(props: Partial<ServerProps> = {}): Promise<StartedServer> {
  const server = await startServer({ ...serverProps(), interrupts: new Interrupts(), ...props });
  started.push(server);
  return server;
}
