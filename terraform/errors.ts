/** What the exit code of a program in this repository says. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Something that the person at the keyboard can mend. It is shown as its message alone, without a stack trace. */
export class UserError extends Error {
  public override readonly name = "UserError";

  constructor(
    message: string,
    /** What the program exits with; `exitCodes.usage` for a wrong command line. */
    public readonly exitCode: number = exitCodes.failed,
  ) {
    super(message);
  }
}

/** Work that stopped because somebody asked for it with Ctrl-C or a signal. */
export class Interrupted extends Error {
  public override readonly name = "Interrupted";

  constructor(message = "Interrupted.") {
    super(message);
  }
}
