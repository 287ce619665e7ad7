import { containerOf } from "../../containers";
import { stackContract } from "../../contract";
import { referencesIn } from "../../reference";

/**
 * Every image comes from a repository of the stack, with a tag or a digest that says which it is, and every repository has a task that
 * runs its image.
 */
export const images = stackContract(
  "images",
  "every image is one of our own repositories', pinned, and every repository is used",
  (stack, report) => {
    const used = new Set<string>();
    const findings = stack.ofType("aws_ecs_task_definition").flatMap((definition) => {
      const container = containerOf(definition);
      if (container === undefined) return []; // said by the contract of task definitions
      const { image } = container;
      const [reference] = referencesIn(image);
      const repository = reference?.attribute === "repository_url" ? stack.find(reference.address) : undefined;
      if (repository?.type !== "aws_ecr_repository")
        return [report.violation(definition, `image ${image}`, "one of a repository of this stack")];
      used.add(repository.address);
      const pinned = /^\$\{[^}]*\}(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})$/.test(image);
      return pinned ? [] : [report.violation(definition, `image ${image}`, "a tag other than latest, or a digest")];
    });
    const idle = stack.ofType("aws_ecr_repository").filter(({ address }) => !used.has(address));
    return [...findings, ...idle.map((repository) => report.violation(repository, "its image is run by nobody", "a task that runs it"))];
  },
);
