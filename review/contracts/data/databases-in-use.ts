import { stackContract } from "../../contract";
import { mentions } from "./secrets";

/** Every database, and every read replica of one, is named by a task: otherwise it costs, and nobody notices when it does not answer. */
export const databasesInUse = stackContract("databases-in-use", "every database and replica is read by some program", (stack, report) => {
  const tasks = stack.ofType("aws_ecs_task_definition");
  return stack
    .ofType("aws_db_instance")
    .filter(({ address }) => !tasks.some((task) => mentions(task, address)))
    .map((database) => report.violation(database, "no task definition names it", "the address of each in a task definition"));
});
