import { containerDefinitionsOf } from "../../containers";
import { stackContract } from "../../contract";
import { at, listOf, show, textAt } from "../../value";

/** What makes a shell write each line before it runs it, with the values of its variables; or write all variables that it has. */
const shows: readonly RegExp[] = [
  /\bset\s+(?:[-+]\w+\s+)*-[a-zA-Z]*[xv]/,
  /\bset\s+(?:[-+]\w+\s+)*-[a-zA-Z]*o\s+(?:xtrace|verbose)\b/,
  /\b(?:ba|da|k|z)?sh\s+(?:[-+]\S+\s+)*-[a-zA-Z]*[xv]/,
  /\b(?:ba|da|k|z)?sh\s+(?:[-+]\S+\s+)*-[a-zA-Z]*o\s+(?:xtrace|verbose)\b/,
  /\b(?:SHELLOPTS|BASH_XTRACEFD)\b/,
  /(?:^|[;&|({]\s*)(?:printenv\b|(?:env|set|export|declare|typeset)(?:\s+-p)?\s*(?:$|[;&|>)}]))/m,
];

/** What of a text for a shell would show the values of its variables. */
export function tracesIn(text: string): string[] {
  return shows.flatMap((pattern) => pattern.exec(text)?.[0].trim() ?? []);
}

/**
 * No line by which a program starts, checks itself or sets its host up is shown with the values of its variables. Passwords are among these, and what
 * a program writes stands in its log for as long as the log is kept, for everybody who may read it.
 */
export const untracedCommands = stackContract(
  "untraced-commands",
  "no command shows the values of its variables, passwords among them",
  (stack, report) => {
    const commands = stack.ofType("aws_ecs_task_definition").map((definition) => {
      const texts = containerDefinitionsOf(definition).flatMap((container) => [
        ...[["entryPoint"], ["command"], ["healthCheck", "command"]].flatMap((path) => {
          const words = listOf(at(container, ...path)).map(show);
          return [words.join(" "), ...words];
        }),
        ...listOf(at(container, "environment")).map((setting) => textAt(setting, "name") ?? ""),
      ]);
      return { element: definition, texts };
    });
    const scripts = stack.ofType("aws_instance", "aws_launch_template").map((element) => {
      return { element, texts: ["user_data", "user_data_base64"].map((name) => textAt(element.values, name) ?? "") };
    });
    return [...commands, ...scripts].flatMap(({ element, texts }) =>
      [...new Set(texts.flatMap(tracesIn))].map((found) => report.violation(element, found, "a command that does not show its variables")),
    );
  },
);
