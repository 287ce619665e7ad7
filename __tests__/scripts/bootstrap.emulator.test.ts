import { rehearsalProgram } from "../../scripts/rehearsal-program";
import { project } from "../support/emulator";
import { describeWithTools } from "../support/tools";

describeWithTools("an account that has nothing", () => {
  test("is set up, is left alone by a second bootstrap, and then has its first environment planned with the state in its bucket", async () => {
    const said = { out: "", err: "" };

    const code = await rehearsalProgram({
      args: ["dev", "--until", "plan"],
      environment: process.env,
      project,
      stdout: { write: (text) => (said.out += text) },
      stderr: { write: (text) => (said.err += text) },
    });

    expect({ code, err: said.err }).toEqual({ code: 0, err: "" });
    const done = said.out.match(/^(plan: (no changes|\d+ to add)|apply the saved plan(?= \()|move state|The account .*)/gm) ?? [];
    expect(done.map((line) => line.replace(/\d+ to add/, "all to add"))).toEqual([
      "plan: all to add",
      "apply the saved plan",
      "move state",
      "plan: no changes",
      "The account 123456789012 is set up. Its states lie in ohi-rehearsal-state.",
      "plan: no changes",
      "The account 123456789012 is set up. Its states lie in ohi-rehearsal-state.",
      "plan: all to add",
    ]);
    expect(said.out).toMatch(/\nFrom nothing to plan of dev: all as it should be\.\n$/);
  });
});
