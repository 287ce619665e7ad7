import type { Element, StackModel } from "./model";
import { remembered } from "./remembered";
import { asBlock, type Block, isBlock, listOf, textAt, textsOf, type Value } from "./value";

/** One statement of a policy. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions: readonly { readonly test: string; readonly variable: string; readonly values: readonly string[] }[];
  /** What it spares, by keys such as `not_actions`, which turn an allowance into nearly everything. */
  readonly negations: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** A policy with the element that holds its text. */
export interface Policy {
  readonly element: Element;
  readonly statements: readonly Statement[];
  /** Attributes that merge other policies in, so that the statements above are not the whole of it. */
  readonly merged: readonly string[];
}

const negated = ["not_actions", "not_resources", "not_principals", "NotAction", "NotResource", "NotPrincipal"];
const merging = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];

/** The policy to which an attribute of an element leads: a policy-document data source of the stack, or JSON in place. */
export function policyAt(stack: StackModel, element: Element, attribute: string): Policy | undefined {
  const value = element.values[attribute];
  const document = stack.referent(value, "data.aws_iam_policy_document", "json");
  if (document !== undefined) return documentPolicy(document);
  const statements = typeof value === "string" ? jsonStatements(value) : undefined;
  return statements === undefined ? undefined : { element, statements, merged: [] };
}

/** Every policy of a stack, each once: its policy documents, and JSON in the attributes of its resources. */
export function policiesOf(stack: StackModel): Policy[] {
  const documents = stack.ofType("data.aws_iam_policy_document").map(documentPolicy);
  const inPlace = stack.resources.flatMap((element) => jsonIn(element.values).map((statements) => ({ element, statements, merged: [] })));
  return [...documents, ...inPlace];
}

function documentPolicy(element: Element): Policy {
  return { element, ...documentIn(element.values) };
}

const documentIn = remembered((values: Block) => ({
  statements: listOf(values["statement"]).flatMap((statement) => (isBlock(statement) ? [documentStatement(statement)] : [])),
  merged: merging.filter((name) => values[name] !== undefined),
}));

/** The statements of each attribute that is a policy. */
const jsonIn = remembered((values: Block) =>
  Object.values(values).flatMap((value) => {
    const statements = typeof value === "string" ? jsonStatements(value) : undefined;
    return statements === undefined ? [] : [statements];
  }),
);

function documentStatement(block: Block): Statement {
  return {
    sid: textAt(block, "sid") ?? "",
    effect: textAt(block, "effect") ?? "Allow",
    actions: textsIn(block["actions"]),
    resources: textsIn(block["resources"]),
    principals: listOf(block["principals"]).map((principal) => ({
      type: isBlock(principal) ? (textAt(principal, "type") ?? "") : "",
      identifiers: isBlock(principal) ? textsIn(principal["identifiers"]) : [],
    })),
    conditions: listOf(block["condition"]).map((condition) => ({
      test: isBlock(condition) ? (textAt(condition, "test") ?? "") : "",
      variable: isBlock(condition) ? (textAt(condition, "variable") ?? "") : "",
      values: isBlock(condition) ? textsIn(condition["values"]) : [],
    })),
    negations: negationsIn(block),
  };
}

function jsonStatements(text: string): readonly Statement[] | undefined {
  const json = text.startsWith("{") ? parse(text) : undefined;
  if (!isBlock(json) || json["Statement"] === undefined) return undefined;
  return listOf(json["Statement"]).flatMap((statement) => (isBlock(statement) ? [jsonStatement(statement)] : []));
}

function jsonStatement(block: Block): Statement {
  return {
    sid: textAt(block, "Sid") ?? "",
    effect: textAt(block, "Effect") ?? "",
    actions: textsIn(block["Action"]),
    resources: textsIn(block["Resource"]),
    principals: principalsIn(block["Principal"]),
    conditions: Object.entries(asBlock(block["Condition"])).flatMap(([test, variables]) =>
      Object.entries(asBlock(variables)).map(([variable, values]) => ({ test, variable, values: textsIn(values) })),
    ),
    negations: negationsIn(block),
  };
}

function negationsIn(block: Block): Statement["negations"] {
  return negated.flatMap((key) => (block[key] === undefined ? [] : [{ key, values: textsOf(block[key]).toSorted() }]));
}

function principalsIn(value: Value | undefined): Statement["principals"] {
  if (typeof value === "string") return [{ type: value, identifiers: [value] }];
  return Object.entries(asBlock(value)).map(([type, identifiers]) => ({ type, identifiers: textsIn(identifiers) }));
}

function textsIn(value: Value | undefined): string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no policy: a contract that needs one says so
  }
}
