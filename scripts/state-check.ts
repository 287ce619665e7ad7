import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { stateCheckProgram } from "./state-check-program";

runEntry(stateCheckProgram, {
  clients: [platform.region, platform.edgeRegion].map((region) => new ResourceGroupsTaggingAPIClient({ region })),
});
