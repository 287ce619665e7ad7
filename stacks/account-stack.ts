import type { Construct } from "constructs";
import { PlatformStack } from "../constructs/foundation/platform-stack";
import { platform } from "../environments/platform";
import type { Environment } from "../environments/schema";
import { addAudit } from "./account/audit";
import { addDelivery } from "./account/delivery";
import { addGuards } from "./account/guards";
import { accountNames } from "./account/names";
import { addState } from "./account/state";
import type { Settings } from "./settings";
import { stateKeyOf } from "./stack-names";
import { tagPolicy } from "./tag-policy";

/** What all environments of the account stand on: where their states lie, who may deploy them, and who watches. */
export class AccountStack extends PlatformStack {
  public constructor(
    scope: Construct,
    public readonly environments: readonly Environment[],
    public readonly settings: Settings,
  ) {
    const id = accountNames.stack;
    super(scope, id, {
      namePrefix: accountNames.prefix,
      region: platform.region,
      edgeRegion: platform.edgeRegion,
      accountId: settings.accountId,
      state: { bucket: settings.stateBucket, key: stateKeyOf(id), region: platform.region, kmsKeyArn: settings.stateKmsKeyArn },
      tags: tagPolicy({ environment: accountNames.environment, createdBy: platform.createdBy, createdDate: platform.createdDate }),
    });
    const state = addState(this);
    const audit = addAudit(this, { accessLogs: state.accessLogs });
    addDelivery(this, { state, audit });
    addGuards(this, { audit });
  }
}
