import type { SettledPolicies } from "../../../../../review/contracts/settled-statements";

const key = ["AccountAdministersKey", "AccountUsesKeyThroughServices", "ServicesKeepUsingKey", "ServicesRetireGrants"];
const describing = ["Describe", "ReadSettingsOfSecrets", "ReadGeneratedSecrets", "DecryptSecrets"];
const reading = ["ReadOwn", "ReadBuckets", "ReadWhatAwsPublishes", "ReadKinds", "ReadKeys"];
const anyState = ["FindState", "LockState", "DecryptState"];

/** Statements that a policy of the account may not lack, by the end of its id. */
export const documents: SettledPolicies["documents"] = {
  "access-logs_statements": ["BucketsAddLogs", "TlsOnly"],
  config_bucket_statements: ["ConfigChecksBucket", "ConfigAddsRecords", "TlsOnly"],
  state_statements: ["TlsOnly"],
  trail_bucket_statements: ["TrailChecksBucket", "TrailAddsEvents", "TlsOnly"],
  findings_publishers: ["RulesPublish"],
  "audit-key_policy": [...key, "PublishersEncryptMessages", "TrailEncryptsEvents", "ConfigEncryptsRecords"],
  "state-key_policy": [...key, "PipelineSealsPlans"],
  trust: ["TakenByWorkflows"],
  "delivery-boundary_grants": [
    ...["ServicesOfEnvironments", "RolesOfEnvironments", "RolesOfServices", "ReadRolesAndPolicies", "NoIdentitiesAndPolicies"],
    ...["NoRolesOfOthers", "NoRolesWithoutBoundary", "NoDeliveryRoles", "NoSettingsOfAccountBuckets", "NoSettingsOfAccountKeys"],
  ],
  "describing-grants": describing,
  "reading-grants": reading,
  "plan_state-grants": [...anyState, "ReadState", "SealPlan"],
  "deploy_state-grants": [...anyState, "ReadAndWriteState", "OpenPlanAndSealState"],
  "edge-grants": [
    ...["ChangeLoadBalancers", "ChangeWebAcls", "RequestCertificatesAndMakeDistributions", "TagNewCertificatesAndDistributions"],
    ...["ChangeCertificatesAndDistributions", "MakeSiteSettings", "ChangeSiteSettings", "ChangeRecords", "MakeZones", "ChangeZones"],
  ],
  "identity-grants": [
    ...["ChangeBoundedRoles", "ChangeSettingsOfRoles", "ChangeInstanceProfiles", "GiveRoles", "LetServicesMakeTheirRoles"],
  ],
  "keeping-grants": [
    ...["ChangeSettingsOfSecrets", "WriteGeneratedSecrets", "MakeKeys", "NameKeys", "ChangeAndUseKeys", "TagNewKeys"],
    ...["ChangeBuckets", "UploadSite"],
  ],
  "network-grants": ["MakeTagged", "UseAndChangeOwn", "TagNew", "StartFromImage", "MakeInterfaces", "PutInterfacesIntoOwn"],
  "programs-grants": [
    ...["ChangeServices", "RetireTaskDefinitions", "MakeTargets", "TagNewTargets", "ScaleServices", "ChangeRepositories"],
    ...["LogInToRegistry", "ChangeFunctions", "MakeDirectory", "TagNames", "NameServices", "MakeNames", "ChangeDirectory"],
  ],
  "stores-grants": [
    ...["ChangeDatabases", "ChangeCaches", "MakeFileSystems", "TagNewFiles", "ChangeFileSystems", "ChangeVault"],
    ...["MakeBackupPlans", "TagNewBackupPlans", "ChangeBackupPlans", "MountVault"],
  ],
  "watching-grants": [
    ...["ChangeLogGroups", "ChangeEndsOfDeliveries", "MakeDeliveries", "TagNewDeliveries", "ChangeDeliveries"],
    ...["LetServicesLog", "ChangeWatching"],
  ],
};
