import path from "node:path";
import { stackProgram } from "../../scripts/stack-program";

// usage: stack-elsewhere.ts PROJECT COMMAND...: the commands of `scripts/stack.ts` on another project than this one.
const [project = ".", ...args] = process.argv.slice(2);

void stackProgram({ args, environment: process.env, project: path.resolve(project), stdout: process.stdout, stderr: process.stderr }).then(
  (code) => {
    process.exitCode = code;
  },
);
