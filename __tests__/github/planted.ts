import { workflowFiles, type WorkflowFile } from "./workflow";

/** A change of a workflow that must break a rule: its file, what is replaced, and by what. */
export type PlantedFault = readonly [file: string, from: string | RegExp, to: string];

/** A table of faults as rows of a test, each behind the rule that it breaks. */
export function rowsOf<Name extends string>(
  faults: Readonly<Record<Name, readonly PlantedFault[]>>,
): (readonly [rule: Name, ...fault: PlantedFault])[] {
  const rules = Object.entries(faults) as [Name, readonly PlantedFault[]][]; // the table's keys are its type's
  return rules.flatMap(([rule, changes]) => changes.map((change) => [rule, ...change] as const));
}

/**
 * A workflow with a fault.
 *
 * @throws Error when the fault changes nothing, since it would then prove nothing
 */
export function planted(name: string, from: string | RegExp, to: string): WorkflowFile {
  const text = workflowFiles().find((file) => file.name === name)?.text ?? "";
  const broken = text.replace(from, () => to);
  if (broken === text) throw new Error(`${name} has no ${String(from)}`);
  return { name, text: broken };
}
