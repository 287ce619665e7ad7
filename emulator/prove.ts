import path from "node:path";
import { rmSync } from "node:fs";
import { Interrupted, UserError } from "../terraform/errors";
import { type Reporter, reporterFor, seconds, sideBySide, stopwatch } from "../terraform/reporter";
import { selectStacks, synthesize, type SynthesizedStack } from "../terraform/synthesize";
import { compareNetworks, emulatedEc2, type Network, readNetwork } from "./read-back";
import { compareServices, emulatedEcs, readServices, type ServiceFacts } from "./read-services";
import { awsConfigurations, readStack } from "./stack-json";
import { StackRun } from "./stack-run";
import { keptSecrets, secretsIn } from "./state-scan";
import type { Workshop } from "./workshop";

/** What has been shown of one environment. */
export interface Proof {
  readonly stack: string;
  /** Resources that the apply made. */
  readonly resources: number;
  /** How long it all took, for example `412 s`. */
  readonly duration: string;
  /** Why it failed; nothing when it did not. */
  readonly failure?: string;
}

export interface ProveProps {
  readonly workshop: Workshop;
  /** Names of environments; none for all. */
  readonly environments: readonly string[];
  /** What the network of a stack is meant to be, where that is known. */
  readonly networkOf: (stack: SynthesizedStack) => Network | undefined;
  /** What the services of a stack are meant to be, by their names, where that is known. Default: nowhere. */
  readonly servicesOf?: (stack: SynthesizedStack) => Readonly<Record<string, ServiceFacts>> | undefined;
}

/**
 * Takes environments through their whole life, side by side, each on an emulator of its own: apply, a second plan that must find nothing to
 * do, a search of the state for the secrets that AWS keeps, a look at the network through AWS's interface, destroy, and a look at what is left, which must be nothing.
 */
export async function prove({ workshop, environments, networkOf, servicesOf = () => undefined }: ProveProps): Promise<readonly Proof[]> {
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
    const clock = stopwatch();
    const results = await sideBySide(
      display,
      stacks.map((stack) => ({
        label: stack.name,
        work: async (line: Reporter) => {
          const resources = await proveOne({
            workshop,
            stack,
            python,
            reporter: line,
            inTurn,
            network: networkOf(stack),
            services: servicesOf(stack),
          });
          return { resources, duration: seconds(clock()) };
        },
      })),
    );
    if (interrupts.requested())
      throw new Interrupted("Interrupted. The emulators have been stopped, and nothing is left of what they held.");
    return results.map((result, index) => proofOf(stacks[index]?.name ?? "?", result, seconds(clock())));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Lines of a table with a row for each environment. */
export function proofTable(proofs: readonly Proof[]): string[] {
  const rows = [
    ["stack", "result", "resources", "time"],
    ...proofs.map(({ stack, failure, resources, duration }) => [
      stack,
      failure === undefined ? "proven" : "FAILED",
      String(resources),
      duration,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
}

interface ProveOneProps {
  readonly workshop: Workshop;
  readonly stack: SynthesizedStack;
  readonly python: string;
  readonly reporter: Reporter;
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly network: Network | undefined;
  readonly services: Readonly<Record<string, ServiceFacts>> | undefined;
}

async function proveOne({ workshop, stack, python, reporter, inTurn, network, services }: ProveOneProps): Promise<number> {
  const server = await reporter.step(
    "start emulator",
    () => workshop.start(python, stack, { name: `prove-${stack.name}` }),
    ({ url }) => url,
  );
  try {
    const stateFile = path.join(stack.directory, "terraform.tfstate");
    const run = new StackRun({
      stack,
      reporter,
      stateFile,
      terraform: workshop.terraform(stack, server),
    });
    // Terraform's cache of providers bears one writer at a time.
    await inTurn(() => run.prepare());
    await run.validate();
    const resources = await run.apply();
    await run.expectNoChanges();

    const region = String(awsConfigurations(readStack(stack))[0]?.["region"]);
    const secrets = await reporter.step(
      "search state",
      () => keptSecrets(server.url, region),
      (kept) => `${kept.length} secrets`,
    );
    const found = secretsIn(stateFile, secrets);
    if (found.length > 0) throw new UserError(`The state of ${stack.name} holds the values of secrets:\n  - ${found.join("\n  - ")}`);

    const ec2 = emulatedEc2(server.url, region);
    if (network !== undefined) {
      const differences = compareNetworks(await reporter.step("read back", () => readNetwork(ec2)), network);
      if (differences.length > 0)
        throw new UserError(`The network of ${stack.name} is not what it is meant to be:\n  - ${differences.join("\n  - ")}`);
    }
    if (services !== undefined) {
      const running = await reporter.step("read services", () => readServices(emulatedEcs(server.url, region), `${stack.name}-cluster`));
      const differences = compareServices(running, services);
      if (differences.length > 0)
        throw new UserError(`The services of ${stack.name} are not what they are meant to be:\n  - ${differences.join("\n  - ")}`);
    }
    await run.destroy();
    const left = (await readNetwork(ec2)).vpcCidrs;
    if (left.length > 0) throw new UserError(`Destroyed ${stack.name}, yet AWS still knows VPC ${left.join(", ")}`);
    return resources;
  } finally {
    await server.stop();
  }
}

function proofOf(stack: string, result: PromiseSettledResult<Pick<Proof, "resources" | "duration">>, duration: string): Proof {
  if (result.status === "fulfilled") return { stack, ...result.value };
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
