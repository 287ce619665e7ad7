import { containerOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding } from "../../finding";
import { soleReference } from "../../reference";
import { secretsOf } from "../data/secrets";

/**
 * A variable of a container gets one value of a secret. A secret that is generated is JSON, so the key has to be said, and it is what the variable's name
 * ends in: `DB_PASSWORD` from `password`. One that people set is its value as a whole.
 *
 * Without the key ECS hands the whole JSON over as the password.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export const secretValues = stackContract(
  "secret-values",
  "every variable from a secret gets the one value that its name says",
  (stack, report) => {
    const generated = new Map(secretsOf(stack).map(({ element, versions }) => [element.address, versions.length > 0]));
    return stack.ofType("aws_ecs_task_definition").flatMap((definition) =>
      [...(containerOf(definition)?.secrets ?? [])].flatMap(([variable, valueFrom]): Finding[] => {
        const [arn = "", suffix = ""] = /^(\$\{[^}]*\})(.*)$/.exec(valueFrom)?.slice(1) ?? [];
        const secret = soleReference(arn);
        const isJson = secret?.attribute === "arn" ? generated.get(secret.address) : undefined;
        if (isJson === undefined) return [report.unresolved(definition, valueFrom, `${variable}: the ARN of a secret of this stack`)];
        const key = /^:([a-z]+)::$/.exec(suffix)?.[1];
        const isRight = isJson ? key !== undefined && variable.endsWith(`_${key.toUpperCase()}`) : suffix === "";
        const expected = isJson ? `a key of its JSON, which the variable's name ends in` : "the whole value";
        return isRight ? [] : [report.violation(definition, `${variable} from ${valueFrom}`, expected)];
      }),
    );
  },
);
