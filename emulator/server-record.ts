import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "../terraform/process-group";
import { answers, type Server, serverArguments, type StartedServer } from "./server";

/**
 * Remembers an emulator that goes on when the program that started it has ended, so that a later one finds it.
 *
 * A process id may long belong to somebody else. One is believed only while a process with it runs the very command that
 * starts the emulator on the recorded port.
 */
export class ServerRecord {
  constructor(private readonly file: string) {}

  /** Notes an emulator, which from now on outlives this program. One that cannot be noted is ended, since nobody would find it. */
  public async keep(server: StartedServer): Promise<void> {
    const { url, port, pid } = server;
    try {
      writeFileSync(this.file, `${JSON.stringify({ url, port, pid })}\n`);
    } catch (error) {
      await server.stop();
      throw error;
    }
    server.letGo();
  }

  /** The recorded emulator if it is alive and answers. */
  public async find(): Promise<Server | undefined> {
    const server = this.alive();
    return server !== undefined && (await answers(server.url)) ? server : undefined;
  }

  /** Ends the recorded emulator, if there is one, and forgets it. */
  public async stop(): Promise<void> {
    await this.alive()?.stop();
    rmSync(this.file, { force: true });
  }

  private alive(): Server | undefined {
    const { url, port, pid } = this.read();
    if (url === undefined || port === undefined || pid === undefined || !runs(pid, port)) return undefined;
    return { url, port, pid, stop: () => end(pid, port) };
  }

  private read(): Partial<Pick<Server, "url" | "port" | "pid">> {
    if (!existsSync(this.file)) return {};
    try {
      const record = JSON.parse(readFileSync(this.file, "utf8")) as Record<string, unknown>;
      const { url, port, pid } = record;
      return typeof url === "string" && typeof port === "number" && typeof pid === "number" ? { url, port, pid } : {};
    } catch {
      return {}; // cut short by a crash: as good as none
    }
  }
}

async function end(pid: number, port: number): Promise<void> {
  signalGroup(pid, "SIGTERM");
  for (let waited = 0; runs(pid, port) && waited < 5_000; waited += 50) await sleep(50);
  if (runs(pid, port)) signalGroup(pid, "SIGKILL");
}

function runs(pid: number, port: number): boolean {
  return commandLine(pid).includes(serverArguments(port).join(" "));
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, "utf8").replaceAll("\0", " ");
  if (existsSync("/proc/self/cmdline")) return "";
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return ""; // no such process
  }
}
