import { readdirSync } from "node:fs";
import { exitCodes } from "../../terraform/errors";
import { EmulatorCommand, planned, untilInterrupted } from "../support/emulator-command";

let command: EmulatorCommand;
beforeEach(() => {
  command = new EmulatorCommand();
});
afterEach(async () => {
  await command.remove();
});

describe("prove", () => {
  test("takes all environments through their lives, and leaves neither an emulator nor a file of theirs", async () => {
    const { code, stdout } = await command.run("prove");

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(
      /│ stack {3}│ result │ resources │ time[^]*│ ohi-one │ proven │ +\d │ \d.* s +│\n[^]*│ ohi-two │ proven │ +\d │ \d.* s +│\n/,
    );
    expect(command.tools.calls.filter((call) => call.includes("-refresh=false"))).toHaveLength(2); // the plan to destroy, once for each
    expect(command.tools.servers).toEqual([]);
    expect(readdirSync(command.home).filter((name) => !name.endsWith(".log"))).toEqual([]);
  });

  test("fails when what was destroyed cannot be applied again as it was", async () => {
    command.tools.answer("plan", { code: 2, stdout: planned(3) }, 1);

    const { code, stdout, stderr } = await command.run("prove", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("ohi-one: Applied again, ohi-one has 0 resources; it had 3\n");
    expect(stdout).toMatch(/ohi-one: plan again: no changes .*\n/);
  });

  test("fails when a VPC is left of what was destroyed", async () => {
    command.tools.ec2Answers("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock></item></vpcSet>");

    const { code, stderr } = await command.run("prove", "one");

    expect([code, stderr]).toEqual([exitCodes.failed, "ohi-one: Destroyed ohi-one, yet AWS still knows VPC 10.0.0.0/16\n"]);
  });

  test("of one environment goes on when another one fails, and says why it failed, and after how long", async () => {
    command.tools.answer("init", { code: 1, stderr: "no such provider", script: "case $PWD in *ohi-two) exit 0 ;; esac" });
    command.tools.answer("plan", { script: "sleep 0.5" }); // which only the other one comes to

    const { code, stdout, stderr } = await command.run("prove", "one", "two");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^ohi-one: terraform init failed in .*ohi-one\n {2}- it ended with code 1: no such provider\n$/);
    const [failed, proven] = [...stdout.matchAll(/│ ohi-(?:one │ FAILED|two │ proven) │ +\d │ ([\d.]+) s +│/g)].map(([, time]) =>
      Number(time),
    );
    expect(failed).toBeLessThan(Number(proven));
    expect(command.tools.servers).toEqual([]);
  });

  test("ends all emulators at an interrupt", async () => {
    command.tools.answer("plan", { script: untilInterrupted });

    const { code, stderr } = await command.runAndInterruptAt("plan", "prove");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/Interrupted\. The emulators have been stopped, and nothing is left of what they held\.\n$/);
    expect(command.tools.servers).toEqual([]);
  });
});
