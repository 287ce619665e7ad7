/** The parts of a plan's JSON that tell what would change. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: unknown;
      readonly after: unknown;
      readonly after_unknown: unknown;
    };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/**
 * One line for each change of a plan: the address, what happens to it, and which attributes differ. Values are left out, as they may be secret.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function describeDifferences({ resource_changes = [], output_changes = {} }: PlanJson): string[] {
  const resources = resource_changes
    .filter(({ change }) => isChange(change.actions))
    .map(({ address, change }) => {
      const attributes =
        change.actions.join() === "update" ? `: ${differing(change.before, change.after, change.after_unknown).join(", ")}` : "";
      return `${address} ${change.actions.join(" and ")}${attributes}`;
    });
  const outputs = Object.entries(output_changes)
    .filter(([, { actions }]) => isChange(actions))
    .map(([name, { actions }]) => `output ${name} ${actions.join(" and ")}`);
  return [...resources, ...outputs];
}

function isChange(actions: readonly string[]): boolean {
  return actions.some((action) => action !== "no-op" && action !== "read");
}

function differing(before: unknown, after: unknown, unknown: unknown): string[] {
  const [old, fresh, open] = [asRecord(before), asRecord(after), asRecord(unknown)];
  const names = new Set([...Object.keys(old), ...Object.keys(fresh), ...Object.keys(open)]);
  return [...names].filter((name) => isUnknown(open[name]) || JSON.stringify(old[name]) !== JSON.stringify(fresh[name])).sort();
}

/** Unknown values are marked `true`, alone or somewhere within a structure; a structure without one is empty of `true`. */
function isUnknown(mark: unknown): boolean {
  return mark !== undefined && JSON.stringify(mark).includes("true");
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
