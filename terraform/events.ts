/** Where in the configuration a diagnostic points to. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** A change of one resource, as a plan announces it. */
export interface PlannedChange {
  readonly address: string;
  /** `create`, `update`, `delete`, `replace`, `read`, `move`, `import`, `forget` or `noop`. */
  readonly action: string;
}

/** The lines of `terraform plan|apply -json` that matter here. */
export type TerraformEvent =
  | { readonly kind: "planned"; readonly change: PlannedChange }
  | { readonly kind: "started" | "finished" | "failed"; readonly address: string; readonly action: string }
  | { readonly kind: "running"; readonly address: string; readonly action: string; readonly seconds: number }
  | { readonly kind: "summary"; readonly operation: string; readonly add: number; readonly change: number; readonly remove: number }
  | { readonly kind: "outputs"; readonly changed: readonly string[] }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

/** The parts of Terraform's machine-readable messages that are read here. */
interface Message {
  readonly type?: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string; readonly elapsed_seconds?: number };
  readonly change?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly changes?: { readonly operation?: string; readonly add?: number; readonly change?: number; readonly remove?: number };
  readonly outputs?: Readonly<Record<string, { readonly action?: string }>>;
  readonly diagnostic?: Diagnostic;
}

const hooks: Readonly<Record<string, "started" | "finished" | "failed" | "running">> = {
  apply_start: "started",
  apply_progress: "running",
  apply_complete: "finished",
  apply_errored: "failed",
};

/**
 * One line of Terraform's machine-readable output, or nothing when it is of no interest or no such line.
 *
 * @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function parseEvent(line: string): TerraformEvent | undefined {
  const message = parse(line);
  const hook = hooks[message.type ?? ""];
  if (hook !== undefined) {
    const [address, action] = [message.hook?.resource?.addr ?? "?", message.hook?.action ?? "?"];
    return hook === "running"
      ? { kind: hook, address, action, seconds: message.hook?.elapsed_seconds ?? 0 }
      : { kind: hook, address, action };
  }
  switch (message.type) {
    case "planned_change":
      return { kind: "planned", change: { address: message.change?.resource?.addr ?? "?", action: message.change?.action ?? "?" } };
    case "change_summary": {
      const { operation = "plan", add = 0, change = 0, remove = 0 } = message.changes ?? {};
      return { kind: "summary", operation, add, change, remove };
    }
    case "outputs": {
      const outputs = Object.entries(message.outputs ?? {});
      return { kind: "outputs", changed: outputs.filter(([, { action = "noop" }]) => action !== "noop").map(([name]) => name) };
    }
    case "diagnostic":
      return message.diagnostic === undefined ? undefined : { kind: "diagnostic", diagnostic: message.diagnostic };
    default:
      return undefined;
  }
}

/** A diagnostic as a person wants to read it. */
export function describeDiagnostic({ summary, detail, address }: Diagnostic): string {
  const where = address === undefined ? "" : `${address}: `;
  const more = detail === undefined || detail === "" ? "" : `\n    ${detail.trim().replaceAll("\n", "\n    ")}`;
  return `${where}${summary}${more}`;
}

function parse(line: string): Message {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
