import { exitCodes, Interrupted, UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";

/** The steps of a release in the only order in which they are safe: nothing runs before what it needs is there. */
export const releaseSteps = ["images", "migrations", "services", "frontend", "invalidation"] as const;

export type ReleaseStep = (typeof releaseSteps)[number];

export interface ReleaseStepsProps {
  /** Name of the environment. */
  readonly name: string;
  /** Folder of the built site, as it was given. Absent when none was. */
  readonly dist?: string;
  /** Step to begin with; those before it are taken as done. */
  readonly from: ReleaseStep;
  readonly interrupts: Interrupts;
  /** What each step does; a step without work is left out. */
  readonly work: Readonly<Partial<Record<ReleaseStep, () => Promise<void>>>>;
}

/**
 * Does the steps one after the other and stops at the first that fails, or before the next one after an interrupt.
 *
 * @throws what the step threw, completed by what was done, what was not, and how to go on
 */
export async function inOrder(props: ReleaseStepsProps): Promise<void> {
  const steps = releaseSteps.slice(releaseSteps.indexOf(props.from)).filter((step) => props.work[step] !== undefined);
  for (const [index, step] of steps.entries()) {
    try {
      props.interrupts.check();
      await props.work[step]?.();
    } catch (error) {
      const where = stoppedAt(props, step, steps.slice(0, index), steps.slice(index + 1));
      if (error instanceof Interrupted) throw new Interrupted(`${error.message}\n${where}`);
      const [message, code] = error instanceof UserError ? [error.message, error.exitCode] : [String(error), exitCodes.failed];
      throw new UserError(`${message}\n${where}`, code);
    }
  }
}

function stoppedAt(
  { name, dist, from }: ReleaseStepsProps,
  step: ReleaseStep,
  done: readonly ReleaseStep[],
  open: readonly ReleaseStep[],
): string {
  const list = (steps: readonly ReleaseStep[]): string => (steps.length === 0 ? "nothing" : steps.join(", "));
  const next = step === "images" || step === "migrations" ? from : step;
  const command = ["npm run release --", name, ...(dist === undefined ? [] : [dist]), ...(next === "images" ? [] : ["--from", next])];
  const planFirst = step === "services" ? `Plan again with "npm run plan -- ${name}", read it, and go` : "Go";
  return [
    `The release of ${name} stopped at ${step}. Done: ${list(done)}. Not done: ${list([step, ...open])}.`,
    `${planFirst} on with "${command.join(" ")}".`,
  ].join("\n");
}
