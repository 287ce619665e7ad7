import type { StackModel } from "../../review/model";
import { environmentOf } from "../../review/requirement";
import { show } from "../../review/value";
import { UserError } from "../../terraform/errors";
import { limitOf } from "./architecture-tables";
import { tasksByProvider } from "./costs/meters";
import { markdown, type Tables } from "./markdown";

/** A quota of an account in one region, and how much of it an environment takes. */
interface Quota {
  /** Its name in Service Quotas. */
  readonly name: string;
  /** What a new account has. */
  readonly initial: number;
  /** What has one of them before anybody asks. Default: nothing. */
  readonly takenAlready?: string;
  readonly takenBy: (stack: StackModel) => number;
}

/** @see https://aws.amazon.com/ec2/instance-types/ */
const processors: Readonly<Record<string, number>> = { "t3.medium": 2, "t3.large": 2, "r6i.large": 2 };

/**
 * Those quotas of which all environments take more than half.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * @see https://docs.aws.amazon.com/general/latest/gr/ec2-service.html
 * @see https://docs.aws.amazon.com/general/latest/gr/ecs-service.html
 */
const quotas: readonly Quota[] = [
  { name: "VPCs per Region", initial: 5, takenAlready: "AWS's own", takenBy: (stack) => stack.ofType("aws_vpc").length },
  { name: "EC2-VPC Elastic IPs", initial: 5, takenBy: (stack) => stack.ofType("aws_eip").length },
  {
    name: "Running On-Demand Standard instances, vCPU",
    initial: 5,
    takenBy: (stack) => sum(stack.ofType("aws_instance").map(({ values }) => processorsOf(show(values["instance_type"])))),
  },
  { name: "Fargate On-Demand vCPU resource count", initial: 6, takenBy: (stack) => processorsOn(stack, "FARGATE") },
  { name: "Fargate Spot vCPU resource count", initial: 6, takenBy: (stack) => processorsOn(stack, "FARGATE_SPOT") },
];

/** What the account has to allow in the region of the environments. */
export function quotaTables(stacks: readonly StackModel[]): Tables {
  return {
    quotas: () =>
      markdown(
        ["quota", ...stacks.map(environmentOf), "together", "a new account has"],
        quotas.map(({ name, initial, takenAlready, takenBy }) => {
          const amounts = stacks.map(takenBy);
          const together = sum(amounts);
          const enough = together <= initial - (takenAlready === undefined ? 0 : 1);
          const has = takenAlready === undefined ? initial : `${initial}, one of them ${takenAlready}`;
          return [name, ...amounts, enough ? together : `**${together}**`, has];
        }),
      ),
  };
}

/** vCPU of the tasks on one capacity provider when every service has as many as scaling may give it. */
function processorsOn(stack: StackModel, wanted: string): number {
  return sum(
    stack.ofType("aws_ecs_service").flatMap((service) => {
      const units = Number(stack.target(service.values["task_definition"])?.element.values["cpu"]);
      const [most] = limitOf(stack, service);
      return tasksByProvider(service.values, most)
        .filter(({ provider }) => provider === wanted)
        .map(({ count }) => (count * units) / 1024);
    }),
  );
}

function processorsOf(type: string): number {
  const count = processors[type];
  if (count === undefined) throw new UserError(`${type}: nobody has written down how many vCPU it has, in scripts/docs/quota-tables.ts`);
  return count;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
