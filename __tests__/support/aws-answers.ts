import "../../terraform/quiet-clients";
import { clientFor } from "../../emulator/read-back/facts";

/** Settings of a client that talks to nobody. */
export const nowhere = clientFor({ url: "http://127.0.0.1:1", region: "eu-west-1" });

/** Answers by the names of commands, or what gives one for what a command asks. */
export type Answers = Readonly<Record<string, object | ((input: Readonly<Record<string, unknown>>) => object)>>;

interface Command {
  readonly input: Readonly<Record<string, unknown>>;
}

/** A client of AWS that is answered without a network. An answer that throws is AWS's refusal. */
export function answered<Client extends { send: unknown }>(client: Client, answers: Answers): Client {
  client.send = (command: Command) => {
    const answer = answers[command.constructor.name] ?? {};
    return Promise.resolve().then(() =>
      typeof answer === "function" ? (answer as (input: Command["input"]) => object)(command.input) : answer,
    );
  };
  return client;
}
