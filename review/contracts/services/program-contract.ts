import { type Container, containerOf, serviceTag } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding } from "../../finding";
import type { Element, StackModel } from "../../model";
import { asNamed } from "../../named-text";

/**
 * All that a program is told when it starts. What only Terraform knows is written by the name of what knows it, behind the environment's prefix:
 * `{postgres-primary.address}`, `{postgres-primary-credentials.arn}:password::`.
 */
export interface ProgramContract {
  /** Its tag `Service`. */
  readonly service: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Where the values of its other variables come from. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Words instead of the image's entry point. Default: the image's. */
  readonly entryPoint?: readonly string[] | undefined;
  /** Words instead of the image's command. Default: the image's. */
  readonly command?: readonly string[] | undefined;
  /** Shell command by which it is asked how it is. Default: it is not asked. */
  readonly health?: string | undefined;
}

/**
 * The container of every task says exactly what its program has to be told: each setting with its value, each secret from its place, and how it is
 * started and asked for its health.
 *
 * Once settings were invented: other names than the program's, a port in DB_HOST, a scheme where gRPC wants none.
 *
 * @param programs by the names of their containers.
 */
export const programContract = stackContract<[programs: Readonly<Record<string, ProgramContract>>]>(
  "program-contract",
  "every task tells its program exactly what it reads, each value and secret from the place that is meant",
  (stack, report, programs) => {
    const seen = new Set<string>();
    const findings = stack.ofType("aws_ecs_task_definition").flatMap((definition): Finding[] => {
      const container = containerOf(definition);
      if (container === undefined) return []; // unreadable ones have a contract of their own
      const program = programs[container.name];
      if (program === undefined) return [report.violation(definition, `a program ${container.name}`, Object.keys(programs).join(", "))];
      seen.add(container.name);
      const [said, wanted] = [saidBy(stack, definition, container), wantedBy(program)];
      return [...new Set([...said.keys(), ...wanted.keys()])].flatMap((what) =>
        said.get(what) === wanted.get(what)
          ? []
          : [report.violation(definition, `${what}: ${said.get(what) ?? "nothing"}`, wanted.get(what) ?? "nothing of the kind")],
      );
    });
    return [
      ...findings,
      ...Object.keys(programs)
        .filter((name) => !seen.has(name))
        .map((name) => report.violation("aws_ecs_task_definition", `no task of ${name}`, "every program")),
    ];
  },
);

function saidBy(stack: StackModel, definition: Element, container: Container): ReadonlyMap<string, string> {
  const readable = (values: ReadonlyMap<string, string>): Record<string, string> =>
    Object.fromEntries([...values].map(([name, value]) => [name, asNamed(stack, value)]));
  return wantedBy({
    service: serviceTag(definition),
    settings: readable(container.settings),
    secrets: readable(container.secrets),
    entryPoint: container.entryPoint?.map((word) => asNamed(stack, word)),
    command: container.command?.map((word) => asNamed(stack, word)),
    health: container.health === undefined ? undefined : asNamed(stack, container.health),
  });
}

/** Everything that is said, by what it is about. */
function wantedBy({ service, settings, secrets, entryPoint, command, health }: ProgramContract): ReadonlyMap<string, string> {
  const about = (what: string, value: string | undefined): [string, string][] => (value === undefined ? [] : [[what, value]]);
  return new Map([
    ["tag Service", service],
    ...Object.entries(settings).map(([name, value]) => [`setting ${name}`, value] as const),
    ...Object.entries(secrets).map(([name, value]) => [`secret ${name}`, value] as const),
    ...about("entry point", entryPoint === undefined ? undefined : JSON.stringify(entryPoint)),
    ...about("command", command === undefined ? undefined : JSON.stringify(command)),
    ...about("health check", health),
  ]);
}
