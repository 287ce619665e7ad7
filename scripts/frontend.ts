import path from "node:path";
import "../terraform/quiet-clients";
import { awsSite } from "./aws-site";
import { frontendProgram } from "./frontend-program";

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
