import path from "node:path";
import { ECRClient } from "@aws-sdk/client-ecr";
import "../terraform/quiet-clients";
import { platform } from "../environments/platform";
import { imagesProgram } from "./images-program";

void imagesProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  client: new ECRClient({ region: platform.region }),
}).then((code) => {
  process.exitCode = code;
});
