import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { administration, logGroupsGrant } from "./encryption-key";
import { policyDocument } from "./policy-document";

export interface LogKeyProps {
  /** Beginnings of the log groups that CloudWatch Logs may encrypt with the key. */
  readonly logGroupPrefixes: readonly string[];
  /** Terraform refuses every plan that would destroy the key. */
  readonly preventDestroy: boolean;
}

/**
 * The key of the log groups that AWS wants in us-east-1: those of CloudFront's web ACL and of DNS queries.
 *
 * A KMS key is of one region and CloudWatch Logs takes none of another, so the environment's own key cannot encrypt them.
 * This one encrypts nothing else: the account administers it, and CloudWatch Logs alone uses it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export class LogKey extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: LogKeyProps) {
    super(scope, id);
    tag(this, { Service: "kms", DataClassification: "confidential" });
    const { accountId, edgeProvider, edgeRegion, namePrefix } = PlatformStack.of(this);
    const name = nameOf(this, "aws_kms_alias", "edge-log-key");
    const key = new KmsKey(this, "resource", {
      provider: edgeProvider,
      description: `Encrypts the log groups of ${namePrefix} in ${edgeRegion}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policyDocument(this, "policy", [
        {
          sid: "AccountAdministersKey",
          actions: administration,
          resources: ["*"],
          principals: { type: "AWS", identifiers: [`arn:aws:iam::${accountId}:root`] },
        },
        logGroupsGrant(props.logGroupPrefixes, { region: edgeRegion, accountId }),
      ]),
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: { Name: name },
    });
    new KmsAlias(this, "alias", { provider: edgeProvider, name: `alias/${name}`, targetKeyId: key.id });
    this.arn = key.arn;
  }
}
