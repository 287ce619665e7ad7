import type { IConstruct } from "constructs";
import type { AlarmRule } from "./alarm-rule";

/** A rule, with what it is about. */
export interface Watch {
  /** Words of the name of what is watched, behind the stack's prefix: `postgres-primary`. */
  readonly name: string;
  readonly rule: AlarmRule;
}

const watches = new WeakMap<IConstruct, readonly Watch[]>();

/**
 * Says when something that a construct makes needs a person. Whoever makes something says so beside it; whoever makes the alarms asks
 * `watchesIn` for all of them, so nothing is left out that somebody has thought of.
 */
export function watch(scope: IConstruct, name: string, rules: readonly AlarmRule[]): void {
  watches.set(scope, [...(watches.get(scope) ?? []), ...rules.map((rule) => ({ name, rule }))]);
}

/** What has been said of a construct and of everything below it so far. */
export function watchesIn(root: IConstruct): Watch[] {
  return root.node.findAll().flatMap((construct) => watches.get(construct) ?? []);
}
