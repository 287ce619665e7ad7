import { containerOf, serviceTag } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding } from "../../finding";
import { referencesIn } from "../../reference";
import { textAt } from "../../value";

/** What a program reads: names of its settings, and for each of its secrets the words of the secret's name. */
export interface ProgramContract {
  readonly settings: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * A task definition carries exactly the settings and secrets that its program reads, each secret from the place that is meant.
 *
 * Once they were invented: other names than the program's, a port in DB_HOST, a scheme where gRPC wants none.
 */
export const programContract = stackContract<[programs: Readonly<Record<string, ProgramContract>>]>(
  "program-contract",
  "every task carries exactly the settings and secrets that its program reads",
  (stack, report, programs) => {
    const seen = new Set<string>();
    const findings = stack.ofType("aws_ecs_task_definition").flatMap((definition): Finding[] => {
      const key = serviceTag(definition);
      const [program, container] = [programs[key], containerOf(definition)];
      if (key === "migrations" || container === undefined) return []; // one-off tasks read what their service does; unreadable ones have a contract of their own
      if (program === undefined) return [report.violation(definition, `a program ${key}`, Object.keys(programs).join(", "))];
      seen.add(key);
      const names = [...container.settings.keys()];
      const secretNames = new Map(
        [...container.secrets].map(([variable, from]) => {
          const secret = referencesIn(from).map(({ address }) => stack.find(address))[0];
          return [variable, textAt(secret?.values, "name")?.replace(`${stack.name}-`, "")];
        }),
      );
      return [
        ...missing(program.settings, names).map((name) => report.violation(definition, `no setting ${name}`, "what the program reads")),
        ...missing(names, program.settings).map((name) => report.violation(definition, `setting ${name}`, "what the program reads")),
        ...missing([...secretNames.keys()], Object.keys(program.secrets)).map((name) =>
          report.violation(definition, `secret ${name}`, "what the program reads"),
        ),
        ...Object.entries(program.secrets).flatMap(([name, wanted]) =>
          secretNames.get(name) === wanted
            ? []
            : [report.violation(definition, `${name} from ${secretNames.get(name) ?? "nowhere"}`, wanted)],
        ),
        ...[...container.settings].flatMap(([name, value]) =>
          name.endsWith("_HOST") && /^[a-z]+:\/\/|:\d+$/.test(value)
            ? [report.violation(definition, `${name}=${value}`, "a host, without scheme or port")]
            : [],
        ),
      ];
    });
    return [
      ...findings,
      ...missing(Object.keys(programs), [...seen]).map((key) =>
        report.violation("aws_ecs_task_definition", `no task of ${key}`, "every program"),
      ),
    ];
  },
);

function missing(wanted: readonly string[], found: readonly string[]): string[] {
  return wanted.filter((name) => !found.includes(name));
}
