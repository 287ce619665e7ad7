import path from "node:path";
import { frontend } from "../stacks/workload/frontend";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { type Display, reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { type SiteFile, siteFiles } from "./site-files";

/** Where a site's files lie, and what serves them. */
export interface SitePlace {
  readonly bucket: string;
  readonly distributionId: string;
}

/** A site in AWS. */
export interface Site {
  readonly put: (file: SiteFile) => Promise<void>;
  /** Has CloudFront forget what it keeps of the site, and says under which id it does. */
  readonly invalidate: () => Promise<string>;
}

export interface FrontendProgramProps extends ProgramProps {
  /** The site at a place in the account of an environment's credentials. */
  readonly siteAt: (place: SitePlace) => Site;
}

interface Options {
  readonly lockTimeout: string;
  readonly override?: string;
}

/** Uploads that run at the same time. */
const atOnce = 8;

/** `frontend`: puts a built site into the bucket of an environment, and has CloudFront serve it. */
export function frontendProgram(props: FrontendProgramProps): Promise<number> {
  const { environment, project, stdout, siteAt } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("frontend")
      .description(
        "Uploads a built site and has CloudFront serve it. Files that are no longer part of it stay, for pages that are still open in browsers.",
      )
      .argument("<environment>")
      .argument("<dist>", "folder of the built site")
      .option("--lock-timeout <duration>", "how long to wait for a lock that somebody else holds", "2m")
      .addOption(program.createOption("--override <file>", "Terraform override file for this run").hideHelp())
      .action(async (name: string, dist: string, options: Options) => {
        const files = siteFiles(path.resolve(dist));
        const display = { output: stdout, plain: environment["CI"] !== undefined };
        await Deployment.of(
          {
            project,
            output: path.resolve(project, environment["CDKTF_OUTDIR"] ?? "cdktf.out"),
            plans: path.resolve(project, environment["OHI_PLANS"] ?? ".plans"),
            environment,
            interrupts,
            display,
            ...options,
          },
          name,
          async (deployment) => {
            const outputs = await deployment.outputs();
            const output = (key: keyof typeof frontend.outputs): string =>
              required(outputs, frontend.outputs[key], deployment.stackName, name);
            const site = siteAt({ bucket: output("bucket"), distributionId: output("distribution") });
            await publish(site, files, display);
            stdout.write(`${output("url")} is up to date in a minute or two.\n`);
          },
        );
      });
  });
}

function required(outputs: Readonly<Record<string, unknown>>, key: string, stack: string, environment: string): string {
  const value = outputs[key];
  if (typeof value === "string") return value;
  throw new UserError(
    `${stack} has no output ${key}: it has not been deployed. "npm run plan -- ${environment}" and "npm run deploy -- ${environment}" do that.`,
  );
}

async function publish(site: Site, files: readonly SiteFile[], display: Display): Promise<void> {
  const reporter = reporterFor(display);
  await reporter.step(
    "upload",
    async (say) => {
      let done = 0;
      for (const group of groupsOf(files)) {
        await Promise.all(group.map((file) => site.put(file)));
        done += group.length;
        say(`${done} of ${files.length}`);
      }
    },
    () => `${files.length} files`,
  );
  await reporter.step("invalidate", () => site.invalidate(), String);
}

/** Files that may be uploaded at the same time; a page never together with what it names. */
function groupsOf(files: readonly SiteFile[]): SiteFile[][] {
  const groups: SiteFile[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    const isPage = file.key.endsWith(".html");
    if (last !== undefined && last.length < atOnce && !isPage) last.push(file);
    else groups.push([file]);
  }
  return groups;
}
