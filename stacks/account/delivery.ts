import { DeliveryRole } from "../../constructs/security/delivery-role";
import { GithubIdentityProvider } from "../../constructs/security/identity-provider";
import { PermissionsBoundary } from "../../constructs/security/permissions-boundary";
import type { Grant } from "../../constructs/security/policy-document";
import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import type { AccountStack } from "../account-stack";
import { belongingTo } from "../belonging";
import { stackNameOf, stateKeyOf } from "../stack-names";
import { deliveryBoundary, type DeliveryLimits, deliveryProhibitions } from "./access/boundary";
import { keepingGrants, storeGrants } from "./access/data";
import { edgeGrants } from "./access/edge";
import { identityGrants } from "./access/identity";
import { networkGrants } from "./access/network";
import { programGrants, watchingGrants } from "./access/programs";
import { describingGrants, readingGrants } from "./access/reading";
import type { DeliveryScope } from "./access/scope";
import { stateGrants } from "./access/state";
import type { AuditSection } from "./audit";
import { accountNames } from "./names";
import type { StateSection } from "./state";

/** Stands for the repository where none is named. GitHub gives nobody such a name, so nobody can take the roles. */
const noRepository = "-/-";

/**
 * Seconds for which a deployment may go on: as long as the job that has the role, since a state cannot be written with credentials that have ended.
 * A release waits half an hour for each of three migrations and for the rollout, and databases and CloudFront take most of an hour by themselves.
 */
const deploySeconds = 10_800;

export interface DeliveryProps {
  readonly state: StateSection;
  readonly audit: AuditSection;
}

/** Who may plan and who may deploy each environment: workflows of the one GitHub repository, and only in this environment's name. */
export function addDelivery(stack: AccountStack, { state, audit }: DeliveryProps): void {
  const { accountId, environments } = stack;
  const limits: DeliveryLimits = {
    prefix: platform.prefix,
    environments: environments.map(({ name }) => name),
    accountId,
    bucketArns: [state.bucket.arn, `arn:aws:s3:::${accountNames.prefix}-*`],
    keyArns: [state.key.arn, audit.key.arn],
  };
  new PermissionsBoundary(stack, "delivery-boundary", {
    name: "delivery-boundary",
    grants: deliveryBoundary(limits),
    prohibitions: deliveryProhibitions(limits),
  });
  const provider = new GithubIdentityProvider(stack, "github");
  const roles = environments.map((environment) => [environment.name, addRoles(stack, environment, { provider, state })] as const);
  stack.output(
    "plan_roles",
    "ARNs of the roles that plan, by environment",
    Object.fromEntries(roles.map(([name, { plan }]) => [name, plan.arn])),
  );
  stack.output(
    "deploy_roles",
    "ARNs of the roles that deploy, by environment",
    Object.fromEntries(roles.map(([name, { deploy }]) => [name, deploy.arn])),
  );
}

interface RoleProps {
  readonly provider: GithubIdentityProvider;
  readonly state: StateSection;
}

function addRoles(stack: AccountStack, environment: Environment, { provider, state }: RoleProps): Record<"plan" | "deploy", DeliveryRole> {
  const { region, edgeRegion, accountId, settings, permissionsBoundaryArn: boundaryArn } = stack;
  const { name, domain } = environment;
  const prefix = stackNameOf(environment);
  const repository = settings.githubRepository ?? noRepository;
  const scope: DeliveryScope = { prefix, domain, region, edgeRegion, accountId, tags: belongingTo(environment) };
  const stateOf = (write: boolean): Grant[] =>
    stateGrants({
      bucketArn: state.bucket.arn,
      kmsKeyArn: state.key.arn,
      stateKey: stateKeyOf(prefix),
      stackName: prefix,
      region,
      write,
    });
  const looking = { describing: describingGrants(scope), reading: readingGrants(scope) };
  const common = { providerArn: provider.arn, boundaryArn };
  const plan = new DeliveryRole(stack, `${name}-plan`, {
    ...common,
    name: `${prefix}-plan`,
    description: `Plans ${prefix} from the main branch, and changes nothing`,
    subjects: [`repo:${repository}:ref:refs/heads/main`],
    policies: { state: stateOf(false), ...looking },
  });
  const deploy = new DeliveryRole(stack, `${name}-deploy`, {
    ...common,
    name: `${prefix}-deploy`,
    description: `Deploys ${prefix} from the GitHub environment of its name`,
    subjects: [`repo:${repository}:environment:${name}`],
    maxSessionSeconds: deploySeconds,
    policies: {
      state: stateOf(true),
      ...looking,
      network: networkGrants(scope),
      stores: storeGrants(scope),
      keeping: keepingGrants(scope),
      programs: programGrants(scope),
      watching: watchingGrants(scope),
      edge: edgeGrants(scope),
      identity: identityGrants(scope),
    },
  });
  return { plan, deploy };
}
