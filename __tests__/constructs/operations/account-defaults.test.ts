import { AccountDefaults } from "../../../constructs/operations/account-defaults";
import { ThreatDetection } from "../../../constructs/operations/threat-detection";
import { render, resources, tags, testStack } from "../../support/stack";

describe("what holds for a whole account", () => {
  const stack = testStack();
  new AccountDefaults(stack, "defaults");
  new ThreatDetection(stack, "threat-detection");
  const json = render(stack);

  test("is that new disks are encrypted, and that no bucket can be opened to the public", () => {
    expect(resources(json, "aws_ebs_encryption_by_default")).toEqual({ "defaults_disk-encryption": { enabled: true } });
    expect(resources(json, "aws_s3_account_public_access_block")).toEqual({
      "defaults_public-access": {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    });
  });

  test("is watched by GuardDuty and Access Analyzer", () => {
    expect(resources(json, "aws_guardduty_detector")).toEqual({
      "threat-detection_detector": {
        enable: true,
        finding_publishing_frequency: "FIFTEEN_MINUTES",
        tags: tags({ Service: "governance", Name: "ohi-test-detector" }),
      },
    });
    expect(resources(json, "aws_accessanalyzer_analyzer")).toEqual({
      "threat-detection_analyzer": {
        analyzer_name: "ohi-test-analyzer",
        type: "ACCOUNT",
        tags: tags({ Service: "governance", Name: "ohi-test-analyzer" }),
      },
    });
  });
});
