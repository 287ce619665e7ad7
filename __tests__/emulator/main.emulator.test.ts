import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmulatorBench, type Finished, folderIn, processesAround, readJson, type RunningProgram, startProgram } from "../support/emulator";
import { describeWithTools } from "../support/tools";

interface State {
  readonly resources: readonly unknown[];
}

describeWithTools("an environment on the emulator that stays", () => {
  const bench = new EmulatorBench();
  const home = folderIn(bench, "home");
  const emulator = (...args: readonly string[]): RunningProgram => startProgram("emulator/main.ts", args, { EMULATOR_HOME: home });
  const state = (): State => readJson(path.join(home, "ohi-dev.tfstate")) as State;
  afterAll(async () => {
    await emulator("down", "dev", "--now").finished;
    await bench.close();
  });

  test("survives a Ctrl-C in the middle of its apply: the state is whole, no process is left, and the next run finishes", async () => {
    const interrupted = emulator("up", "dev");
    await untilApplied(20);
    interrupted.child.kill("SIGINT");
    const first = await interrupted.finished;
    const [afterInterrupt, left] = [state().resources.length, terraformProcesses()];

    const second = await emulator("up", "dev").finished;

    expect(first).toMatchObject({ code: 130 });
    expect(first.stderr).toMatch(/Stopping: Terraform finishes what is under way[\s\S]*Interrupted\. The state of ohi-dev is kept/);
    expect(left).toEqual([]);
    expect(afterInterrupt).toBeGreaterThan(0);
    expectDone(second);
    expect(state().resources.length).toBeGreaterThan(afterInterrupt);
  });

  test("is left as it is by a second run, which finds nothing to do", async () => {
    const before = readFileSync(path.join(home, "ohi-dev.json"), "utf8");

    const again = await emulator("up").finished;

    expectDone(again);
    expect(again.stdout).toMatch(/\nplan: no changes .*\nsecond plan: no changes /);
    expect(readFileSync(path.join(home, "ohi-dev.json"), "utf8")).toBe(before);
  });

  test("is gone after down, with its emulator", async () => {
    const down = await emulator("down").finished;

    expect(down).toMatchObject({ code: 0, stderr: "" });
    expect(down.stdout).toMatch(/\nNothing is left\.\n$/);
    expect(processesAround(home)).toEqual([]);
  });

  async function untilApplied(resources: number): Promise<void> {
    for (let waited = 0; waited < 300_000; waited += 200) {
      try {
        if (state().resources.length >= resources) return;
      } catch {
        // Terraform has not written a state yet
      }
      await sleep(200);
    }
    throw new Error(`the state never held ${resources} resources`);
  }

  function terraformProcesses(): string[] {
    return processesAround(home).filter((line) => /terraform|guard/.test(line));
  }
});

describeWithTools("what keeps the emulator from starting is said in one message", () => {
  const bench = new EmulatorBench();
  afterAll(() => bench.close());

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await sleep(50);
    const { port } = other.address() as AddressInfo;

    const { code, stderr } = await startProgram("emulator/main.ts", ["up", "dev", "--port", String(port)], { EMULATOR_HOME: bench.folder })
      .finished;

    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Choose another one with --port, or leave --port out for a free one.\n`,
    );
    expect(processesAround(bench.folder)).toEqual([]);
  });

  test("a Terraform that is missing", async () => {
    const { code, stderr } = await startProgram("emulator/main.ts", ["up", "dev"], {
      EMULATOR_HOME: bench.folder,
      TERRAFORM_BINARY_NAME: "no-such-terraform",
    }).finished;

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Terraform was not found: no-such-terraform cannot be started: ENOENT\.\nGet Terraform/);
  });

  test("an environment that nobody knows", async () => {
    const { code, stderr } = await startProgram("emulator/main.ts", ["up", "devel"], { EMULATOR_HOME: bench.folder }).finished;

    expect(code).toBe(2);
    expect(stderr).toBe("Unknown environment: devel. Known are: dev, prod, staging.\n");
  });
});

function expectDone(run: Finished): void {
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toMatch(/\nohi-dev is up, with nothing left to change\. Reach it with AWS_ENDPOINT_URL=http:/);
}
