import { stackContract } from "../../contract";
import type { Element, StackModel } from "../../model";
import { at, listOf, show, textAt } from "../../value";

/**
 * Terraform ignores the number of tasks exactly where scaling owns it, and nothing else of a service. Each attribute has one owner: what had
 * two was reset by every apply.
 */
export const ownership = stackContract("ownership", "Terraform ignores what scaling owns, and nothing else", (stack, report) =>
  stack.ofType("aws_ecs_service").flatMap((service) => {
    const ignored = listOf(at(service.values, "lifecycle", "ignore_changes")).map(show);
    const wanted = isScaled(stack, service) ? ["desired_count"] : [];
    return ignored.join() === wanted.join()
      ? []
      : [report.violation(service, `ignores ${ignored.join(", ") || "nothing"}`, wanted.join() || "nothing")];
  }),
);

function isScaled(stack: StackModel, service: Element): boolean {
  return stack
    .ofType("aws_appautoscaling_target")
    .some(({ values }) => (textAt(values, "resource_id") ?? "").endsWith(`/\${${service.address}.name}`));
}
