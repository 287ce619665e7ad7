import path from "node:path";
import { rmSync } from "node:fs";
import Table from "cli-table3";
import { Interrupted, UserError } from "../terraform/errors";
import { type Reporter, reporterFor, seconds, sideBySide, stopwatch } from "../terraform/reporter";
import { selectStacks, synthesize, type SynthesizedStack } from "../terraform/synthesize";
import { liveThrough } from "./life";
import type { Meant } from "./meant/meant";
import type { Workshop } from "./workshop";

/** What has been shown of one environment. */
export interface Proof {
  readonly stack: string;
  /** Resources that the apply made. */
  readonly resources: number;
  /** How long it took, until it failed if it did, for example `412 s`. */
  readonly duration: string;
  /** Why it failed; nothing when it did not. */
  readonly failure?: string;
}

export interface ProveProps {
  readonly workshop: Workshop;
  /** Names of environments; none for all. */
  readonly environments: readonly string[];
  /** What AWS is to say of a stack once it is applied, where that is known. */
  readonly meantBy: (stack: SynthesizedStack) => Meant | undefined;
}

/** Takes environments through their whole life, side by side, each on an emulator of its own. */
export async function prove({ workshop, environments, meantBy }: ProveProps): Promise<readonly Proof[]> {
  const { project, environment, interrupts, display } = workshop.props;
  const reporter = reporterFor(display);
  const output = path.join(workshop.home, `prove-${process.pid}`);
  try {
    const all = await reporter.step(
      "synthesize",
      () => synthesize({ project, output, environment, interrupts }),
      (stacks) => `${stacks.length} stacks`,
    );
    const stacks = environments.length === 0 ? all : selectStacks(all, environments);
    const python = await reporter.step("install emulator", () => workshop.install());

    const inTurn = turns();
    const durations = new Map<string, string>();
    const results = await sideBySide(
      display,
      stacks.map((stack) => ({
        label: stack.name,
        work: async (line: Reporter) => {
          const clock = stopwatch();
          try {
            return await liveThrough({ workshop, stack, python, reporter: line, inTurn, meant: meantBy(stack) });
          } finally {
            durations.set(stack.name, seconds(clock()));
          }
        },
      })),
    );
    if (interrupts.requested())
      throw new Interrupted("Interrupted. The emulators have been stopped, and nothing is left of what they held.");
    return stacks.map(({ name }, index) => proofOf(name, results[index], durations.get(name)));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** A table with a row for each environment. */
export function proofTable(proofs: readonly Proof[]): string {
  const table = new Table({ head: ["stack", "result", "resources", "time"], style: { head: [], border: [] } });
  for (const { stack, failure, resources, duration } of proofs) {
    table.push([stack, failure === undefined ? "proven" : "FAILED", { content: resources, hAlign: "right" }, duration]);
  }
  return table.toString();
}

function proofOf(stack: string, result: PromiseSettledResult<number> | undefined, duration: string | undefined): Proof {
  if (result === undefined || duration === undefined) throw new Error(`the life of ${stack} has neither ended well nor failed`);
  if (result.status === "fulfilled") return { stack, resources: result.value, duration };
  const reason: unknown = result.reason;
  const failure =
    reason instanceof UserError ? reason.message : reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  return { stack, resources: 0, duration, failure };
}

/** Lets one piece of work run at a time, in the order in which they come. */
function turns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
