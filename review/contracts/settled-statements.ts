import { stackContract } from "../contract";
import type { Element, StackModel } from "../model";
import { policiesOf, type Statement } from "../policy";
import { isAccount } from "../requirement";
import { asReference, settledReader } from "../settled";
import type { Block, Value } from "../value";

/** What the policies of a stack say. */
export interface SettledPolicies {
  /**
   * Statements by their sid, or, where a document has one of its own, by the sid and the end of its id: `SendMail of permission-boundary_grants`. Several
   * when they share it. What they name is there once, however many there are of it.
   */
  readonly statements: Readonly<Record<string, readonly Block[]>>;
  /** The statements that a document has at least, by the end of its id; the longest end that fits counts. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
}

/** Statements say what was settled on for their sid, documents have those that they need, and each is held by something. */
export const settledStatements = stackContract<[settled: SettledPolicies]>(
  "settled-statements",
  "every statement of a policy is one that was settled on, and none is missing",
  (stack, report, { statements, documents }) => {
    const allowed = new Map(Object.entries(statements).map(([sid, list]) => [sid, new Set(list.map((one) => JSON.stringify(one)))]));
    const held = new Set(stack.mentions.map(({ reference }) => reference.address));
    return policiesOf(stack)
      .filter(({ element }) => element.type === "aws_iam_policy_document")
      .flatMap(({ element, statements: said }) => {
        const end = Object.keys(documents)
          .filter((candidate) => element.id.endsWith(candidate))
          .toSorted((one, other) => other.length - one.length)[0];
        const wanted = end === undefined ? [] : (documents[end] ?? []);
        const read = readerOf(stack, element);
        const isHeld = held.has(element.address);
        const sids = new Set(said.map(({ sid }) => sid));
        return [
          ...(isHeld ? [] : [report.violation(element, "held by nothing", "something that the policy is about")]),
          ...wanted.filter((sid) => !sids.has(sid)).map((sid) => report.violation(element, `no statement ${sid}`, `a statement ${sid}`)),
          ...said
            .filter((statement) => {
              const settled = allowed.get(`${statement.sid} of ${end ?? ""}`) ?? allowed.get(statement.sid);
              return settled?.has(read(asSettled(statement))) !== true;
            })
            .map((statement) => report.violation(element, JSON.stringify(statement), `what was settled on for ${statement.sid}`)),
        ];
      });
  },
);

/** What a delivery role may do is about its environment, with whose name its id begins. */
function readerOf(stack: StackModel, { id }: Element): ReturnType<typeof settledReader> {
  const [, environment] = (isAccount(stack) ? /^([a-z]+)-(?:plan|deploy)_/.exec(id) : null) ?? [];
  return settledReader(stack, environment);
}

function asSettled({ effect, actions, resources, principals, conditions, negations }: Statement): Block {
  return {
    effect,
    actions: once(actions),
    resources: once(resources),
    principals: principals.map(({ type, identifiers }) => ({ type, identifiers: once(identifiers) })),
    conditions: conditions.map(({ test, variable, values }) => ({ test, variable, values: once(values) })),
    ...(negations.length === 0 ? {} : { negations: negations.map(({ key, values }) => ({ key, values: once(values) })) }),
  };
}

function once(texts: readonly string[]): Value[] {
  return [...new Set(texts.map(asReference))];
}
