import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { emulatorAccount, emulatorEnvironment } from "../emulator/environment";
import { overrideFor } from "../emulator/override";
import { clientFor } from "../emulator/read-back/facts";
import { readStack } from "../emulator/stack-json";
import { Workshop } from "../emulator/workshop";
import { platform } from "../environments/platform";
import { accountNames } from "../stacks/account/names";
import { exitCodes, Interrupted, UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import { type ProgramProps, runProgram } from "../terraform/program";
import { selectStacks, synthesize, type SynthesizedStack } from "../terraform/synthesize";
import { bootstrapProgram } from "./bootstrap-program";
import { stackProgram } from "./stack-program";

/** A command of the README, and what it is called by in a message. */
interface Step {
  readonly command: string;
  readonly run: () => Promise<number>;
}

interface Rehearsal extends Omit<ProgramProps, "args"> {
  readonly interrupts: Interrupts;
  /** Folder for everything that the rehearsal writes. */
  readonly folder: string;
  /** Name of the environment. */
  readonly name: string;
  /** Last command. */
  readonly until: string;
}

/**
 * `rehearsal`: the way from an empty account to an environment that runs, by the commands of the README, on an emulator that knows nothing
 * before. The bootstrap is run twice, and in the end a plan has to find nothing to do.
 */
export function rehearsalProgram(props: ProgramProps): Promise<number> {
  const { project, stdout } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("rehearsal")
      .description("Takes an empty account to a running environment, on an AWS emulator on this machine.")
      .argument("[environment]", "name of the environment", "dev")
      .addOption(program.createOption("--until <command>", "last command").choices(["bootstrap", "plan", "deploy", "diff"]).default("diff"))
      .action(async (name: string, { until }: { readonly until: string }) => {
        const home = path.join(project, ".emulator");
        mkdirSync(home, { recursive: true });
        const folder = mkdtempSync(path.join(home, "rehearsal-"));
        try {
          await rehearse({ ...props, interrupts, folder, name, until });
          stdout.write(`From nothing to ${until} of ${name}: all as it should be.\n`);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      });
  });
}

async function rehearse({ environment, project, stdout, stderr, interrupts, folder, name, until }: Rehearsal): Promise<void> {
  const display = { output: stdout, plain: true };
  const workshop = await Workshop.open({ project, home: folder, environment, interrupts, display });
  const output = path.join(folder, "out");
  const stacks = await synthesize({ project, output, environment, interrupts });
  const [account] = selectStacks(stacks, [accountNames.stack, name]) as [SynthesizedStack]; // in the order of the names
  const server = await workshop.start(await workshop.install(), account);
  try {
    const override = path.join(folder, "override.json");
    writeFileSync(override, JSON.stringify(overrideFor(readStack(account), {})));
    const common = {
      interrupts,
      project,
      stdout,
      stderr,
      environment: {
        ...emulatorEnvironment(environment, server.url),
        OHI_ACCOUNT_ID: emulatorAccount,
        OHI_STATE_BUCKET: "ohi-rehearsal-state",
        OHI_GITHUB_REPOSITORY: "rehearsal/infrastructure",
        CDKTF_OUTDIR: output,
        OHI_PLANS: path.join(folder, "plans"),
        OHI_BOOTSTRAP: path.join(folder, "bootstrap"),
        CI: "true",
      },
    };
    const client = new S3Client({ ...clientFor({ url: server.url, region: platform.region }), forcePathStyle: true });
    const bootstrap = (): Promise<number> =>
      bootstrapProgram({ ...common, client, args: ["--confirm", emulatorAccount, "--override", override] });
    const stack = (command: string): Promise<number> => stackProgram({ ...common, args: [command, name, "--override", override] });
    await inTurn(until, [
      { command: "bootstrap", run: bootstrap },
      { command: "bootstrap", run: bootstrap },
      ...["plan", "deploy", "diff"].map((command): Step => ({ command, run: () => stack(command) })),
    ]);
  } finally {
    await server.stop();
  }
}

/** Runs commands up to the last one wanted. A `diff` that finds something ends with another code than 0, too. */
async function inTurn(until: string, steps: readonly Step[]): Promise<void> {
  const last = steps.findLastIndex(({ command }) => command === until);
  for (const { command, run } of steps.slice(0, last + 1)) {
    const code = await run();
    if (code === exitCodes.interrupted) throw new Interrupted(`The rehearsal ends at ${command}, and leaves nothing.`);
    if (code !== exitCodes.ok) throw new UserError(`${command} ended with code ${code}.`);
  }
}
