import { CloudformationStack } from "@cdktf/provider-aws/lib/cloudformation-stack";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { CacheCredential } from "../secrets/cache-credential";
import type { Secret, SecretKeeping } from "../secrets/secret";

export interface RedisUserProps {
  /** Words of the cache's name behind the stack's prefix, for example `app-cache`. */
  readonly cache: string;
  /** Words of the name of the secret that holds the password. */
  readonly secretName: string;
  readonly keeping: SecretKeeping;
}

/** The user that Redis takes a client for that sends a password and no name. */
const userName = "default";

/** Every command on every key and channel, but not those that change how the server works. @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/ */
const accessString = "on ~* &* +@all -@admin";

/**
 * The one user of a cache, in a group of its own.
 *
 * Terraform's resource for such a user has no write-only argument for the password and would keep it in the state. CloudFormation
 * makes the user instead: its template only says in which secret the password is, and AWS reads it there when it makes the user. A
 * rotation then changes the password behind CloudFormation's back, which is all right: it only looks again when the template changes,
 * and finds the password of that day.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class RedisUser extends Construct {
  public readonly secret: Secret;
  public readonly userId: string;
  public readonly userArn: string;
  /** Id of the group that a cache admits. */
  public readonly groupId: string;
  /** The user itself. Whoever changes it waits for it. */
  public readonly resource: CloudformationStack;

  public constructor(scope: Construct, id: string, { cache, secretName, keeping }: RedisUserProps) {
    super(scope, id);
    const { region, accountId } = PlatformStack.of(this);
    this.userId = nameOf(this, "aws_elasticache_user", cache, userName);
    this.userArn = `arn:aws:elasticache:${region}:${accountId}:user:${this.userId}`;
    const credential = new CacheCredential(this, "credential", { name: secretName, user: userName, userArn: this.userArn, keeping });
    this.secret = credential.secret;
    const stackName = nameOf(this, "aws_cloudformation_stack", cache, "user");
    this.resource = new CloudformationStack(this, "resource", {
      name: stackName,
      templateBody: this.template(),
      dependsOn: [credential.seed],
      tags: { Name: stackName },
    });
    const groupId = nameOf(this, "aws_elasticache_user_group", cache, "users");
    const group = new ElasticacheUserGroup(this, "group", {
      userGroupId: groupId,
      engine: "redis",
      userIds: [this.resource.outputs.lookup("UserId")],
      tags: { Name: groupId },
    });
    this.groupId = group.userGroupId;
  }

  private template(): string {
    return JSON.stringify({
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "The user of a cache, with the password of a secret",
      Resources: {
        User: {
          Type: "AWS::ElastiCache::User",
          Properties: {
            UserId: this.userId,
            UserName: userName,
            Engine: "redis",
            AccessString: accessString,
            AuthenticationMode: { Type: "password", Passwords: [`{{resolve:secretsmanager:${this.secret.arn}:SecretString:password}}`] },
          },
        },
      },
      Outputs: { UserId: { Value: { Ref: "User" } } },
    });
  }
}
