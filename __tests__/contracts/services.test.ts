import { containerOf } from "../../review/containers";
import { expectingContracts } from "../../review/contracts";
import { at, listOf, parsedJson, show } from "../../review/value";
import { flowsOf } from "./expected/connections";
import { environments } from "./expected/environments";
import { onceTasks } from "./expected/outputs";
import { programsOf } from "./expected/programs";
import { factsOf } from "./expected/programs/facts";
import { spotOf } from "./expected/services";
import { stackNamed, statementsOf } from "./stacks";

const { programContract, commandOutputs, listeners, capacity } = expectingContracts;

describe.each(environments)("$stack", (environment) => {
  const stack = stackNamed(environment.stack);

  test(`keeps ${programContract.name}: ${programContract.promise}`, () => {
    expect(programContract.check(stack, programsOf(factsOf(environment)))).toEqual([]);
  });

  test(`keeps ${commandOutputs.name}: ${commandOutputs.promise}`, () => {
    expect(commandOutputs.check(stack, onceTasks)).toEqual([]);
  });

  test(`keeps ${listeners.name}: ${listeners.promise}`, () => {
    expect(listeners.check(stack, flowsOf(environment))).toEqual([]);
  });

  test(`keeps ${capacity.name}: ${capacity.promise}`, () => {
    expect(capacity.check(stack, spotOf(environment))).toEqual([]);
  });

  test("lets programs log in to the database servers whose addresses they are told, and to no others", () => {
    const servers = (texts: readonly string[], attribute: string): string[] => {
      const found = texts.flatMap((text) => [...text.matchAll(/aws_db_instance\.([\w-]+)\.(\w+)/g)]);
      return [...new Set(found.flatMap(([, id = "", what]) => (what === attribute ? [id] : [])))].toSorted();
    };
    const programs = stack.ofType("aws_ecs_task_definition").map((definition) => {
      const told = servers([...(containerOf(definition)?.settings.values() ?? [])], "address");
      const statements = statementsOf(stack, `${definition.id}_roles_task_grants`).filter(({ sid }) => sid === "LogInToDatabase");
      const logsInTo = servers(
        statements.flatMap(({ resources }) => listOf(resources).map(show)),
        "resource_id",
      );
      return { program: definition.id, told, logsInTo };
    });

    expect(programs.filter(({ told }) => told.length > 0).length).toBeGreaterThan(5);
    expect(programs.filter(({ told, logsInTo }) => told.join() !== logsInTo.join())).toEqual([]);
  });

  test("lets a shell be opened in every service outside production, and has what its agent writes writable, but in no task that runs once", () => {
    const agentWrites = "/var/lib/amazon,/var/log/amazon";
    const found = stack.ofType("aws_ecs_task_definition").map(({ id, values }) => {
      const [container] = listOf(parsedJson(values["container_definitions"]));
      const paths = listOf(at(container, "mountPoints")).map((mount) => show(at(mount, "containerPath")));
      const sids = statementsOf(stack, `${id}_roles_task_grants`).map(({ sid }) => show(sid));
      return {
        id,
        readOnly: at(container, "readonlyRootFilesystem") === true,
        writable: paths.filter((path) => path.includes("/amazon")).join(),
        shell: sids.filter((sid) => sid.includes("Shell")).join(),
      };
    });
    const open = ({ id }: { readonly id: string }): boolean => environment.name !== "prod" && id.startsWith("services_");

    expect(found.filter(({ id }) => id.startsWith("tasks_"))).toHaveLength(3);
    expect(found).toEqual(
      found.map((each) => ({
        ...each,
        writable: open(each) && each.readOnly ? agentWrites : "",
        shell: open(each) ? "OpenShell,LogShell,FindShellLog" : "",
      })),
    );
  });
});
