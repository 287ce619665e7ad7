import { writeFileSync } from "node:fs";
import path from "node:path";
import { Option } from "commander";
import { exitCodes, UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { outputOf } from "../terraform/synthesize";
import { isDangerous } from "./changes/change";
import { changesIn, type Review, reviewStacks } from "./changes/review";
import { accountContracts, platformContracts, stackContracts } from "./contracts";
import type { Finding } from "./finding";
import { generateFacts, schemaFile } from "./generate-provider-schema";
import type { StackModel } from "./model";
import { comparePlan } from "./plan/compare-plan";
import { readPlan } from "./plan/plan";
import { renderHtml } from "./render/html";
import { renderMarkdown } from "./render/markdown";
import { count, describeFindings } from "./report";
import { loadStacks } from "./synthesized";

interface ReviewOptions {
  readonly head: string;
  readonly base?: string;
  readonly plan?: string;
  readonly format: keyof typeof renderers;
  readonly out?: string;
}

const renderers = { markdown: renderMarkdown, html: renderHtml } as const;

/** `check` and `schema`: what synthesized stacks promise and what a change does to them, and the provider's facts that they are judged by. */
export function reviewProgram(props: ProgramProps): Promise<number> {
  const { environment, project, stdout } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    program.name("review").description("Reads synthesized stacks, and tells what breaks a contract or what a change endangers.");
    program
      .command("check", { isDefault: true })
      .description("hold every contract that has to be told nothing against synthesized stacks, or tell what a change does to them")
      .option("--head <dir>", "folder that was synthesized into", outputOf(environment))
      .option("--base <dir>", "tell what changes from the stacks in this folder to those of --head, the worst first")
      .addOption(new Option("--plan <file>", "tell what a plan changes: what terraform show -json PLAN has written").conflicts("base"))
      .addOption(new Option("--format <format>", "form of a report on changes").choices(Object.keys(renderers)).default("markdown"))
      .option("--out <file>", "file for the report; without one it goes to standard output")
      .action((options: ReviewOptions) => {
        const write = (text: string): void => {
          if (options.out === undefined) stdout.write(text);
          else writeReport(path.resolve(options.out), text);
        };
        const review = readable(() => reviewOf(options));
        if (review !== undefined) {
          write(renderers[options.format](review));
          if (review.changes.some(isDangerous)) exit(exitCodes.failed);
          return;
        }
        const stacks = readable(() => loadStacks(path.resolve(options.head)));
        const findings = findingsIn(stacks);
        write(report(stacks, findings));
        if (findings.length > 0) exit(exitCodes.failed);
      });
    program
      .command("schema")
      .description("ask the provider for its schema anew, and write the facts that contracts need of it")
      .action(async () => {
        writeFileSync(schemaFile, await generateFacts({ project, environment, interrupts }));
      });
  });
}

/** The review that the command line asks for; nothing when it names no older state to compare with. */
function reviewOf({ plan, base, head }: ReviewOptions): Review | undefined {
  if (plan !== undefined) {
    const comparisons = [comparePlan(readPlan(path.resolve(plan)))];
    return { subject: "the plan", changes: changesIn(comparisons), comparisons };
  }
  if (base === undefined) return undefined;
  return reviewStacks(loadStacks(path.resolve(base)), loadStacks(path.resolve(head)), findingsIn);
}

/** Nothing that could not be read may pass for something that was found: it ends with the code of a wrong command line. */
function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.message, exitCodes.usage) : error;
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`The report cannot be written: ${error instanceof Error ? error.message : String(error)}`, exitCodes.usage);
  }
}

/** What breaks a contract, stack by stack and then between them. */
export function findingsIn(stacks: readonly StackModel[], contracts?: ReadonlySet<string>): Finding[] {
  const isAsked = ({ name }: { readonly name: string }): boolean => contracts?.has(name) ?? true;
  const ofOne = stackContracts.filter(isAsked);
  const ofAll = [...platformContracts, ...accountContracts].filter(isAsked);
  return [...stacks.flatMap((stack) => ofOne.flatMap(({ check }) => check(stack))), ...ofAll.flatMap(({ check }) => check(stacks))];
}

function report(stacks: readonly StackModel[], findings: readonly Finding[]): string {
  const contracts = stackContracts.length + platformContracts.length + accountContracts.length;
  const held = `${count(contracts, "contract")} held against ${stacks.map(({ name }) => name).join(", ")}`;
  const summary = `${count(findings.length, "finding")}: ${held}\n`;
  return findings.length === 0 ? summary : `${describeFindings(findings)}\n\n${summary}`;
}
