import { S3Client } from "@aws-sdk/client-s3";
import { platform } from "../environments/platform";
import { runEntry } from "../terraform/entry";
import { ask } from "./ask";
import { bootstrapProgram } from "./bootstrap-program";

runEntry(bootstrapProgram, {
  client: new S3Client({ region: platform.region }),
  ...(process.stdin.isTTY ? { ask: (question: string) => ask(question, "Nothing was applied.") } : {}),
});
