import type { Grant } from "../../constructs/security/policy-document";
import { logGroupPrefixes } from "./log-groups";

export interface BoundaryScope {
  /** Beginning of every name in the environment, for example `ohi-dev`. */
  readonly namePrefix: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The most that a role of an environment can do: the actions that the platform's programs need, on the environment's own resources.
 *
 * A role that asks for more than this gets nothing by it, and a contract says so before it is deployed.
 */
export function boundaryGrants({ namePrefix, region, accountId }: BoundaryScope): Grant[] {
  return [
    {
      sid: "WriteOwnLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: logGroupPrefixes(namePrefix).map((prefix) => `arn:aws:logs:${region}:${accountId}:log-group:${prefix}*`),
    },
  ];
}
