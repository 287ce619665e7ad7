import type { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted } from "./errors";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm passes on a Ctrl-C that the terminal has already delivered: what follows this closely is the same key stroke. */
const sameKeyStroke = 1_000;

export interface InterruptsProps {
  /** Called once, at the first signal. */
  readonly onFirst?: () => void;
  /** Milliseconds, for tests; default the clock. */
  readonly now?: () => number;
}

/**
 * Ctrl-C as two wishes: the first asks everything to stop in order (Terraform finishes the calls under way, writes its state and
 * releases its lock), the second wants it gone at once.
 */
export class Interrupts {
  private readonly gentle = new AbortController();
  private readonly hard = new AbortController();
  private firstAt = 0;
  private stopListening = (): void => undefined;

  /** Aborted at the first signal. */
  public get stop(): AbortSignal {
    return this.gentle.signal;
  }

  /** Whether there has been a signal. */
  public requested(): boolean {
    return this.gentle.signal.aborted;
  }

  /** Aborted at the second. */
  public get kill(): AbortSignal {
    return this.hard.signal;
  }

  /** @throws Interrupted when there has been a signal, saying what goes on all the same. */
  public check(said?: string): void {
    if (this.requested()) throw new Interrupted(["Interrupted.", said].filter((part) => part !== undefined).join(" "));
  }

  /**
   * Waits, but no longer than until the first signal.
   *
   * @param said what goes on all the same when there is one
   * @throws Interrupted when there has been one
   */
  public async pause(milliseconds: number, said?: string): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stop }).catch((error: unknown) => {
      if (!this.requested()) throw error;
    });
    this.check(said);
  }

  /** For what has to be done although there was a first signal: the second ends it at once. */
  public afterwards(): Interrupts {
    const interrupts = new Interrupts();
    const end = (): void => {
      interrupts.gentle.abort();
      interrupts.hard.abort();
    };
    if (this.kill.aborted) end();
    else this.kill.addEventListener("abort", end, { once: true });
    return interrupts;
  }

  /** Interrupts that follow the signals of a process until `close`. */
  public static from(source: Pick<EventEmitter, "on" | "off">, props: InterruptsProps = {}): Interrupts {
    const interrupts = new Interrupts();
    const listener = (): void => {
      interrupts.request(props);
    };
    for (const signal of signals) source.on(signal, listener);
    interrupts.stopListening = () => {
      for (const signal of signals) source.off(signal, listener);
    };
    return interrupts;
  }

  /** One signal arrived. */
  public request({ onFirst, now = Date.now }: InterruptsProps = {}): void {
    if (!this.requested()) {
      this.firstAt = now();
      this.gentle.abort();
      onFirst?.();
    } else if (now() - this.firstAt > sameKeyStroke) {
      this.hard.abort();
    }
  }

  public close(): void {
    this.stopListening();
  }
}
