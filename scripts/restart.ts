import { ECSClient } from "@aws-sdk/client-ecs";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { restartProgram } from "./restart-program";

runEntry(restartProgram, {
  client: new ECSClient({ region: platform.region }),
});
