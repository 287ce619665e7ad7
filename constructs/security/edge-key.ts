import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { administrationGrant, logGroupsGrant, publishersGrant, throughServicesGrant } from "./key-grants";
import { policyDocument } from "./policy-document";

export interface EdgeKeyProps {
  /** Beginnings of the log groups that CloudWatch Logs may encrypt with the key; none where nothing is logged in us-east-1. */
  readonly logGroupPrefixes: readonly string[];
  /** Principals of AWS services that publish to the stack's topics in us-east-1, for example `cloudwatch.amazonaws.com`; none where there are no topics. */
  readonly publishers: readonly string[];
  /** Terraform refuses every plan that would destroy the key. */
  readonly preventDestroy: boolean;
}

/**
 * The key of what AWS wants in us-east-1: log groups of CloudFront's web ACL and of DNS queries, and messages of alarms on CloudFront.
 *
 * A KMS key is of one region and services take none of another, so the environment's own key cannot encrypt these.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class EdgeKey extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { logGroupPrefixes, publishers, preventDestroy }: EdgeKeyProps) {
    super(scope, id);
    tag(this, { Service: "kms", DataClassification: "confidential" });
    const { accountId, edgeProvider, edgeRegion, namePrefix } = PlatformStack.of(this);
    const place = { accountId, region: edgeRegion };
    const name = nameOf(this, "aws_kms_alias", "edge-key");
    const key = new KmsKey(this, "resource", {
      provider: edgeProvider,
      description: `Encrypts what ${namePrefix} keeps in ${edgeRegion}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policyDocument(this, "policy", [
        administrationGrant(place),
        throughServicesGrant(["sns"], place),
        ...(logGroupPrefixes.length === 0 ? [] : [logGroupsGrant(logGroupPrefixes, place)]),
        ...(publishers.length === 0 ? [] : [publishersGrant(publishers, namePrefix, place)]),
      ]),
      lifecycle: { preventDestroy },
      tags: { Name: name },
    });
    new KmsAlias(this, "alias", { provider: edgeProvider, name: `alias/${name}`, targetKeyId: key.id });
    this.arn = key.arn;
  }
}
