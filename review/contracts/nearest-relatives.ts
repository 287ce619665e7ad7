import { stackContract } from "../contract";
import type { Element, StackModel } from "../model";
import { type Reference, referencesIn } from "../reference";
import { remembered, rememberedText } from "../remembered";
import { type Block, leavesOf } from "../value";

/**
 * References that lead farther than to the nearest relative, by the type that refers, the place and the type that is referred to, with the
 * reason. `words` when only the words of the ids say so.
 */
const farther: Readonly<Record<string, "path" | "words">> = {
  // One bucket keeps the logs of the others.
  "aws_s3_bucket_logging target_bucket aws_s3_bucket": "path",
  // One boundary is around every role; `permission-boundaries` and the delivery's own contracts judge it.
  "aws_iam_role permissions_boundary aws_iam_policy": "path",
  // A task may write what is said in ECS Exec to the log group of its cluster; `task-roles` judges the log groups of tasks.
  "aws_iam_policy_document statement[].resources[] aws_cloudwatch_log_group": "path",
  // The word `log` in an id makes the key of the other region look nearer; `encryption-keys` and AWS itself judge the region.
  "aws_cloudwatch_log_group kms_key_id aws_kms_key": "words",
  // Replicas stand beside what their primary has.
  "aws_db_instance monitoring_role_arn aws_iam_role": "words",
  "aws_db_instance replicate_source_db aws_db_instance": "words",
  // Who may call whom is judged by `connection-matrix`, and which secrets a task reads by `program-contract` and `task-roles`.
  "aws_ecs_service network_configuration.security_groups[] aws_security_group": "words",
  "aws_ecs_task_definition container_definitions aws_secretsmanager_secret": "words",
  "aws_iam_policy_document statement[].condition[].values[] aws_secretsmanager_secret": "words",
  "aws_iam_policy_document statement[].resources[] aws_secretsmanager_secret": "words",
  "aws_vpc_security_group_egress_rule referenced_security_group_id aws_security_group": "words",
  "aws_vpc_security_group_egress_rule security_group_id aws_security_group": "words",
  "aws_vpc_security_group_ingress_rule referenced_security_group_id aws_security_group": "words",
  "aws_vpc_security_group_ingress_rule security_group_id aws_security_group": "words",
};

/**
 * What refers to one of several resources of a type refers to the one that is nearest to it: the most leading parts of the construct path in
 * common, and among these the most words. A policy that is attached to the role of a neighbour looks right in every other way.
 */
export const nearestRelatives = stackContract(
  "nearest-relatives",
  "a reference leads to the nearest of several resources of its type",
  (stack, report) =>
    stack.elements.flatMap((element) =>
      referencesOf(element.values).flatMap(({ place, reference }) => {
        const target = stack.find(reference.address);
        if (target === undefined || target === element) return [];
        const allowed = farther[`${element.type} ${place} ${target.type}`];
        if (allowed === "path") return [];
        const [best, nearest] = nearestTo(stack, element, target);
        const own = nearnessOf(element.id, target.id);
        const isFarther = allowed === "words" ? Math.floor(own) < Math.floor(best) : own < best;
        return isFarther ? [report.violation(element, `${place}: ${target.address}`, `${nearest.address}, which is nearer`)] : [];
      }),
    ),
);

/** Of what could be meant by a reference, the nearest to whatever refers. */
function nearestTo(stack: StackModel, element: Element, target: Element): readonly [nearness: number, Element] {
  const type = target.mode === "resource" ? target.type : `${target.mode}.${target.type}`;
  return stack
    .ofType(type)
    .filter((candidate) => candidate !== element)
    .reduce<readonly [number, Element]>(
      ([best, nearest], candidate) => {
        const nearness = nearnessOf(element.id, candidate.id);
        return nearness > best ? [nearness, candidate] : [best, nearest];
      },
      [nearnessOf(element.id, target.id), target],
    );
}

/** Parts of the path in common, and after the point the words. */
function nearnessOf(one: string, other: string): number {
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  let common = 0;
  while (common < mine.path.length && mine.path[common] === theirs.path[common]) common += 1;
  return common + [...mine.words].filter((word) => theirs.words.has(word)).length / 100;
}

const partsOf = rememberedText((id: string) => ({ path: id.split("_"), words: new Set(id.split(/[_-]/)) }));

const referencesOf = remembered((values: Block): readonly { readonly place: string; readonly reference: Reference }[] =>
  leavesOf(values).flatMap(({ path, value }) =>
    typeof value === "string" && !path.startsWith("depends_on")
      ? referencesIn(value).map((reference) => ({ place: path.replaceAll(/\[\d+\]/g, "[]"), reference }))
      : [],
  ),
);
