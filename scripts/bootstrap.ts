import path from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { platform } from "../environments/platform";
import { ask } from "./ask";
import { bootstrapProgram } from "./bootstrap-program";

// The client says at its first use that a version of it to come wants a newer Node.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

void bootstrapProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  client: new S3Client({ region: platform.region }),
  ...(process.stdin.isTTY ? { ask: (question: string) => ask(question, "Nothing was applied.") } : {}),
}).then((code) => {
  process.exitCode = code;
});
