import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { runEntry } from "../terraform/entry";
import { stateCheckProgram } from "./state-check-program";

runEntry(stateCheckProgram, { clientIn: (region: string) => new ResourceGroupsTaggingAPIClient({ region }) });
