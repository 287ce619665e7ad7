import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { nameOf } from "../foundation/names";
import { administrationGrant, keepUsingGrant, logGroupsGrant, publishersGrant, retireGrant, throughServicesGrant } from "./key-grants";
import { type Grant, policyDocument } from "./policy-document";

export interface EncryptionKeyProps {
  /** Words of its alias behind the stack's prefix. Default: `key`. */
  readonly name?: string;
  /** What it encrypts, for people. Default: what the stack keeps. */
  readonly description?: string;
  /** Beginnings of the log groups that CloudWatch Logs may encrypt with the key, for example `/vpc/ohi-dev/`. */
  readonly logGroupPrefixes: readonly string[];
  /** AWS services, one or more, through which principals of the account may use the key, by the first word of their endpoint: `rds`, `secretsmanager`. */
  readonly services: readonly string[];
  /** Principals of AWS services that publish to the stack's encrypted topics, for example `events.rds.amazonaws.com`. */
  readonly publishers: readonly string[];
  /** What services do with the key under a name of their own, beside all that. Default: nothing. */
  readonly grants?: readonly Grant[];
  /** Terraform refuses every plan that would destroy the key. */
  readonly preventDestroy: boolean;
}

/**
 * The key that encrypts everything of an environment at rest. It rotates every year.
 *
 * The account administers it, but nobody of the account can decrypt with it directly: only through the services that its policy
 * names, and then only with a grant of their own. What a service keeps for longer, such as a database's disk, it reads by a grant of
 * the key that only a service can make.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class EncryptionKey extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    refuse(this.node.path, props.services.length === 0 ? ["services is empty; give at least one, or nobody can use the key"] : []);
    tag(this, { Service: "kms", DataClassification: "confidential" });
    const name = nameOf(this, "aws_kms_alias", props.name ?? "key");
    const key = new KmsKey(this, "resource", {
      description: props.description ?? `Encrypts what ${PlatformStack.of(this).namePrefix} keeps`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policyDocument(this, "policy", this.grants(props)),
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: { Name: name },
    });
    new KmsAlias(this, "alias", { name: `alias/${name}`, targetKeyId: key.id });
    this.arn = key.arn;
  }

  private grants({ logGroupPrefixes, services, publishers, grants = [] }: EncryptionKeyProps): Grant[] {
    const { accountId, region, namePrefix } = PlatformStack.of(this);
    const place = { accountId, region };
    return [
      administrationGrant(place),
      throughServicesGrant(services, place),
      keepUsingGrant(services, place),
      retireGrant(services, place),
      ...(logGroupPrefixes.length === 0 ? [] : [logGroupsGrant(logGroupPrefixes, place)]),
      ...(publishers.length === 0 ? [] : [publishersGrant(publishers, namePrefix, place)]),
      ...grants,
    ];
  }
}
