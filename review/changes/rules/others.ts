import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";
import { watchers } from "../guards/watchers";
import { lossOf } from "../losses";

/** Types whose disappearance another rule tells in its own words. */
const toldElsewhere = new Set([
  ...Object.keys(watchers),
  "aws_route_table_association",
  "aws_route",
  "aws_nat_gateway",
  "aws_internet_gateway",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_security_group_rule",
]);

/** Types that people or programs call, or by which they find what they call. */
const called = new Set([
  "aws_cloudfront_distribution",
  "aws_ecs_cluster",
  "aws_ecs_service",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_route53_record",
  "aws_service_discovery_service",
]);

/** What is deleted or replaced and holds no data, what Terraform forgets, and stacks that are not synthesized any more. */
export function others(comparison: Comparison): Change[] {
  const { name, existence, base } = comparison;
  if (existence === "gone") {
    return [
      changeOf(comparison, {
        danger: "orphaned",
        address: name,
        what: `the stack ${name} is not synthesized any more`,
        why: `its ${base.resources.length} resources stay in AWS and cost what they cost; destroy it before its code goes`,
      }),
    ];
  }
  return [
    ...resourcePairs(comparison).flatMap((pair) => [...forgottenChange(comparison, pair), ...deletedChange(comparison, pair)]),
    ...lostOutputs(comparison),
  ];
}

/** Outputs that are gone. A plan tells of none, before and after. */
function lostOutputs(comparison: Comparison): Change[] {
  const left = comparison.head.outputs.map(({ address }) => address);
  const lost = comparison.base.outputs.filter(({ address }) => !left.includes(address));
  return lost.map(({ address }) =>
    changeOf(comparison, {
      danger: "deleted",
      address,
      what: `${address} is gone`,
      why: "a command or a person that asks for it gets no answer",
    }),
  );
}

function forgottenChange(comparison: Comparison, { fate, address }: Pair): Change[] {
  if (fate !== "forgotten") return [];
  return [
    changeOf(comparison, {
      danger: "orphaned",
      address,
      what: `${address} is forgotten`,
      why: "it stays in AWS, and Terraform does not look after it any more",
    }),
  ];
}

function deletedChange(comparison: Comparison, { fate, address, type, because, differences }: Pair): Change[] {
  if (because === undefined || lossOf(type) !== undefined || (fate === "deleted" && toldElsewhere.has(type))) return [];
  if (fate === "replaced" && type === "aws_ecs_task_definition") return []; // every change of it is a new revision, beside which the old one runs on
  const isCalled = called.has(type);
  return [
    changeOf(comparison, {
      danger: isCalled ? "outage" : "deleted",
      address,
      what: `${address} is ${fate}, because ${because}`,
      why: isCalled ? "whoever calls it gets no answer until it is back" : "another apply brings it back; until then what needs it fails",
      before: undefined,
      after: differences.length === 0 ? undefined : differences.map(({ path }) => path).join(", "),
    }),
  ];
}
