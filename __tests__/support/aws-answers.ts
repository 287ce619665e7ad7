import { clientFor } from "../../emulator/read-back/facts";

// The AWS client says at its first use that a version of it to come wants a newer Node.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** Settings of a client that talks to nobody. */
export const nowhere = clientFor({ url: "http://127.0.0.1:1", region: "eu-west-1" });

/** A client of AWS that is answered by commands' names, without a network. */
export function answered<Client extends { send: unknown }>(client: Client, answers: Readonly<Record<string, object>>): Client {
  client.send = (command: object) => Promise.resolve(answers[command.constructor.name] ?? {});
  return client;
}
