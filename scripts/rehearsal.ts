import path from "node:path";
import { rehearsalProgram } from "./rehearsal-program";

// The client says at its first use that a version of it to come wants a newer Node.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

void rehearsalProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
