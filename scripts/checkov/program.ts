import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installPythonTools } from "../../emulator/install";
import { exitCodes, UserError } from "../../terraform/errors";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { run } from "../../terraform/run";
import { outputOf, stacksIn, type SynthesizedStack } from "../../terraform/synthesize";
import { exceptions } from "./exceptions";
import { judge, type Report, readReport } from "./judgement";

/** A resource that fails a check for certain. When Checkov says nothing of it, it has not read what it was given. */
const planted = {
  name: "planted",
  json: { resource: { aws_ebs_volume: { open: { availability_zone: "eu-west-1a", size: 1, encrypted: false } } } },
};

/** What of a stack Checkov reads. It stumbles over `terraform.required_version`, and has no checks for the rest. */
const parts = ["provider", "data", "resource"];

/** `checkov`: an opinion about the synthesized stacks by somebody who does not know how they were made. */
export function checkovProgram(props: ProgramProps): Promise<number> {
  const { environment, project, stdout } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    program
      .name("checkov")
      .description("Has Checkov judge synthesized stacks. Nothing is sent anywhere.")
      .option("--head <dir>", "folder that was synthesized into", outputOf(environment))
      .action(async ({ head }: { readonly head: string }) => {
        const stacks = stacksIn(path.resolve(head));
        const home = path.join(project, ".emulator");
        const python = await installPythonTools({
          what: "Checkov",
          requirements: path.join(__dirname, "requirements.txt"),
          folder: path.join(home, "checkov"),
          environment,
          interrupts,
        });
        const folder = path.join(home, "judged-by-checkov");
        layOut(folder, stacks);
        const { stdout: text, stderr } = await run({
          command: python,
          args: ["-m", "checkov.main", "-d", folder, "--framework", "terraform_json", "--skip-download", "--compact", "--output", "json"],
          directory: folder,
          environment,
          interrupts,
        });
        const report = readReport(text);
        if (report === undefined) throw new UserError(`Checkov told nothing that can be read:\n${stderr.trim() || text.trim()}`);
        const problems = [...unread(report, stacks), ...judge(withoutPlanted(report), exceptions)];
        stdout.write(problems.map((problem) => `${problem}\n`).join(""));
        stdout.write(`${summary(report, stacks)}; ${exceptions.length} exceptions, ${problems.length} problems\n`);
        if (problems.length > 0) exit(exitCodes.failed);
      });
  });
}

function layOut(folder: string, stacks: readonly SynthesizedStack[]): void {
  rmSync(folder, { recursive: true, force: true });
  const write = (name: string, json: object): void => {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, "cdk.tf.json"), JSON.stringify(json, null, 2));
  };
  write(planted.name, planted.json);
  for (const { name, directory } of stacks) {
    const json = JSON.parse(readFileSync(path.join(directory, "cdk.tf.json"), "utf8")) as Record<string, unknown>; // what cdktf writes
    write(name, Object.fromEntries(Object.entries(json).filter(([part]) => parts.includes(part))));
  }
}

/** What says that Checkov has not seen everything: a stack without a check, or the planted resource without a failure. */
function unread({ failed, judged }: Report, stacks: readonly SynthesizedStack[]): string[] {
  return [
    ...(failed.some(({ stack }) => stack === planted.name)
      ? []
      : ["the planted resource failed no check: Checkov does not read resources"]),
    ...stacks.filter(({ name }) => (judged.get(name) ?? 0) === 0).map(({ name }) => `${name}: no resource was checked`),
  ];
}

function withoutPlanted({ failed, judged }: Report): Report {
  return { failed: failed.filter(({ stack }) => stack !== planted.name), judged };
}

function summary({ judged }: Report, stacks: readonly SynthesizedStack[]): string {
  return stacks.map(({ name }) => `${name}: ${judged.get(name) ?? 0} checks`).join(", ");
}
