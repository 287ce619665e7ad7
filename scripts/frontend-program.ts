import path from "node:path";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { invalidate, type Site, siteOf, type SitePlace, upload } from "./publication";
import { siteFiles } from "./site-files";

export interface FrontendProgramProps extends ProgramProps {
  /** The site at a place in the account of an environment's credentials. */
  readonly siteAt: (place: SitePlace) => Site;
}

/** `frontend`: puts a built site into the bucket of an environment, and has CloudFront serve it. */
export function frontendProgram(props: FrontendProgramProps): Promise<number> {
  const { stdout, siteAt } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("frontend")
      .description(
        "Uploads a built site and has CloudFront serve it. Files that are no longer part of it stay, for pages that are still open in browsers.",
      )
      .argument("<environment>")
      .argument("<dist>", "folder of the built site");
    withLockOptions(program).action(async (name: string, dist: string, options: LockOptions) => {
      const files = siteFiles(path.resolve(dist));
      const to = deploymentProps(props, interrupts);
      await Deployment.of({ ...to, ...options }, name, async (deployment) => {
        const { place, url } = siteOf(name, await deployment.outputs());
        const reporter = reporterFor(to.display);
        const site = siteAt(place);
        await upload({ site, files, reporter, interrupts });
        await invalidate(site, reporter);
        stdout.write(`${url} is up to date in a minute or two.\n`);
      });
    });
  });
}
