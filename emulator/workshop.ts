import path from "node:path";
import { findTerraform, type TerraformBinary } from "../terraform/binary";
import { terraformEnvironment } from "../terraform/cli-config";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { awsProvider } from "../terraform/provider";
import type { Display } from "../terraform/reporter";
import type { SynthesizedStack } from "../terraform/synthesize";
import { Terraform } from "../terraform/terraform";
import { emulatorEnvironment } from "./environment";
import { installPythonTools } from "./install";
import { accountOf } from "./override";
import { type Server, startServer, type StartedServer } from "./server";
import { readStack } from "./stack-json";

export interface WorkshopProps {
  /** Folder of the project. */
  readonly project: string;
  /** Folder for everything that an emulator run leaves behind; default `.emulator` in the project. */
  readonly home?: string;
  /** The environment of the process. */
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
  readonly display: Display;
}

/** All that a job on the emulator needs to have at hand: where things lie, and the tools, found and ready. */
export class Workshop {
  private constructor(
    public readonly props: WorkshopProps,
    public readonly home: string,
    private readonly binary: TerraformBinary,
    private readonly environment: ProcessEnvironment,
  ) {}

  /**
   * Finds Terraform and a way to install its provider.
   *
   * @throws UserError when something is missing
   */
  public static async open(props: WorkshopProps): Promise<Workshop> {
    const { project, home = path.join(project, ".emulator"), environment, interrupts } = props;
    const binary = await findTerraform(environment, interrupts);
    const ready = terraformEnvironment({
      environment,
      provider: awsProvider(binary.platform),
      cacheFolder: path.join(project, "node_modules/.cache/terraform"),
    });
    return new Workshop(props, home, binary, ready);
  }

  /** Installs the emulator unless it is there, and returns its Python. */
  public async install(): Promise<string> {
    const { project, environment, interrupts } = this.props;
    return installPythonTools({
      what: "the emulator",
      requirements: path.join(project, "emulator/requirements.txt"),
      folder: path.join(project, ".emulator/venv"),
      environment,
      interrupts,
    });
  }

  /** Starts an emulator for a stack, which ends with this program unless it is let go. */
  public async start(
    python: string,
    stack: SynthesizedStack,
    options: { readonly name?: string; readonly port?: number } = {},
  ): Promise<StartedServer> {
    const { name = stack.name, ...others } = options;
    const { project, environment, interrupts } = this.props;
    return startServer({
      python,
      sources: path.join(project, "emulator"),
      log: path.join(this.home, `${name}.log`),
      account: accountOf(readStack(stack)),
      environment,
      interrupts,
      ...others,
    });
  }

  /** Terraform for a stack, with an emulator instead of AWS. */
  public terraform(stack: SynthesizedStack, server: Pick<Server, "url">): Terraform {
    return new Terraform({
      binary: this.binary,
      directory: stack.directory,
      environment: emulatorEnvironment(this.environment, server.url),
      interrupts: this.props.interrupts,
    });
  }
}
