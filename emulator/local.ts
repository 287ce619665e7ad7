import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { Interrupted, UserError } from "../terraform/errors";
import { reporterFor } from "../terraform/reporter";
import { selectStacks, stacksIn, synthesize, type SynthesizedStack } from "../terraform/synthesize";
import type { Server } from "./server";
import { ServerRecord } from "./server-record";
import { StackRun } from "./stack-run";
import type { Workshop } from "./workshop";

/** What `up` leaves behind: an emulator that goes on running, with one environment applied to it. */
export interface LocalEnvironment {
  readonly stack: string;
  readonly server: Pick<Server, "url" | "pid">;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Brings an environment up on an emulator of its own, which stays for a look at the result: synthesizes all environments, plans and applies
 * this one, and plans again, which must find nothing to do. On an emulator that is still running it goes on from what is there.
 */
export async function up(workshop: Workshop, name: string, port?: number): Promise<LocalEnvironment> {
  const { project, environment, interrupts, display } = workshop.props;
  const reporter = reporterFor(display);
  const output = path.join(workshop.home, "local");

  const stacks = await reporter.step(
    "synthesize",
    () => synthesize({ project, output, environment, interrupts }),
    (all) => all.map((stack) => stack.name).join(", "),
  );
  const [stack] = selectStacks(stacks, [name]) as [SynthesizedStack]; // one name, one stack, or it throws
  const python = await reporter.step("install emulator", () => workshop.install());
  const { record, stateFile } = filesOf(workshop, stack.name);
  const { server, goesOn } = await reporter.step(
    "start emulator",
    async () => {
      const running = await record.find();
      if (running !== undefined && (port === undefined || port === running.port)) return { server: running, goesOn: true };
      await record.stop();
      // What an emulator knew ended with it, and so does the state that describes it.
      rmSync(stateFile, { force: true });
      const started = await workshop.start(python, stack, port === undefined ? {} : { port });
      await record.keep(started);
      return { server: started, goesOn: false };
    },
    ({ server: { url } }) => url,
  );

  const run = new StackRun({ stack, stateFile, reporter, terraform: workshop.terraform(stack, server) });
  try {
    await run.prepare();
    await run.apply();
  } catch (error) {
    if (error instanceof Interrupted) {
      await record.stop();
      rmSync(stateFile, { force: true });
      throw new Interrupted(
        `Interrupted. An apply that is cut off leaves behind what its state does not know, so the emulator of ${stack.name} was ended: the same command begins anew.`,
      );
    }
    if (!(error instanceof UserError) || !goesOn) throw error;
    const forget = `npm run local:down -- ${stack.environment} --now`;
    throw new UserError(
      `${error.message}\nThe emulator ran already, and may hold what the state does not know, if an apply was killed: "${forget}" forgets all of it.`,
      error.exitCode,
    );
  }
  try {
    await run.expectNoChanges();
    return { stack: stack.name, server, outputs: await run.outputs() };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    const end = `npm run local:down -- ${stack.environment}`;
    throw new Interrupted(`Interrupted. All of ${stack.name} is applied, and its emulator goes on at ${server.url}: "${end}" ends it.`);
  }
}

/** Destroys what `up` made, ends its emulator and removes its state; `now` leaves the destroy out, as the emulator forgets all by itself. */
export async function down(workshop: Workshop, name: string, { now = false }: { readonly now?: boolean } = {}): Promise<void> {
  const { project, environment, interrupts, display } = workshop.props;
  const reporter = reporterFor(display);
  const output = path.join(workshop.home, "local");
  const stacks = existsSync(path.join(output, "manifest.json"))
    ? stacksIn(output)
    : await synthesize({ project, output, environment, interrupts });
  const [stack] = selectStacks(stacks, [name]) as [SynthesizedStack]; // one name, one stack, or it throws
  const { record, stateFile } = filesOf(workshop, stack.name);

  const server = await record.find();
  if (server !== undefined && existsSync(stateFile) && !now) {
    const run = new StackRun({ stack, stateFile, reporter, terraform: workshop.terraform(stack, server) });
    await run.prepare();
    await run.destroy();
  }
  await reporter.step(
    "stop emulator",
    () => record.stop(),
    () => (server === undefined ? "was not running" : server.url),
  );
  rmSync(stateFile, { force: true });
  rmSync(`${stateFile}.backup`, { force: true });
}

function filesOf({ home }: Workshop, stack: string): { readonly record: ServerRecord; readonly stateFile: string } {
  return { record: new ServerRecord(path.join(home, `${stack}.json`)), stateFile: path.join(home, `${stack}.tfstate`) };
}
