import path from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { UserError } from "../terraform/errors";
import type { Reporter } from "../terraform/reporter";
import type { SynthesizedStack } from "../terraform/synthesize";
import type { Meant } from "./meant/meant";
import { differencesFrom } from "./read-back/differences";
import { clientFor, type Place } from "./read-back/facts";
import { readNetwork } from "./read-back/network";
import { awsConfigurations, readStack } from "./stack-json";
import { StackRun } from "./stack-run";
import { purgeSecrets } from "./purge-secrets";
import { keptSecrets, secretsIn } from "./state-scan";
import type { Workshop } from "./workshop";

export interface LifeProps {
  readonly workshop: Workshop;
  readonly stack: SynthesizedStack;
  /** Python with the emulator in it. */
  readonly python: string;
  readonly reporter: Reporter;
  /** Runs one piece of work at a time, over all stacks: Terraform's cache of providers bears one writer. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** What AWS is to say of the stack once it is applied, where that is known. */
  readonly meant: Meant | undefined;
}

/**
 * Takes one stack through its whole life on an emulator of its own, and returns the number of its resources.
 *
 * Applied, it has nothing left to change, its state holds no secret, and AWS says of it what is meant. Destroyed, and its
 * secrets given up for good, it leaves nothing that keeps it from being applied again: no name that is still taken, no snapshot with the
 * name of the next one.
 *
 * @throws UserError when any of this does not hold
 */
export async function liveThrough({ workshop, stack, python, reporter, inTurn, meant }: LifeProps): Promise<number> {
  const server = await reporter.step(
    "start emulator",
    () => workshop.start(python, stack, { name: `prove-${stack.name}` }),
    ({ url }) => url,
  );
  try {
    const stateFile = path.join(stack.directory, "terraform.tfstate");
    const run = new StackRun({ stack, reporter, stateFile, terraform: workshop.terraform(stack, server) });
    const place = { url: server.url, region: String(awsConfigurations(readStack(stack))[0]?.["region"]) };
    await inTurn(() => run.prepare());
    const resources = await run.apply();
    await run.expectNoChanges();
    await expectNoSecrets(place, stack.name, stateFile, reporter);
    if (meant !== undefined) await expectWhatIsMeant(meant, place, stack.name, reporter);

    await run.destroy({ refresh: false }); // nobody else has an emulator of this stack's own
    const left = (await readNetwork(new EC2Client(clientFor(place)))).vpcCidrs;
    if (left.length > 0) throw new UserError(`Destroyed ${stack.name}, yet AWS still knows VPC ${left.join(", ")}`);

    await reporter.step(
      "purge secrets",
      () => purgeSecrets(new SecretsManagerClient(clientFor(place))),
      (purged) => `${purged.length} were waiting to be deleted`,
    );
    const again = await run.applyAgain();
    if (again !== resources) throw new UserError(`Applied again, ${stack.name} has ${again} resources; it had ${resources}`);
    return resources;
  } finally {
    await server.stop();
  }
}

async function expectNoSecrets(place: Place, name: string, stateFile: string, reporter: Reporter): Promise<void> {
  const secrets = await reporter.step(
    "search state",
    () => keptSecrets(new SecretsManagerClient(clientFor(place))),
    (kept) => `${kept.length} secrets`,
  );
  const found = secretsIn(stateFile, secrets);
  if (found.length > 0) throw new UserError(`The state of ${name} holds the values of secrets:\n  - ${found.join("\n  - ")}`);
}

async function expectWhatIsMeant(meant: Meant, place: Place, name: string, reporter: Reporter): Promise<void> {
  const differences = await reporter.step("read back", () => differencesFrom(meant, place, name));
  if (differences.length > 0) throw new UserError(`${name} is not what it is meant to be:\n  - ${differences.join("\n  - ")}`);
}
