import path from "node:path";
import { InvalidArgumentError } from "commander";
import { exitCodes } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { down, up } from "./local";
import { meantBy } from "./meant/meant";
import { planAll } from "./plan-all";
import { proofTable, prove } from "./prove";
import { Workshop } from "./workshop";

/** `up`, `down`, `plan` and `prove`: environments on an AWS emulator on this machine. */
export function emulatorProgram(props: ProgramProps): Promise<number> {
  const { environment, project, stdout, stderr } = props;
  const { CI: ci, EMULATOR_HOME: home } = environment;
  const say = (text: string): unknown => stdout.write(`${text}\n`);

  return runProgram(props, (program, { interrupts, exit }) => {
    const open = (): Promise<Workshop> =>
      Workshop.open({
        project,
        environment,
        interrupts,
        display: { output: stdout, plain: ci !== undefined },
        ...(home === undefined ? {} : { home: path.resolve(home) }),
      });

    program.name("emulator").description("Runs environments on an AWS emulator on this machine.");
    program
      .command("up")
      .description("apply an environment to an emulator that stays, and plan again, which must find nothing to do")
      .argument("[environment]", "name of the environment", "dev")
      .option("--port <port>", "port of the emulator; default a free one", asPort)
      .action(async (name: string, options: { readonly port?: number }) => {
        const { stack, server, outputs } = await up(await open(), name, options.port);
        for (const [key, value] of Object.entries(outputs)) say(`  ${key} = ${JSON.stringify(value)}`);
        say(
          `${stack} is up, with nothing left to change. Reach it with AWS_ENDPOINT_URL=${server.url}, end it with "npm run local:down -- ${name}".`,
        );
      });
    program
      .command("down")
      .description("destroy what `up` made and end its emulator")
      .argument("[environment]", "name of the environment", "dev")
      .option("--now", "end the emulator without a destroy before")
      .action(async (name: string, options: { readonly now?: true }) => {
        await down(await open(), name, options);
        say("Nothing is left.");
      });
    program
      .command("plan")
      .description("plan environments on an empty emulator, without an account: the provider checks what it would make")
      .argument("[environments...]", "names of environments; default all")
      .action(async (environments: string[]) => {
        for (const line of await planAll(await open(), environments)) say(line);
      });
    program
      .command("prove")
      .description("apply, plan again, read back and destroy environments, side by side, each on an emulator of its own")
      .argument("[environments...]", "names of environments; default all")
      .action(async (environments: string[]) => {
        const proofs = await prove({ workshop: await open(), environments, meantBy });
        for (const { stack, failure } of proofs) if (failure !== undefined) stderr.write(`${stack}: ${failure}\n`);
        say(proofTable(proofs));
        if (proofs.some(({ failure }) => failure !== undefined)) exit(exitCodes.failed);
      });
  });
}

function asPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError("A port is a whole number from 1 to 65535.");
  return port;
}
