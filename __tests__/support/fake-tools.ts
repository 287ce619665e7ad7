import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import "../../terraform/quiet-clients";
import type { Display } from "../../terraform/reporter";

/** What a fake Terraform answers. */
export interface Answer {
  readonly code?: number;
  readonly stdout?: string | readonly object[];
  readonly stderr?: string;
  /** Shell commands to run before it answers. */
  readonly script?: string;
}

/** A folder with a fake `terraform` and a fake `python3`, and a small project to try them on. */
export class FakeTools {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "fake-tools-"));
  public readonly project = path.join(this.folder, "project");
  public readonly written: string[] = [];
  public readonly display: Display = { output: { write: (text: string) => this.written.push(text) }, plain: true };

  constructor() {
    const bin = path.join(this.folder, "bin");
    mkdirSync(bin);
    mkdirSync(path.join(this.project, "emulator"), { recursive: true });
    for (const tool of ["terraform", "python3"]) copyFileSync(path.join(__dirname, "fake-tools", tool), path.join(bin, tool));
    symlinkSync(process.execPath, path.join(bin, "node"));
    writeFileSync(path.join(this.project, "emulator/requirements.txt"), "moto\n");
    this.answer("version", { stdout: JSON.stringify({ terraform_version: "1.11.4", platform: "linux_amd64" }) });
    for (const command of ["output", "show"]) this.answer(command, { stdout: "{}" });
    this.synthesizes({ "ohi-dev": {}, "ohi-prod": {} });
  }

  public get environment(): Record<string, string> {
    return {
      PATH: `${path.join(this.folder, "bin")}:/usr/bin:/bin`,
      HOME: this.folder,
      FAKE_TOOLS: this.folder,
      FAKE_SERVER: path.join(__dirname, "fake-tools/server.js"),
      TF_CLI_CONFIG_FILE: path.join(this.project, "cdktf.json"), // any file that exists: keeps the search for mirrors out of it
    };
  }

  /** Every call of a tool so far, as its arguments. */
  public get calls(): string[] {
    const file = path.join(this.folder, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** Servers that were started and are still alive, by process id. */
  public get servers(): number[] {
    const file = path.join(this.folder, "servers");
    const pids = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").map(Number) : [];
    return pids.filter((pid) => {
      try {
        process.kill(pid, 0);
      } catch {
        return false; // it has ended
      }
      const commandLine = `/proc/${pid}/cmdline`;
      return !existsSync(commandLine) || readFileSync(commandLine, "utf8") !== ""; // one that has ended and waits for its parent to notice has none
    });
  }

  /** Lays out what Terraform answers to a command, always or at its n-th call. */
  public answer(command: string, { code = 0, stdout = "", stderr = "", script }: Answer, nth?: number): void {
    const name = path.join(this.folder, nth === undefined ? command : `${command}.${nth}`);
    writeFileSync(`${name}.out`, typeof stdout === "string" ? `${stdout}\n` : stdout.map((line) => `${JSON.stringify(line)}\n`).join(""));
    writeFileSync(`${name}.err`, stderr);
    writeFileSync(`${name}.code`, String(code));
    if (script !== undefined) writeFileSync(`${name}.sh`, script);
  }

  /** Lays out what the fake emulator answers to an action of EC2: the XML inside the response. */
  public ec2Answers(action: string, xml: string): void {
    writeFileSync(path.join(this.folder, `${action}.xml`), xml);
  }

  /** Lays out what the project synthesizes: stacks by name. */
  public synthesizes(stacks: Readonly<Record<string, object>>): void {
    const ready = path.join(this.folder, "synthesized");
    rmSync(ready, { recursive: true, force: true });
    const entries = Object.keys(stacks).map((name) => [name, { name, workingDirectory: `stacks/${name}` }] as const);
    for (const [name, { workingDirectory }] of entries) {
      mkdirSync(path.join(ready, workingDirectory), { recursive: true });
      writeFileSync(path.join(ready, workingDirectory, "cdk.tf.json"), JSON.stringify(stacks[name]));
    }
    writeFileSync(path.join(ready, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) }));
    writeFileSync(path.join(this.project, "cdktf.json"), JSON.stringify({ app: `/bin/cp -R '${ready}/.' "$CDKTF_OUTDIR"` }));
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
