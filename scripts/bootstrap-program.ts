import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import type { z } from "zod";
import { accountNames } from "../stacks/account/names";
import { variables } from "../stacks/read-settings";
import { stateKeyOf } from "../stacks/stack-names";
import { exitCodes, UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import type { ProcessEnvironment } from "../terraform/process-group";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { lookForState, type StateFound } from "./state-bucket";

export interface BootstrapProgramProps extends ProgramProps {
  /** The client of S3, with the credentials of the process. */
  readonly client: Pick<S3Client, "send">;
  /** Asks the person at the keyboard a question; without anybody there it is absent. */
  readonly ask?: (question: string) => Promise<string>;
}

interface Options extends LockOptions {
  readonly confirm?: string;
}

/** Settings that an account cannot be set up without, whatever their defaults are. */
const needed = ["OHI_ACCOUNT_ID", "OHI_STATE_BUCKET", "OHI_GITHUB_REPOSITORY"] as const;

/** Beside the stack for as long as its state is a file: Terraform reads it after `cdk.tf.json`. */
const overrideName = "bootstrap_override.tf.json";

/**
 * Sets an account up: makes the account's stack, the bucket of all states in it, with a state in a file, and then moves that state into the
 * bucket. Run again it goes on where it was left, or brings the stack up to date.
 */
export function bootstrapProgram(props: BootstrapProgramProps): Promise<number> {
  const { environment, project, stdout } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("bootstrap")
      .description("Sets an AWS account up: the bucket of all states, the roles of the pipeline, and what watches over the account.")
      .option("--confirm <account>", "number of the account, instead of typing it");
    withLockOptions(program).action(async ({ confirm, ...locking }: Options) => {
      const { OHI_ACCOUNT_ID: account, OHI_STATE_BUCKET: bucket } = settingsOf(environment);
      const confirmed = confirmation(account, confirm, props.ask);
      const to = deploymentProps(props, interrupts);
      rmSync(path.join(to.output, "stacks", accountNames.stack, overrideName), { force: true }); // left by a run that was killed
      await Deployment.of({ ...to, ...locking }, accountNames.stack, async (deployment) => {
        const place = { bucket, key: stateKeyOf(accountNames.stack) };
        const found = await lookForState(props.client, place);
        const file = path.resolve(project, environment["OHI_BOOTSTRAP"] ?? ".bootstrap", `${accountNames.stack}.tfstate`);
        if (found !== "state") await makeWithFile(deployment, { file, found, bucket, confirmed });
        await bringUpToDate(deployment, confirmed);
        forget(file);
      });
      stdout.write(`The account ${account} is set up. Its states lie in ${bucket}.\n`);
    });
  });
}

interface FirstRun {
  /** File of the state until there is a bucket for it. */
  readonly file: string;
  readonly found: StateFound;
  readonly bucket: string;
  readonly confirmed: () => Promise<void>;
}

/** Makes everything with a state in a file, and moves the state into the bucket when all is there. */
async function makeWithFile(deployment: Deployment, { file, found, bucket, confirmed }: FirstRun): Promise<void> {
  if (found === "bucket" && !existsSync(file)) {
    throw new UserError(
      `The bucket ${bucket} is there, but neither does it hold the state of ${deployment.stackName} nor does ${file}. ` +
        "Go on where the bootstrap was begun, or choose another name with OHI_STATE_BUCKET.",
    );
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const override = path.join(deployment.directory, overrideName);
  writeFileSync(override, `${JSON.stringify({ terraform: { backend: { local: { path: file } } } }, null, 2)}\n`);
  let before: readonly string[];
  try {
    await bringUpToDate(deployment, confirmed);
    before = await deployment.stateAddresses();
  } finally {
    rmSync(override, { force: true });
  }
  await deployment.moveState();
  const after = await deployment.stateAddresses();
  if (before.join() !== after.join()) {
    throw new UserError(
      `The state in ${bucket} holds ${after.length} elements, and the one in ${file} ${before.length}. Nothing was removed.`,
    );
  }
}

/** Plans, shows, asks and applies; nothing of it where nothing would change. */
async function bringUpToDate(deployment: Deployment, confirmed: () => Promise<void>): Promise<void> {
  if (!(await deployment.plan())) return;
  await confirmed();
  await deployment.deploy();
}

/** The state in the bucket is the one that counts. */
function forget(file: string): void {
  for (const left of [file, `${file}.backup`]) rmSync(left, { force: true });
}

/** @throws UserError naming every setting that is missing. */
function settingsOf(environment: ProcessEnvironment): Record<(typeof needed)[number], string> {
  const missing = needed.filter((name) => (environment[name] ?? "") === "");
  if (missing.length > 0) {
    const lines = missing.map((name) => `  ${name}  ${(variables.shape[name] as z.ZodType).description ?? ""}`);
    throw new UserError([`An account cannot be set up without these environment variables:`, ...lines].join("\n"), exitCodes.usage);
  }
  return Object.fromEntries(needed.map((name) => [name, environment[name] ?? ""])) as Record<(typeof needed)[number], string>; // each of them
}

function confirmation(account: string, given: string | undefined, ask: BootstrapProgramProps["ask"]): () => Promise<void> {
  if (given !== undefined && given !== account) {
    throw new UserError(`--confirm ${given} is not the account of OHI_ACCOUNT_ID, which is ${account}.`, exitCodes.usage);
  }
  if (given === undefined && ask === undefined) {
    throw new UserError(`Nobody is here to type the account's number; give --confirm ${account}.`, exitCodes.usage);
  }
  return async () => {
    const answer = given ?? (await ask?.(`Type ${account}, the account's number, to apply this: `));
    if (answer !== account) throw new UserError(`The account ${account} is left as it is: its number was not given.`);
  };
}
