import { ECSClient } from "@aws-sdk/client-ecs";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { migrateProgram } from "./migrate-program";

runEntry(migrateProgram, {
  client: new ECSClient({ region: platform.region }),
});
