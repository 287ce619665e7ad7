import { differencesOf } from "../changes/compare-stacks";
import type { Comparison, Fate, Pair } from "../changes/comparison";
import { type Element, StackModel } from "../model";
import { stackOfEnvironment } from "../requirement";
import { type Block, isBlock, isList, textAt, type Value } from "../value";
import type { PlannedChange } from "./plan";

/** Terraform's reasons in plain words. @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const reasons: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "it is not in the configuration any more: deleted, or renamed without a moved block",
  delete_because_no_module: "its module is not in the configuration any more",
  delete_because_wrong_repetition: "it has got, or lost, count or for_each",
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is not in for_each any more",
  delete_because_no_move_target: "a moved block leads to what is not in the configuration",
  replace_because_tainted: "its creation failed, so it is tainted",
  replace_by_request: "it was asked for by -replace",
  replace_by_triggers: "something that its replace_triggered_by names is replaced",
};

/**
 * What a plan would change, in the form in which two synthesized stacks are compared.
 *
 * A plan holds ids where a configuration has references. Those of resources that the plan names are turned back, so that the same rules read both.
 */
export function comparePlan(changes: readonly PlannedChange[]): Comparison {
  const managed = changes.filter(({ mode, actions }) => mode === "managed" && !actions.includes("read"));
  const known = knownIds(managed);
  const name = stackNameIn(managed);
  const elements = managed.map((change) => ({
    change,
    base: change.before === undefined ? undefined : elementOf(change, change.before, known),
    head: change.after === undefined ? undefined : elementOf(change, { ...change.after, ...openReferences(change) }, known),
  }));
  return {
    name,
    base: modelOf(
      name,
      elements.flatMap(({ base }) => base ?? []),
    ),
    head: modelOf(
      name,
      elements.flatMap(({ head }) => head ?? []),
    ),
    existence: managed.length > 0 && managed.every(({ actions }) => actions.join() === "create") ? "new" : "kept",
    pairs: elements.map(({ change, base, head }) => pairOf(change, base, head)),
  };
}

function pairOf(change: PlannedChange, base: Element | undefined, head: Element | undefined): Pair {
  const { type, address, previousAddress } = change;
  const fate = fateOf(change);
  const isGone = fate === "deleted" || fate === "replaced";
  const differences = base === undefined || head === undefined ? [] : differencesOf(base.values, head.values);
  const opened = (path: string): boolean =>
    change.unknown.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
  return {
    mode: "resource",
    type,
    address,
    base,
    head,
    movedFrom: previousAddress,
    fate,
    because: isGone ? because(change) : undefined,
    differences:
      fate === "kept" || fate === "moved"
        ? []
        : differences.map((one) => (opened(one.path) ? { ...one, after: "(known after the apply)" } : one)),
  };
}

function fateOf({ actions, previousAddress }: PlannedChange): Fate {
  if (actions.includes("forget")) return "forgotten";
  if (actions.includes("delete")) return actions.includes("create") ? "replaced" : "deleted";
  if (actions.includes("create")) return "created";
  if (actions.includes("update")) return "changed";
  return previousAddress === undefined ? "kept" : "moved";
}

function because({ reason, replacePaths }: PlannedChange): string {
  if (replacePaths.length > 0) return `${replacePaths.join(", ")} cannot be changed in place`;
  return reason === undefined ? "Terraform gives no reason" : (reasons[reason] ?? reason.replaceAll("_", " "));
}

/** The name of the stack, by the tag that all of its resources have. */
function stackNameIn(changes: readonly PlannedChange[]): string {
  const environment = changes
    .flatMap(({ before, after }) => [before, after])
    .map((values) => textAt(values, "tags", "Environment"))
    .find((value) => value !== undefined);
  return environment === undefined ? "plan" : stackOfEnvironment(environment);
}

/** Ids that stand for exactly one resource; others, such as names, may stand for themselves. */
const ids = /^(acl|eigw|eipalloc|eni|fs|fsap|i|igw|nat|pcx|pl|rtb|sg|subnet|tgw|vol|vpc|vpce)-[0-9a-f]+$/;

/** References by the ids and ARNs that AWS has given to what the plan names. */
function knownIds(changes: readonly PlannedChange[]): Map<string, string> {
  return new Map(
    changes.flatMap(({ address, before }) => {
      const [id, arn] = [textAt(before, "id"), textAt(before, "arn")];
      return [
        ...(id !== undefined && ids.test(id) ? [[id, `\${${address}.id}`] as const] : []),
        ...(arn?.startsWith("arn:") === true ? [[arn, `\${${address}.arn}`] as const] : []),
      ];
    }),
  );
}

/** References of the configuration in place of what is known only after the apply. */
function openReferences({ unknown, references }: PlannedChange): Block {
  return Object.fromEntries(
    unknown.flatMap((name) => {
      const texts = (references[name] ?? []).map((reference) => `\${${reference}}`);
      const [first] = texts;
      return first === undefined ? [] : [[name, texts.length === 1 ? first : texts]];
    }),
  );
}

function elementOf({ address, type }: PlannedChange, values: Block, known: ReadonlyMap<string, string>): Element {
  // What AWS has made up of the resource itself is no setting, and would be a reference to itself.
  const settings = Object.fromEntries(Object.entries(values).filter(([attribute]) => attribute !== "id" && attribute !== "arn"));
  const referring = withReferences(settings, known);
  const id = address.split(".").at(-1) ?? address;
  return { mode: "resource", type, id, address, values: isBlock(referring) ? referring : settings, path: undefined };
}

function withReferences(value: Value, known: ReadonlyMap<string, string>): Value {
  if (typeof value === "string") return known.get(value) ?? value;
  if (isList(value)) return value.map((item) => withReferences(item, known));
  if (isBlock(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withReferences(item, known)]));
  return value;
}

function modelOf(name: string, elements: readonly Element[]): StackModel {
  return new StackModel({
    name,
    elements,
    outputs: [],
    providers: [],
    backends: [],
    settings: { address: "terraform", name: "terraform", values: {} },
    inputs: [],
    moves: [],
    forgotten: [],
    unread: [],
  });
}
