import type { IConstruct } from "constructs";
import { PlatformStack } from "./platform-stack";
import { Refusal } from "./refusal";

interface Rule {
  /** Longest name, in characters, that AWS takes. */
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern, as a person would say it. */
  readonly allowed: string;
}

const hyphenated: Omit<Rule, "max"> = { pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, allowed: "lower-case letters, digits and single hyphens, beginning with a letter" };

/** What AWS takes as a name, by the resource's own type. Sources: the API reference of each service. */
const rules = {
  aws_vpc: { max: 255, ...hyphenated },
  aws_subnet: { max: 255, ...hyphenated },
  aws_route_table: { max: 255, ...hyphenated },
  aws_internet_gateway: { max: 255, ...hyphenated },
  aws_nat_gateway: { max: 255, ...hyphenated },
  aws_eip: { max: 255, ...hyphenated },
  aws_flow_log: { max: 255, ...hyphenated },
  aws_vpc_endpoint: { max: 255, ...hyphenated },
  aws_security_group: { max: 255, ...hyphenated },
  aws_vpc_security_group_rule: { max: 255, ...hyphenated },
  aws_iam_role: { max: 64, ...hyphenated },
  aws_iam_policy: { max: 128, ...hyphenated },
  aws_kms_alias: { max: 250, ...hyphenated },
} as const satisfies Record<string, Rule>;

/** A kind of AWS resource that has a name. */
export type NamedKind = keyof typeof rules;

/**
 * The name of a resource: the stack's prefix, then the given words, with hyphens between: `ohi-dev-nat-a`.
 *
 * @param scope any construct in the stack.
 * @throws Refusal naming the construct, the name and what AWS allows for its kind.
 */
export function nameOf(scope: IConstruct, kind: NamedKind, ...words: readonly string[]): string {
  const name = [PlatformStack.of(scope).namePrefix, ...words].join("-");
  const { max, pattern, allowed }: Rule = rules[kind];
  const problems = [
    ...(name.length > max ? [`name "${name}" of ${kind} has ${name.length} characters; allowed are ${max}`] : []),
    ...(pattern.test(name) ? [] : [`name "${name}" of ${kind}; allowed are ${allowed}`]),
  ];
  if (problems.length > 0) throw new Refusal(scope.node.path, problems);
  return name;
}
