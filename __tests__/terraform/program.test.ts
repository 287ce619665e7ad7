import { mkdir } from "node:fs/promises";
import path from "node:path";
import { exitCodes, Interrupted, UserError } from "../../terraform/errors";
import { runProgram } from "../../terraform/program";

describe("what becomes of a program's work", () => {
  test.each<[string, Error, number, string]>([
    ["a mistake that a person can mend is its message alone", new UserError("No such port."), exitCodes.failed, "No such port.\n"],
    [
      "a wrong command line has an exit code of its own",
      new UserError("Unknown environment.", exitCodes.usage),
      exitCodes.usage,
      "Unknown environment.\n",
    ],
    ["an interrupt has the exit code that shells give it", new Interrupted(), exitCodes.interrupted, "Interrupted.\n"],
  ])("%s", async (_, error, code, message) => {
    await expect(outcome(["work"], () => Promise.reject(error))).resolves.toEqual({ code, stdout: "", stderr: message });
  });

  test("a fault of ours is shown with its stack trace", async () => {
    const { code, stderr } = await outcome(["work"], () => Promise.reject(new TypeError("undefined is not a function")));

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^TypeError: undefined is not a function\n {4}at /);
  });

  test("a refusal of the file system is one line that names the place, without a stack trace", async () => {
    const inTheWay = path.join(__filename, "folder"); // a file stands where a folder is wanted

    const { code, stderr } = await outcome(["work"], async () => {
      await mkdir(inTheWay);
    });

    expect({ code, stderr }).toEqual({
      code: exitCodes.failed,
      stderr: `A file or folder cannot be used: ENOTDIR: not a directory, mkdir '${inTheWay}'\n`,
    });
  });

  test("a disk that is full is one line, though it names no place", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });

    await expect(outcome(["work"], () => Promise.reject(full))).resolves.toMatchObject({
      code: exitCodes.failed,
      stderr: "A file or folder cannot be used: ENOSPC: no space left on device, write\n",
    });
  });

  test("what is thrown without being an error is shown too", async () => {
    const thrown: unknown = "no";

    await expect(outcome(["work"], () => Promise.reject(thrown as Error))).resolves.toMatchObject({
      code: exitCodes.failed,
      stderr: "no\n",
    });
  });

  test("an unknown command is explained, and is a wrong command line", async () => {
    await expect(outcome(["wrok"])).resolves.toEqual({
      code: exitCodes.usage,
      stdout: "",
      stderr: "error: unknown command 'wrok'\n(Did you mean work?)\n",
    });
  });

  test("a call for help is answered, and no failure", async () => {
    const { code, stdout } = await outcome(["--help"]);

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(/^Usage: /);
  });

  test("work that is done gives the code that it asks for, or none", async () => {
    await expect(outcome(["work"])).resolves.toMatchObject({ code: exitCodes.ok });
    const seven = outcome(["work"], (exit) => {
      exit(7);
      return Promise.resolve();
    });
    await expect(seven).resolves.toMatchObject({ code: 7 });
  });

  test.each([
    Object.assign(new Error("no right to do that"), { name: "AccessDeniedException", $metadata: {} }),
    Object.assign(new Error("no credentials here"), { name: "CredentialsProviderError" }),
  ])("a refusal of AWS is one line, without a stack trace: $name", async (refusal) => {
    const { code, stderr } = await outcome(["work"], () => Promise.reject(refusal));

    expect({ code, stderr }).toEqual({ code: 1, stderr: `AWS did not answer as wanted: ${refusal.name}: ${refusal.message}\n` });
  });

  test("a signal asks the work to stop, and says what happens now", async () => {
    const stderr: string[] = [];
    const listening = process.listenerCount("SIGTERM");

    const code = await runProgram(propsFor(["work"], [], stderr), (program, { interrupts, exit }) => {
      program.command("work").action(() => {
        process.emit("SIGTERM");
        exit(interrupts.requested() ? 9 : 0);
      });
    });

    expect(code).toBe(9);
    expect(stderr.join("")).toMatch(/^\nStopping: what is under way is finished first, and Terraform releases its lock/);
    expect(process.listenerCount("SIGTERM")).toBe(listening);
  });
});

async function outcome(
  args: readonly string[],
  work: (exit: (code: number) => void) => Promise<void> = () => Promise.resolve(),
): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await runProgram(propsFor(args, stdout, stderr), (program, { exit }) => {
    program.command("work").action(() => work(exit));
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

function propsFor(args: readonly string[], stdout: string[], stderr: string[]): Parameters<typeof runProgram>[0] {
  return {
    args,
    environment: {},
    project: "",
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
  };
}
