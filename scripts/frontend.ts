import { runEntry } from "../terraform/entry";
import { awsSite } from "./aws-site";
import { frontendProgram } from "./frontend-program";

runEntry(frontendProgram, {
  siteAt: awsSite,
});
