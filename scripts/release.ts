import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { awsSite } from "./aws-site";
import { releaseProgram } from "./release-program";

runEntry(releaseProgram, {
  ecr: new ECRClient({ region: platform.region }),
  ecs: new ECSClient({ region: platform.region }),
  siteAt: awsSite,
});
