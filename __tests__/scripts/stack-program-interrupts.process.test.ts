import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import { runStack } from "../support/stack-command";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("a deploy that is interrupted", () => {
  test("says what became of the state and the lock", async () => {
    await runStack(tools, ["plan", "dev"]);
    tools.answer("apply", { script: "trap 'exit 1' INT; while :; do sleep 0.05; done" });

    const running = runStack(tools, ["deploy", "dev"]);
    while (applies() === 0) await sleep(50);
    await sleep(100);
    process.emit("SIGINT");
    const { code, stderr } = await running;

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/\nInterrupted\. What was done is in the state, and the lock is released\. Plan again to go on\.\n$/);
  });

  test("writes the state that Terraform could not write all the same", async () => {
    await runStack(tools, ["plan", "dev"]);
    const errored = path.join(tools.project, "cdktf.out/stacks/ohi-dev/errored.tfstate");
    tools.answer("apply", { script: `trap 'echo {} >"${errored}"; exit 1' INT; while :; do sleep 0.05; done` });

    const running = runStack(tools, ["deploy", "dev"]);
    while (applies() === 0) await sleep(50);
    await sleep(100);
    process.emit("SIGINT");
    const { code, stderr } = await running;

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toContain("Interrupted. Its state could not be written at first, and has been written now.");
    expect(tools.calls.filter((call) => call.includes("state push"))).toHaveLength(1);
    expect(existsSync(errored)).toBe(false);
  });

  test("says, when it is interrupted twice, that the lock may still be held", async () => {
    await runStack(tools, ["plan", "dev"]);
    const deaf = path.join(tools.project, "deaf");
    tools.answer("apply", { script: `trap '' INT; : >"${deaf}"; while :; do sleep 0.05; done` });

    const running = runStack(tools, ["deploy", "dev"]);
    while (!existsSync(deaf)) await sleep(50);
    process.emit("SIGINT");
    await sleep(1_200);
    process.emit("SIGINT");
    const { code, stderr } = await running;

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(
      /\nInterrupted\. Terraform was killed, so its state may lack what it did last, and its lock may still be held; docs\/recover\.md says how to free it\. Plan again to go on\.\n$/,
    );
  });
});

function applies(): number {
  return tools.calls.filter((call) => call.startsWith("apply")).length;
}
