import path from "node:path";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import "../terraform/quiet-clients";
import { platform } from "../environments/platform";
import { awsSite } from "./aws-site";
import { releaseProgram } from "./release-program";

void releaseProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  ecr: new ECRClient({ region: platform.region }),
  ecs: new ECSClient({ region: platform.region }),
  siteAt: awsSite,
}).then((code) => {
  process.exitCode = code;
});
