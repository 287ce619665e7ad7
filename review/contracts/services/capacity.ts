import { blocksOf, serviceTag } from "../../containers";
import { stackContract } from "../../contract";
import { listOf, show, textAt } from "../../value";

/**
 * Exactly the services that the requirement names run on Fargate Spot, and the cluster has every capacity provider that is used.
 *
 * A service that names a provider which is not associated with its cluster is refused.
 */
export const capacity = stackContract<[spot: readonly string[]]>(
  "capacity",
  "exactly the services that may be interrupted run on Spot",
  (stack, report, spot) => {
    const associated = stack.ofType("aws_ecs_cluster_capacity_providers").flatMap(({ values }) => listOf(values["capacity_providers"]));
    return stack.ofType("aws_ecs_service").flatMap((service) => {
      const used = blocksOf(service.values["capacity_provider_strategy"]).map((entry) => textAt(entry, "capacity_provider"));
      const wanted = spot.includes(serviceTag(service));
      return [
        ...(used.includes("FARGATE_SPOT") === wanted
          ? []
          : [report.violation(service, `runs on ${used.map(show).join(", ") || "nothing"}`, wanted ? "FARGATE_SPOT" : "FARGATE only")]),
        ...used
          .filter((provider) => !associated.some((known) => known === provider))
          .map((provider) => report.violation(service, `runs on ${show(provider)}`, "a provider of its cluster")),
        ...(service.values["launch_type"] === undefined ? [] : [report.violation(service, "a launch type", "capacity providers")]),
      ];
    });
  },
);
