import type { Settled } from "../../../../review/contracts/settled-attributes";
import type { Value } from "../../../../review/value";
import type { ExpectedEnvironment } from "../environments";

/** A row of the requirement, which an environment may have otherwise. */
export type SettledRow = Settled | { readonly by: In<Value> } | { readonly byIdIn: In<Readonly<Record<string, Value>>> };

/** What environments have, each its own. */
type In<Kind> = Readonly<Partial<Record<ExpectedEnvironment["name"], Kind>>>;

/** What resources say, by type and place. */
export type SettledTable = Readonly<Record<string, Readonly<Record<string, SettledRow>>>>;

/** Every resource of the type says this. */
export const is = (value: Value): SettledRow => ({ is: value });

/** Every resource of the type says this, in the environment. */
export const by = (values: In<Value>): SettledRow => ({ by: values });

/** Production is different from the others. */
export const inProd = (prod: Value, others: Value): SettledRow => by({ dev: others, staging: others, prod });

/** Each says one of these; which one it is, the tests of the construct or another contract tell. */
export const oneOf = (...values: readonly Value[]): SettledRow => ({ oneOf: values });

/** These resources say this, and no others. One that the environment does not have is not missed. */
export const byId = (values: Readonly<Record<string, Value>>): SettledRow => ({ byId: values });

/** These resources say the same, and no others have it. */
export const only = (ids: readonly string[], value: Value): SettledRow => byId(Object.fromEntries(ids.map((id) => [id, value])));

/** As `byId`, with an environment's own values. */
export const byIdIn = (values: In<Readonly<Record<string, Value>>>): SettledRow => ({ byIdIn: values });

/** Not settled here, but there must be a value: a name, a text, a program. */
export const given: SettledRow = { free: "given" };

/** Not settled here, and not every resource of the type has it. */
export const optional: SettledRow = { free: "optional" };
