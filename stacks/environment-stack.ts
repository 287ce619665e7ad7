import type { Construct } from "constructs";
import { PlatformStack } from "../constructs/foundation/platform-stack";
import { refuse } from "../constructs/foundation/refusal";
import { platform } from "../environments/platform";
import type { Environment } from "../environments/schema";
import { addBackup } from "./sections/backup";
import { addClickhouseCredential } from "./sections/clickhouse";
import { addData } from "./sections/data";
import { addEdge } from "./sections/edge";
import { addEvents } from "./sections/events";
import { addNetwork } from "./sections/network";
import { addOperations } from "./sections/operations";
import { addRedeployment } from "./sections/redeployment";
import { addSecrets } from "./sections/secrets";
import { addSecurity } from "./sections/security";
import { addServices } from "./sections/services";
import type { Settings } from "./settings";
import { stackNameOf, stateKeyOf } from "./stack-names";
import { tagPolicy } from "./tag-policy";
import { problemsOf } from "./workload/check-catalogue";
import { ohi, type Workload } from "./workload/workload";

/** Everything of one environment, in one state. */
export class EnvironmentStack extends PlatformStack {
  /** @throws Refusal listing everything that is wrong with the catalogue, before anything is built. */
  public constructor(
    scope: Construct,
    public readonly environment: Environment,
    settings: Settings,
    public readonly workload: Workload = ohi,
  ) {
    const id = stackNameOf(environment);
    super(scope, id, {
      namePrefix: id,
      region: platform.region,
      edgeRegion: platform.edgeRegion,
      accountId: settings.accountId,
      state: { bucket: settings.stateBucket, key: stateKeyOf(id), region: platform.region, kmsKeyArn: settings.stateKmsKeyArn },
      tags: tagPolicy({
        environment: environment.name,
        createdBy: environment.createdBy,
        createdDate: environment.createdDate,
        services: Object.keys(workload.services),
      }),
    });
    refuse(this.node.path, problemsOf(workload.services, workload.tasks, environment));
    const security = addSecurity(this);
    const { key } = security;
    const network = addNetwork(this, { key });
    const events = addEvents(this, { key });
    const data = addData(this, { key, network, events });
    const clickhouseCredential = addClickhouseCredential(this, { key });
    const secrets = addSecrets(this, { key, credentials: { ...data.credentials, clickhouse: clickhouseCredential.secret } });
    const { loadBalancers } = addEdge(this, { ...security, network });
    const services = addServices(this, { key, network, data, secrets, clickhouseCredential, targets: loadBalancers.targets, settings });
    addRedeployment(this, { services, secrets });
    addBackup(this, { key });
    addOperations(this, { security, services });
  }
}
