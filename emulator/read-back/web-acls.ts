import {
  GetLoggingConfigurationCommand,
  GetWebACLCommand,
  ListWebACLsCommand,
  type LoggingConfiguration,
  type Rule,
  type Scope,
  WAFNonexistentItemException,
  type WAFV2Client,
} from "@aws-sdk/client-wafv2";
import type { Things } from "./facts";
import { describeStatement } from "./web-acl-statement";

/** What is looked at of a web ACL, besides its rules. */
export interface WebAclFacts {
  readonly scope: string;
  /** What becomes of a request that no rule judges. */
  readonly otherwise: string;
  /** Names of the log groups that keep its log. */
  readonly log: readonly string[];
  /** Headers that the log leaves out, in order. */
  readonly hidden: readonly (string | undefined)[];
}

/** What is looked at of a rule of a web ACL. */
export interface WebAclRuleFacts {
  readonly priority: number | undefined;
  /** What becomes of a request that it is about; `none` leaves that to the rules of a group. */
  readonly action: string;
  /** What it is about, in words. */
  readonly about: string;
}

export interface FoundWebAcls {
  readonly webAcls: Things<WebAclFacts>;
  readonly webAclRules: Things<WebAclRuleFacts>;
}

/** What a rule is called here. */
export function webAclRuleName(webAcl: string, rule: string): string {
  return `rule ${rule} of ${webAcl}`;
}

/**
 * Reads web ACLs back through AWS's own interface, by the scope for which each client asks. There are far fewer than one answer holds, 100.
 */
export async function readWebAcls(clients: Readonly<Record<Scope, WAFV2Client>>): Promise<FoundWebAcls> {
  const webAcls: Record<string, WebAclFacts> = {};
  const webAclRules: Record<string, WebAclRuleFacts> = {};
  for (const scope of ["REGIONAL", "CLOUDFRONT"] as const) {
    const client = clients[scope];
    const { WebACLs = [] } = await client.send(new ListWebACLsCommand({ Scope: scope }));
    for (const { Name = "?", Id, ARN } of WebACLs) {
      const { WebACL } = await client.send(new GetWebACLCommand({ Scope: scope, Name, Id }));
      const { LogDestinationConfigs = [], RedactedFields = [] } = await loggingOf(client, ARN);
      webAcls[Name] = {
        scope,
        otherwise: actionOf(WebACL?.DefaultAction),
        log: LogDestinationConfigs.map((arn) => arn.replace(/^.*:log-group:/, "")),
        hidden: RedactedFields.map(({ SingleHeader }) => SingleHeader?.Name).toSorted(),
      };
      for (const rule of WebACL?.Rules ?? []) webAclRules[webAclRuleName(Name, rule.Name ?? "?")] = ruleFacts(rule);
    }
  }
  return { webAcls, webAclRules };
}

function ruleFacts({ Priority, Action, OverrideAction, Statement }: Rule): WebAclRuleFacts {
  return { priority: Priority, action: actionOf(Action ?? OverrideAction), about: describeStatement(Statement) };
}

/** An action is an object whose only key says which. */
function actionOf(action: object = {}): string {
  return Object.keys(action).join(" and ").toLowerCase();
}

async function loggingOf(client: WAFV2Client, arn: string | undefined): Promise<Partial<LoggingConfiguration>> {
  try {
    return (await client.send(new GetLoggingConfigurationCommand({ ResourceArn: arn }))).LoggingConfiguration ?? {};
  } catch (error) {
    if (error instanceof WAFNonexistentItemException) return {};
    throw error;
  }
}
