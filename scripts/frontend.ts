import path from "node:path";
import { awsSite } from "./aws-site";
import { frontendProgram } from "./frontend-program";

// The clients say at each start that a Node to come will be too old for a version of them to come.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

void frontendProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  siteAt: awsSite,
}).then((code) => {
  process.exitCode = code;
});
