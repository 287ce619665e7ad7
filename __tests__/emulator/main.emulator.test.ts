import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { EmulatorBench, processesAround, startProgram } from "../support/emulator";
import { describeWithTools } from "../support/tools";

describeWithTools("what keeps the emulator from starting is said in one message", () => {
  const bench = new EmulatorBench();
  afterAll(() => bench.close());

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
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
    expect(stderr).toBe("Unknown environment: devel. Known are: account, dev, prod, staging.\n");
  });
});
