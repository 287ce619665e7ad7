import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted, UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import { type ProcessEnvironment, ProcessGroup } from "../terraform/process-group";

const host = "127.0.0.1";

export interface ServerProps {
  /** Python that has the emulator's packages. */
  readonly python: string;
  /** Folder of the `gaps` package. */
  readonly sources: string;
  /** File for all that the server says. */
  readonly log: string;
  /** Port on the loopback interface; default a free one. */
  readonly port?: number;
  /** Account that it answers for, twelve digits. */
  readonly account: string;
  /** Seconds until it must answer. Default 90. */
  readonly patience?: number;
  /** Seconds that it has to end when it is asked to, before it is ended. Default 5. */
  readonly graceSeconds?: number;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/** An emulator that answers. */
export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it; its data are gone. */
  readonly stop: () => Promise<void>;
}

/** An emulator that this program has started, and that ends with it, however it ends, until it is let go. */
export interface StartedServer extends Server {
  /** Lets it go on when this program ends. Nobody ends it then who does not know where it is. */
  readonly letGo: () => void;
}

/**
 * Starts the emulator and waits until it answers.
 *
 * @throws UserError when the port is taken, or when it ends or stays silent instead of answering; with the end of its log.
 */
export async function startServer(props: ServerProps): Promise<StartedServer> {
  const { graceSeconds = 5 } = props;
  const port = await freePort(props.port);
  mkdirSync(path.dirname(props.log), { recursive: true });
  const log = openSync(props.log, "w");
  const group = await ProcessGroup.start({
    command: props.python,
    args: serverArguments(port),
    directory: props.sources,
    environment: {
      ...props.environment,
      MOTO_ACCOUNT_ID: props.account,
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      PYTHONUNBUFFERED: "1",
    },
    stdio: ["ignore", log, log],
    graceSeconds,
  }).finally(() => {
    closeSync(log);
  });

  const url = `http://${host}:${port}`;
  const stop = async (): Promise<void> => {
    group.signal("SIGTERM");
    const late = setTimeout(() => {
      group.signal("SIGKILL");
    }, graceSeconds * 1000);
    await group.ended;
    clearTimeout(late);
  };
  try {
    await untilItAnswers(url, group, props);
  } catch (error) {
    await stop();
    throw error;
  }
  const letGo = (): void => {
    group.letGo();
  };
  return { url, port, pid: group.pid, stop, letGo };
}

/** How the server is called, which is also how a running one is recognized. */
export function serverArguments(port: number): readonly string[] {
  return ["-m", "gaps", "-p", String(port)];
}

/** Whether something answers at an address as the emulator does. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/moto-api/`, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // not listening yet, or no longer
  }
}

async function untilItAnswers(url: string, group: ProcessGroup, { patience = 90, log, interrupts }: ServerProps): Promise<void> {
  const deadline = Date.now() + patience * 1000;
  let code: number | undefined;
  void group.ended.then((value) => (code = value));

  while (!(await answers(url))) {
    if (interrupts.requested()) throw new Interrupted();
    if (code !== undefined) throw new UserError(`The emulator ended with code ${code} before it answered.\n${endOf(log)}`);
    if (Date.now() > deadline) throw new UserError(`The emulator did not answer at ${url} within ${patience} s.\n${endOf(log)}`);
    await sleep(100);
  }
}

function endOf(log: string): string {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-8);
  return `The end of ${log}:\n  ${lines.join("\n  ")}`;
}

/** A port that nobody listens on. */
async function freePort(wanted = 0): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code ?? error.message})`;
      reject(new UserError(`Port ${wanted} on ${host} ${why}. Choose another one with --port, or leave --port out for a free one.`));
    });
    probe.listen({ port: wanted, host, exclusive: true }, () => {
      const { port } = probe.address() as AddressInfo; // the address of a TCP server has this form
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
