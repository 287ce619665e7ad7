import { writeFileSync } from "node:fs";
import path from "node:path";
import { exitCodes } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { platformContracts, stackContracts } from "./contracts";
import type { Finding } from "./finding";
import { generateFacts, schemaFile } from "./generate-provider-schema";
import type { StackModel } from "./model";
import { dangersOf } from "./plan/dangers";
import { readPlan } from "./plan/plan";
import { describePlan, isLoss } from "./plan/report";
import { count, describeFindings } from "./report";
import { loadStacks } from "./synthesized";

/** `check` and `schema`: what the synthesized stacks promise or a plan would take away, and the provider's facts that it is judged by. */
export function reviewProgram(props: ProgramProps): Promise<number> {
  const { environment, project, stdout } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    program.name("review").description("Reads synthesized stacks and tells what breaks a contract.");
    program
      .command("check", { isDefault: true })
      .description("hold every contract that has to be told nothing against synthesized stacks")
      .option("--head <dir>", "folder that was synthesized into", "cdktf.out")
      .option("--plan <file>", "tell what a plan would take away, instead: what terraform show -json PLAN has written")
      .action(({ head, plan }: { readonly head: string; readonly plan?: string }) => {
        if (plan !== undefined) {
          const changes = readPlan(path.resolve(plan));
          const dangers = dangersOf(changes);
          stdout.write(describePlan(dangers, changes));
          if (dangers.some(isLoss)) exit(exitCodes.failed);
          return;
        }
        const stacks = loadStacks(path.resolve(head));
        const findings = findingsIn(stacks);
        stdout.write(report(stacks, findings));
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

/** What breaks a contract, stack by stack and then between them. */
export function findingsIn(stacks: readonly StackModel[]): Finding[] {
  return [
    ...stacks.flatMap((stack) => stackContracts.flatMap(({ check }) => check(stack))),
    ...platformContracts.flatMap(({ check }) => check(stacks)),
  ];
}

function report(stacks: readonly StackModel[], findings: readonly Finding[]): string {
  const contracts = stackContracts.length + platformContracts.length;
  const held = `${count(contracts, "contract")} held against ${stacks.map(({ name }) => name).join(", ")}`;
  const summary = `${count(findings.length, "finding")}: ${held}\n`;
  return findings.length === 0 ? summary : `${describeFindings(findings)}\n\n${summary}`;
}
