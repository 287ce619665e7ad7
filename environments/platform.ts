/**
 * What all environments share. An environment's record never repeats any of it.
 */
export const platform = {
  /** First word of every name: the account is shared with other projects. */
  prefix: "ohi",
  /** Region of everything but CloudFront's certificate and web ACL. */
  region: "eu-west-1",
  /** Region from which CloudFront takes its certificate and web ACL. */
  edgeRegion: "us-east-1",
  /** Domain under which each environment has its own. */
  baseDomain: "ohealth-ng.com",
  project: "open-health-initiative",
  owner: "platform-team",
  costCenter: "ohi-infrastructure",
  /** How what belongs to no environment is called: its stack, behind the prefix, and its tag `Environment`. */
  account: { stack: "account", environment: "shared" },
  /** Where people read this repository; alarms link to its runbook. */
  repository: "https://github.com/open-health-initiative/ohi-infrastructure",
  /** Tags `CreatedBy` and `CreatedDate` of what belongs to no environment. */
  createdBy: "cdktf",
  createdDate: "2026-02-13",
} as const;
