import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

/** Host of GitHub's tokens. It is also the beginning of the names under which IAM knows what a token says. */
export const githubIssuer = "token.actions.githubusercontent.com";

/** For whom a token is made that AWS takes. @see https://github.com/aws-actions/configure-aws-credentials#oidc */
export const awsAudience = "sts.amazonaws.com";

/**
 * Lets the account believe what GitHub says of a workflow that runs. An account can have one provider for GitHub, not more.
 *
 * @see https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 */
export class GithubIdentityProvider extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    tag(this, { Service: "delivery" });
    const provider = new IamOpenidConnectProvider(this, "resource", {
      url: `https://${githubIssuer}`,
      clientIdList: [awsAudience],
      tags: { Name: nameOf(this, "aws_iam_openid_connect_provider", "github") },
    });
    this.arn = provider.arn;
  }
}
