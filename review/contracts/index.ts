import type { PlatformContract, StackContract } from "../contract";
import { audit } from "./account/audit";
import { deliveryCalls } from "./account/delivery-calls";
import { deliveryCoverage } from "./account/delivery-coverage";
import { deliveryIdentity } from "./account/delivery-identity";
import { deliveryScope } from "./account/delivery-scope";
import { deliveryState } from "./account/delivery-state";
import { deliveryTrust } from "./account/delivery-trust";
import { keptRecords } from "./account/kept-records";
import { stateBucket } from "./account/state-bucket";
import { authorization } from "./authorization";
import { cidrs } from "./cidrs";
import { requiredCompanions } from "./companions";
import { connectionMatrix } from "./connection-matrix";
import { backupSelection } from "./data/backup-selection";
import { blnkIsolation } from "./data/blnk-isolation";
import { dataSafety } from "./data/data-safety";
import { maskedPasswords } from "./data/masked-passwords";
import { noSecretValues } from "./data/no-secret-values";
import { parameters } from "./data/parameters";
import { placement } from "./data/placement";
import { rotation } from "./data/rotation";
import { safetyOrder } from "./data/safety-order";
import { databasesInUse } from "./data/databases-in-use";
import { secretClosure } from "./data/secret-closure";
import { secretDecryption } from "./data/secret-decryption";
import { storeEncryption } from "./data/encryption";
import { windows } from "./data/windows";
import { buckets } from "./edge/buckets";
import { certificates } from "./edge/certificates";
import { errorRewriting } from "./edge/error-rewriting";
import { hostRecords } from "./edge/host-records";
import { hostRules } from "./edge/host-rules";
import { loadBalancers } from "./edge/load-balancers";
import { transport } from "./edge/transport";
import { effectiveTags } from "./effective-tags";
import { encryptionKeys } from "./encryption-keys";
import { environmentIsolation } from "./environment-isolation";
import { flowLogs } from "./flow-logs";
import { internetEntrances } from "./internet-entrances";
import { logGroups } from "./log-groups";
import { names } from "./names";
import { natGateways } from "./nat-gateways";
import { nearestRelatives } from "./nearest-relatives";
import { noPublicAddresses } from "./no-public-addresses";
import { alarms } from "./operations/alarms";
import { budgets } from "./operations/budgets";
import { dashboards } from "./operations/dashboards";
import { publishers } from "./operations/publishers";
import { reportedEvents } from "./operations/reported-events";
import { watched } from "./operations/watched";
import { outputs } from "./outputs";
import { permissionBoundaries } from "./permission-boundaries";
import { policies } from "./policies";
import { providers } from "./providers";
import { reachability } from "./reachability";
import { provisioners } from "./provisioners";
import { references } from "./references";
import { roleTrust } from "./role-trust";
import { roles } from "./roles";
import { routesPerTier } from "./routes-per-tier";
import { ruleHygiene } from "./rule-hygiene";
import { capacity } from "./services/capacity";
import { commandOutputs } from "./services/command-outputs";
import { healthChecks } from "./services/health-checks";
import { images } from "./services/images";
import { keptFiles } from "./services/kept-files";
import { listeners } from "./services/listeners";
import { ownership } from "./services/ownership";
import { policySizes } from "./policy-sizes";
import { portChain } from "./services/port-chain";
import { programContract } from "./services/program-contract";
import { secretValues } from "./services/secret-values";
import { serviceNames } from "./services/service-names";
import { serviceOrder } from "./services/service-order";
import { storeAddresses } from "./services/store-addresses";
import { taskDefinitions } from "./services/task-definitions";
import { taskRoles } from "./services/task-roles";
import { untracedCommands } from "./services/untraced-commands";
import { settledAttributes } from "./settled-attributes";
import { settledOutputs } from "./settled-outputs";
import { settledStatements } from "./settled-statements";
import { settledTags } from "./settled-tags";
import { stateKeys } from "./state-keys";
import { subnetAssociations } from "./subnet-associations";
import { subnetTiers } from "./subnet-tiers";
import { targets } from "./targets";
import { uniqueIds } from "./unique-ids";
import { unusedGroups } from "./unused-groups";
import { vpcEndpoints } from "./vpc-endpoints";
import { vpcs } from "./vpcs";

/** Contracts that each stack keeps on its own, and that need to be told nothing. */
export const stackContracts: readonly StackContract[] = [
  uniqueIds,
  references,
  providers,
  provisioners,
  names,
  effectiveTags,
  vpcs,
  cidrs,
  subnetAssociations,
  routesPerTier,
  subnetTiers,
  natGateways,
  noPublicAddresses,
  vpcEndpoints,
  flowLogs,
  internetEntrances,
  ruleHygiene,
  logGroups,
  encryptionKeys,
  policies,
  policySizes,
  roles,
  roleTrust,
  permissionBoundaries,
  outputs,
  storeEncryption,
  windows,
  noSecretValues,
  maskedPasswords,
  secretDecryption,
  parameters,
  placement,
  blnkIsolation,
  databasesInUse,
  certificates,
  hostRecords,
  hostRules,
  loadBalancers,
  transport,
  errorRewriting,
  buckets,
  taskDefinitions,
  taskRoles,
  storeAddresses,
  secretValues,
  portChain,
  serviceNames,
  serviceOrder,
  healthChecks,
  keptFiles,
  untracedCommands,
  images,
  ownership,
  watched,
  dashboards,
  alarms,
  publishers,
  reportedEvents,
  budgets,
  nearestRelatives,
  requiredCompanions,
];

/** Contracts that hold between the stacks. */
export const platformContracts: readonly PlatformContract[] = [stateKeys, environmentIsolation, safetyOrder];

/** Contracts about the account's stack, and what it does for the others. */
export const accountContracts: readonly PlatformContract[] = [
  stateBucket,
  keptRecords,
  audit,
  deliveryTrust,
  deliveryIdentity,
  deliveryState,
  deliveryScope,
  deliveryCoverage,
];

/** Contracts that compare a stack with the requirement, and have to be told it. */
export const expectingContracts = {
  connectionMatrix,
  reachability,
  unusedGroups,
  dataSafety,
  secretClosure,
  rotation,
  backupSelection,
  programContract,
  commandOutputs,
  listeners,
  capacity,
  deliveryCalls,
  authorization,
  settledAttributes,
  settledStatements,
  settledOutputs,
  settledTags,
  targets,
} as const;
