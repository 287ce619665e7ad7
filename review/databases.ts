import type { Element, StackModel } from "./model";

/** The server of the stack that a replica follows; any other one itself. */
export function primaryOf(stack: StackModel, server: Element): Element {
  return stack.referent(server.values["replicate_source_db"], "aws_db_instance", "identifier") ?? server;
}
