/** What a fake client is sent. */
interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>>;

/** A client of AWS that answers commands by their names, and notes what it was sent. */
export class FakeClient {
  public readonly sent: string[] = [];

  /** @param answers by command, for example `RunTask` */
  constructor(private readonly answers: Answers) {}

  /** Sends nothing: it looks for an answer. For a command without one it fails as AWS does for a missing permission. */
  public send = ({ constructor: { name }, input }: Command): Promise<never> => {
    const command = name.replace(/Command$/, "");
    this.sent.push(command);
    const answer = this.answers[command];
    if (answer === undefined) return Promise.reject(new Error(`AccessDenied: ${command}`));
    return Promise.resolve(answer(input) as never); // the tests say what the command returns
  };
}
