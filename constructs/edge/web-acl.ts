import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { LogDeliveryPolicy } from "../operations/log-delivery-policy";
import { LogGroup } from "../operations/log-group";
import { watch } from "../operations/watch";
import { webAclAlarms } from "./web-acl-alarms";
import { problemsOfCountOnly, type WebAclRulesProps, webAclRules } from "./web-acl-rules";

export interface WebAclProps extends Omit<WebAclRulesProps, "metricPrefix" | "proxiesArn"> {
  /** What it protects, a word of its name: `alb`. */
  readonly name: string;
  /** Protects load balancers of the stack's region, or CloudFront distributions, from us-east-1. */
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /** Ranges of proxies that have already judged whom they call for. Default: none. */
  readonly proxies?: readonly string[];
  /** ARN of a KMS key in the region of the web ACL. */
  readonly kmsKeyArn: string;
  /** Days for which its log is kept; one of CloudWatch's own numbers. */
  readonly retentionDays: number;
}

/** AWS wants the names of log groups of web ACLs to begin so. @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html */
export const webAclLogPrefix = "aws-waf-logs-";

/**
 * A web ACL that lets requests in unless one of its rules blocks them, and logs all of them without credentials.
 *
 * Behind a proxy the addresses of clients are the proxy's. The rules that judge by address leave such requests to the proxy's own
 * web ACL; the rest look at them again.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
 */
export class WebAcl extends Construct {
  public readonly resource: Wafv2WebAcl;

  /** @throws Refusal when a rule that is to count only does not exist. */
  public constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    refuse(this.node.path, problemsOfCountOnly(props.countOnly));
    tag(this, { Service: "waf" });
    const { edgeProvider, region } = PlatformStack.of(this);
    const placed = props.scope === "CLOUDFRONT" ? { provider: edgeProvider } : {};
    const name = nameOf(this, "aws_wafv2_web_acl", props.name, "waf");
    this.resource = new Wafv2WebAcl(this, "resource", {
      ...placed,
      name,
      description: `Judges requests to ${props.name}`,
      scope: props.scope,
      defaultAction: { allow: {} },
      rule: webAclRules({ ...props, metricPrefix: name, proxiesArn: this.proxies(props, placed) }),
      visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: name },
      tags: { Name: name },
    });
    watch(this, props.name, webAclAlarms({ metricName: name, ...(props.scope === "REGIONAL" ? { region } : {}) }));
    this.log(props, placed);
  }

  /** ARN, for a distribution. */
  public get arn(): string {
    return this.resource.arn;
  }

  /**
   * Puts a load balancer behind the web ACL. AWS answers that a new web ACL is not available yet for longer than the five minutes that Terraform waits by default.
   *
   * @see https://github.com/hashicorp/terraform-provider-aws/issues/29080
   */
  public protect(loadBalancerArn: string): void {
    const props = { webAclArn: this.resource.arn, resourceArn: loadBalancerArn, timeouts: { create: "20m" } };
    new Wafv2WebAclAssociation(this, "association", props);
  }

  private proxies({ name, scope, proxies }: WebAclProps, placed: { readonly provider?: AwsProvider }): string | undefined {
    if (proxies === undefined) return undefined;
    const setName = nameOf(this, "aws_wafv2_ip_set", name, "proxies");
    return new Wafv2IpSet(this, "proxies", {
      ...placed,
      name: setName,
      description: "Proxies that have already judged whom they call for",
      scope,
      ipAddressVersion: "IPV4",
      addresses: [...proxies],
      tags: { Name: setName },
    }).arn;
  }

  private log({ name, kmsKeyArn, retentionDays }: WebAclProps, placed: { readonly provider?: AwsProvider }): void {
    const { accountId, namePrefix, region, edgeRegion } = PlatformStack.of(this);
    const logGroup = new LogGroup(this, "log-group", {
      ...placed,
      name: `${webAclLogPrefix}${namePrefix}-${name}`,
      kmsKeyArn,
      retentionDays,
    });
    tag(logGroup, { DataClassification: "confidential" });
    const { resource: policy } = new LogDeliveryPolicy(this, "log-policy", {
      ...placed,
      name: `${name}-waf-logs`,
      writer: "delivery.logs.amazonaws.com",
      logGroupArn: logGroup.arn,
      sources: [`arn:aws:logs:${placed.provider === undefined ? region : edgeRegion}:${accountId}:*`],
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      ...placed,
      resourceArn: this.resource.arn,
      logDestinationConfigs: [logGroup.arn],
      redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
      dependsOn: [policy],
    });
  }
}
