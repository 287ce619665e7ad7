import { ECRClient } from "@aws-sdk/client-ecr";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { imagesProgram } from "./images-program";

runEntry(imagesProgram, {
  client: new ECRClient({ region: platform.region }),
});
