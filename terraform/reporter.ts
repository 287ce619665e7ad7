import type { Say } from "./terraform";

/** Shows the steps of a job while they run. */
export interface Reporter {
  /** Runs one step and shows how it goes. `done` turns its result into the few words that stay beside its title. */
  readonly step: <Result>(title: string, work: (say: Say) => Promise<Result>, done?: (result: Result) => string) => Promise<Result>;
}

/** Where a reporter writes. */
export interface Display {
  readonly output: { readonly isTTY?: boolean; readonly write: (text: string) => unknown };
  /** Plain lines even on a terminal, as in CI. */
  readonly plain: boolean;
}

/** One of several jobs that run at the same time. */
export interface Job<Result> {
  /** Name of the job, for example the stack's. */
  readonly label: string;
  readonly work: (reporter: Reporter) => Promise<Result>;
}

/** A reporter that suits where its output goes: a live display on a terminal, plain lines elsewhere. */
export function reporterFor(display: Display): Reporter {
  return isLive(display) ? { step: liveStep } : plainReporter(display.output);
}

/** Runs jobs side by side, each with a reporter of its own. One that fails does not stop the others. */
export async function sideBySide<Result>(display: Display, jobs: readonly Job<Result>[]): Promise<PromiseSettledResult<Result>[]> {
  if (!isLive(display)) return Promise.allSettled(jobs.map(({ label, work }) => work(plainReporter(display.output, label))));

  const { Listr } = await import("listr2");
  const results: PromiseSettledResult<Result>[] = [];
  const tasks = jobs.map(({ label, work }, index) => ({
    title: label,
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      const [result] = await Promise.allSettled([work(lineReporter(label, task))]);
      results[index] = result;
      if (result.status === "rejected") throw result.reason;
    },
  }));
  await new Listr(tasks, { ...quiet, concurrent: true, exitOnError: false }).run();
  return results;
}

/** A line when a step is done, and one now and then while it takes long. */
export function plainReporter(output: Display["output"], label?: string, every = 30_000): Reporter {
  const write = (text: string): unknown => output.write(`${label === undefined ? "" : `${label}: `}${text}\n`);
  return {
    step: async (title, work, done) => {
      const clock = stopwatch();
      let last = clock();
      const result = await work((text) => {
        if (clock() - last < every) return;
        last = clock();
        write(`${title}: ${text} (${seconds(last)})`);
      });
      write(closing(title, clock, done?.(result)));
      return result;
    },
  };
}

/** Milliseconds since it was made, each time it is asked. */
export function stopwatch(): () => number {
  const start = Date.now();
  return () => Date.now() - start;
}

/** A duration as people read it, for example `12 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9_950 ? 1 : 0)} s`;
}

/** Signals are ours to handle, and errors are shown once, by the program. */
const quiet = { registerSignalListeners: false, rendererOptions: { showErrorMessage: false } } as const;

async function liveStep<Result>(title: string, work: (say: Say) => Promise<Result>, done?: (result: Result) => string): Promise<Result> {
  const { Listr } = await import("listr2");
  const context: { result?: Result } = {};
  await new Listr(
    [
      {
        title,
        task: async (_, task) => {
          const clock = stopwatch();
          const result = await work((text) => (task.output = text));
          context.result = result;
          task.title = closing(title, clock, done?.(result));
        },
      },
    ],
    quiet,
  ).run();
  return context.result as Result; // set, or the run has thrown
}

/** Shows all the steps of a job, one after the other, in the one line that the job has. */
function lineReporter(label: string, task: { title: string; output: string }): Reporter {
  return {
    step: async (title, work, done) => {
      task.title = `${label}: ${title}`;
      const clock = stopwatch();
      const result = await work((text) => (task.output = text));
      task.title = `${label}: ${closing(title, clock, done?.(result))}`;
      return result;
    },
  };
}

function isLive({ output, plain }: Display): boolean {
  return output.isTTY === true && !plain;
}

function closing(title: string, clock: () => number, result: string | undefined): string {
  return `${title}${result === undefined ? "" : `: ${result}`} (${seconds(clock())})`;
}
