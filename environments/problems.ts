import type { z } from "zod";

/** One reason why a record is refused: where, what was found, what is allowed. */
export interface Problem {
  /** Path of the setting, for example `prod.network.cidr`. */
  readonly path: string;
  readonly found: unknown;
  readonly allowed: string;
}

/** A refusal that lists every problem at once. */
export class InvalidSettings extends Error {
  public constructor(
    what: string,
    public readonly problems: readonly Problem[],
  ) {
    const lines = problems.map(({ path, found, allowed }) => `  ${path}: found ${show(found)}; allowed: ${allowed}`);
    super([`${what}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`, ...lines].join("\n"));
    this.name = "InvalidSettings";
  }
}

/** The problems of a failed parse, each with the value that was found at its path. */
export function problemsOf(error: z.ZodError, input: unknown, root?: string): Problem[] {
  // A value of the wrong type fails other checks too, for no reason of their own.
  const wrongType = new Set(error.issues.flatMap(({ code, path }) => (code === "invalid_type" ? [path.join()] : [])));
  const issues = error.issues.filter(({ code, path }) => code === "invalid_type" || !wrongType.has(path.join()));
  return issues.flatMap((issue): Problem[] => {
    const path = [...(root === undefined ? [] : [root]), ...issue.path.map(String)].join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: `${path}.${key}`, found: valueAt(input, [...issue.path, key]), allowed: "no such setting" }));
    }
    return [{ path, found: valueAt(input, issue.path), allowed: allowedBy(issue) }];
  });
}

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "array" ? "a list" : `a value of type ${issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? `at least ${issue.minimum} entries` : `${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "array" ? `at most ${issue.maximum} entries` : `${issue.maximum} or less`;
    case "invalid_union":
      return [...new Set(issue.errors.map(allowedByOption))].join(", or ");
    default:
      return issue.message;
  }
}

/** What one of several forms allows, with the place of each part. A key that it does not know says nothing where it lacks another. */
function allowedByOption(issues: readonly z.core.$ZodIssue[]): string {
  const unknown = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys.map((key) => `nothing as ${key}`) : []));
  const lacking = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return [];
    return [issue.path.length === 0 ? allowedBy(issue) : `${allowedBy(issue)} as ${issue.path.map(String).join(".")}`];
  });
  return (lacking.length > 0 ? lacking : unknown).join(" and ");
}

/** What stands at a path in something that may be anything; nothing where the path ends before. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), input);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
