import type { Construct } from "constructs";
import { PlatformStack } from "../constructs/foundation/platform-stack";
import { platform } from "../environments/platform";
import type { Environment } from "../environments/schema";
import { addNetwork } from "./sections/network";
import { addSecurity } from "./sections/security";
import type { Settings } from "./settings";
import { tagPolicy } from "./tag-policy";

/** Everything of one environment, in one state. */
export class EnvironmentStack extends PlatformStack {
  public constructor(
    scope: Construct,
    public readonly environment: Environment,
    settings: Settings,
  ) {
    const id = `${platform.prefix}-${environment.name}`;
    super(scope, id, {
      namePrefix: id,
      region: platform.region,
      edgeRegion: platform.edgeRegion,
      accountId: settings.accountId,
      state: { bucket: settings.stateBucket, key: `${id}/terraform.tfstate`, region: platform.region, kmsKeyArn: settings.stateKmsKeyArn },
      tags: tagPolicy({ environment: environment.name, createdBy: environment.createdBy, createdDate: environment.createdDate }),
    });
    const { key } = addSecurity(this);
    addNetwork(this, { key });
  }
}
