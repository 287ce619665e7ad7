import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

/**
 * What tells the account that somebody is inside, or could get inside: GuardDuty watches calls, traffic and names that are looked up, and
 * Access Analyzer finds whatever a policy opens to the outside. A region has one detector.
 *
 * AWS switches GuardDuty's protection plans on with a new detector, all but Runtime Monitoring, so none is named here.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/what-is-guardduty.html
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class ThreatDetection extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    tag(this, { Service: "governance" });
    new GuarddutyDetector(this, "detector", {
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      tags: { Name: nameOf(this, "aws_guardduty_detector", "detector") },
    });
    const analyzerName = nameOf(this, "aws_accessanalyzer_analyzer", "analyzer");
    new AccessanalyzerAnalyzer(this, "analyzer", { analyzerName, type: "ACCOUNT", tags: { Name: analyzerName } });
  }
}
