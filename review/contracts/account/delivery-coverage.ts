import { allowancesOf, deliveriesOf } from "../../delivery";
import { environmentOf } from "../../requirement";
import { accountContract } from "./account-contract";

/** AWS services as IAM calls them, by the resource types of the provider that they keep. The first pattern that fits counts. */
const services: readonly (readonly [types: RegExp, service: string | undefined])[] = [
  [/^aws_serverlessapplicationrepository_/, undefined], // its role has no boundary, so a person makes it
  [/^aws_cloudwatch_event_/, "events"],
  [/^aws_cloudwatch_log_|^aws_cloudwatch_query_definition$/, "logs"],
  [/^aws_cloudwatch_/, "cloudwatch"],
  [/^aws_appautoscaling_/, "application-autoscaling"],
  [/^aws_db_/, "rds"],
  [/^aws_efs_/, "elasticfilesystem"],
  [/^aws_lb(_|$)/, "elasticloadbalancing"],
  [/^aws_service_discovery_/, "servicediscovery"],
  [/^aws_sfn_/, "states"],
  [/^aws_budgets_/, "budgets"],
  [/^aws_(acm|backup|cloudformation|cloudfront|ecr|ecs|elasticache|iam|kms|lambda|route53|s3|secretsmanager|sns|wafv2)_/, "$1"],
  [/^aws_(default_security_group|ebs_volume|eip|flow_log|instance|internet_gateway|nat_gateway|volume_attachment)$/, "ec2"],
  [/^aws_(route|security_group|subnet|vpc)(_|$)/, "ec2"],
];

/** Every service of which an environment has resources can be changed by the role that deploys the environment. */
export const deliveryCoverage = accountContract(
  "delivery-coverage",
  "the role that deploys an environment may change every service that the environment has resources of",
  (account, report, environments) => {
    const deliveries = deliveriesOf(account).filter(({ duty }) => duty === "deploy");
    return environments.flatMap((stack) => {
      const changed = new Set(
        deliveries
          .filter(({ environment }) => environment === environmentOf(stack))
          .flatMap(allowancesOf)
          .flatMap(({ actions }) => actions)
          .filter((action) => !/:(BatchGet|Describe|Get|List|View)[A-Z]/.test(action))
          .map((action) => action.split(":")[0]),
      );
      return [...new Set(stack.resources.map(({ type }) => type))].flatMap((type) => {
        const rule = services.find(([types]) => types.test(type));
        if (rule === undefined) return [report.unresolved(`${stack.name} ${type}`, type, "a type whose service is known here")];
        const service = rule[1]?.replace("$1", rule[0].exec(type)?.[1] ?? "");
        return service === undefined || changed.has(service)
          ? []
          : [report.violation("aws_iam_role", `no change of ${service} in ${stack.name}`, `what ${type} needs`)];
      });
    });
  },
);
