import { regionOf, resolveArn } from "../../arn";
import { stackContract } from "../../contract";
import type { Element, StackModel } from "../../model";
import { show, type Value } from "../../value";
import { reportsIn } from "./reports";

/**
 * What happens once, and so shows in no measurement, is told: tasks that end with an error or do not start, deployments that ECS gives up, and
 * rotations that fail.
 */
export const reportedEvents = stackContract(
  "reported-events",
  "stopped tasks, failed deployments and failed rotations are told",
  (stack, report) => {
    const reports = reportsIn(stack);
    return [
      ...stack.ofType("aws_ecs_cluster").flatMap((cluster) => {
        const tasks = reports.filter(({ detailTypes, pattern }) => detailTypes.includes("ECS Task State Change") && isAboutEnds(pattern));
        const told = tasks.some(({ texts }) => texts.includes(`\${${cluster.address}.arn}`));
        return told ? [] : [report.violation(cluster, "its stopped tasks are not told", "a rule that tells a topic of them")];
      }),
      ...stack.ofType("aws_ecs_service").flatMap((service) => {
        const deployments = reports.filter(({ pattern }) => show(pattern).includes("SERVICE_DEPLOYMENT_FAILED"));
        const arn = serviceArn(stack, service);
        const told = deployments.some(({ beginnings }) => beginnings.some((beginning) => arn.startsWith(beginning)));
        return told ? [] : [report.violation(service, "its failed deployments are not told", `a rule that tells a topic of ${arn}`)];
      }),
      ...stack.ofType("aws_secretsmanager_secret_rotation").flatMap((rotation) => {
        const rotations = reports.filter(({ pattern }) => show(pattern).includes("RotationFailed"));
        const arn = resolveArn(stack, show(rotation.values["secret_id"]));
        const told = rotations.some(({ beginnings }) => beginnings.some((beginning) => arn?.startsWith(beginning) === true));
        return told ? [] : [report.violation(rotation, "its failures are not told", "a rule that tells a topic of them")];
      }),
    ];
  },
);

/** Whether a pattern matches both ways in which a task can fail: it does not start, or it ends with an error. */
function isAboutEnds(pattern: Value): boolean {
  return ["STOPPED", "TaskFailedToStart", "EssentialContainerExited", "anything-but"].every((word) =>
    JSON.stringify(pattern).includes(word),
  );
}

function serviceArn(stack: StackModel, service: Element): string {
  const { values } = service;
  const cluster = stack.referent(values["cluster"], "aws_ecs_cluster", "arn");
  return `arn:aws:ecs:${regionOf(service)}:ACCOUNT:service/${show(cluster?.values["name"])}/${show(values["name"])}`;
}
