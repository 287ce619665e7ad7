import path from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import "../terraform/quiet-clients";
import { platform } from "../environments/platform";
import { ask } from "./ask";
import { bootstrapProgram } from "./bootstrap-program";

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
