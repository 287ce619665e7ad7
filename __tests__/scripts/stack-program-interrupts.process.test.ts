import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import { type Outcome, runStack } from "../support/stack-command";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("a deploy that is interrupted", () => {
  test("says what became of the state and the lock", async () => {
    const { code, stderr } = await interruptedAt("trap 'exit 1' INT");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(
      /\nInterrupted\. What AWS had finished is in the state, and the lock is released\. Before you plan again, "npm run state:check -- dev" says what that has left, and docs\/recover\.md what to do\.\n$/,
    );
  });

  test("writes the state that Terraform could not write all the same", async () => {
    const errored = path.join(tools.project, "cdktf.out/stacks/ohi-dev/errored.tfstate");

    const { code, stderr } = await interruptedAt(`trap 'echo {} >"${errored}"; exit 1' INT`);

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toContain("Interrupted. Its state could not be written at first, and has been written now.");
    expect(tools.calls.filter((call) => call.includes("state push"))).toHaveLength(1);
    expect(existsSync(errored)).toBe(false);
  });

  test("says, when it is interrupted twice, that the lock may still be held", async () => {
    const { code, stderr } = await interruptedAt("trap '' INT", async () => {
      await sleep(1_200);
      process.emit("SIGINT");
    });

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(
      /\nInterrupted\. Terraform was killed, so its state may lack what it did last, and its lock may still be held; docs\/recover\.md says how to free it\. Before you plan again, "npm run state:check -- dev" says what that has left/,
    );
  });
});

/** What becomes of a deploy whose apply is interrupted once it has said what it does then. */
async function interruptedAt(trap: string, andThen: () => Promise<void> = () => Promise.resolve()): Promise<Outcome> {
  await runStack(tools, ["plan", "dev"]);
  const ready = path.join(tools.project, "ready");
  tools.answer("apply", { script: `${trap}; : >"${ready}"; while :; do sleep 0.05; done` });
  const running = runStack(tools, ["deploy", "dev"]);
  while (!existsSync(ready)) await sleep(50);
  process.emit("SIGINT");
  await andThen();
  return running;
}
