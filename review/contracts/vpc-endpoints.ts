import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element, StackModel } from "../model";
import { regions } from "../requirement";
import { groupsOf } from "../security-groups";
import { listOf, show, textAt, type Value } from "../value";

/** AWS services that are called inside the VPC, by the last part of their endpoint's name. */
const interfaces = ["ecr.api", "ecr.dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"];
const gateways = ["s3"];

/**
 * Programs reach AWS's services without leaving the VPC: by interfaces, and S3 by a gateway on every route table.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export const vpcEndpoints = stackContract(
  "vpc-endpoints",
  "AWS's services are reached inside the VPC, under their usual names",
  (stack, report) => {
    if (stack.ofType("aws_vpc").length === 0) return [];
    const endpoints = stack.ofType("aws_vpc_endpoint");
    const wanted = [
      ...interfaces.map((service) => ({ service, type: "Interface" })),
      ...gateways.map((service) => ({ service, type: "Gateway" })),
    ];
    const nameOf = (service: string): string => `com.amazonaws.${regions.home}.${service}`;
    return [
      ...wanted.flatMap(({ service, type }) => {
        const found = endpoints.filter(({ values }) => values["service_name"] === nameOf(service));
        return [
          ...(found.length === 1 ? [] : [report.violation("aws_vpc_endpoint", `${found.length} for ${service}`, "one")]),
          ...found.flatMap((endpoint) => [
            ...expectType(endpoint, type, report),
            ...(type === "Gateway" ? judgeGateway(stack, endpoint, report) : judgeInterface(stack, endpoint, report)),
          ]),
        ];
      }),
      ...endpoints
        .filter(({ values }) => !wanted.some(({ service }) => values["service_name"] === nameOf(service)))
        .map((endpoint) =>
          report.violation(
            endpoint,
            `service ${show(endpoint.values["service_name"])}`,
            wanted.map(({ service }) => nameOf(service)).join(", "),
          ),
        ),
    ];
  },
);

function expectType(endpoint: Element, type: string, report: Reporter): Finding[] {
  const found = textAt(endpoint.values, "vpc_endpoint_type");
  return found === type ? [] : [report.violation(endpoint, `vpc_endpoint_type ${show(found)}`, type)];
}

function judgeInterface(stack: StackModel, endpoint: Element, report: Reporter): Finding[] {
  const group = groupsOf(stack).get("vpc-endpoints");
  return [
    ...(endpoint.values["private_dns_enabled"] === true
      ? []
      : [report.violation(endpoint, `private_dns_enabled ${show(endpoint.values["private_dns_enabled"])}`, "true")]),
    ...sameElements(stack, endpoint, "security_group_ids", "aws_security_group", group === undefined ? [] : [group], report),
  ];
}

function judgeGateway(stack: StackModel, endpoint: Element, report: Reporter): Finding[] {
  return sameElements(stack, endpoint, "route_table_ids", "aws_route_table", stack.ofType("aws_route_table"), report);
}

function sameElements(
  stack: StackModel,
  endpoint: Element,
  attribute: string,
  type: string,
  wanted: readonly Element[],
  report: Reporter,
): Finding[] {
  const value: Value | undefined = endpoint.values[attribute];
  const found = listOf(value).map((id) => stack.referent(id, type, "id"));
  if (found.includes(undefined)) return [report.unresolved(endpoint, value, `${attribute}: ids of ${type} of this stack`)];
  const [have, want] = [found, wanted].map((elements) =>
    elements
      .map((element) => element?.address)
      .toSorted()
      .join(", "),
  );
  const same = have === want && wanted.length > 0;
  return same ? [] : [report.violation(endpoint, `${attribute} ${show(have)}`, `each one of: ${show(want)}`)];
}
