import path from "node:path";
import type { ECRClient } from "@aws-sdk/client-ecr";
import type { ECSClient } from "@aws-sdk/client-ecs";
import { lockFile } from "../stacks/workload/images";
import type { Interrupts } from "../terraform/interrupts";
import { type ProgramProps, runProgram } from "../terraform/program";
import { type Reporter, reporterFor } from "../terraform/reporter";
import { Deployment, type DeploymentProps } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { copyImages, Docker, lockedDigests } from "./image-copy";
import { runMigrations } from "./migrations";
import { invalidate, type Site, siteOf, type SitePlace, upload } from "./publication";
import { inOrder, type ReleaseStep, releaseSteps, type ReleaseStepsProps } from "./release-steps";
import { deployedServices, rolloutPatience, waitForRollout } from "./service-rollout";
import { type SiteFile, siteFiles } from "./site-files";
import { type Patience, taskPatience } from "./task-run";

export interface ReleaseProgramProps extends ProgramProps {
  /** Clients with the credentials of the process. */
  readonly ecr: Pick<ECRClient, "send">;
  readonly ecs: Pick<ECSClient, "send">;
  /** The site at a place in the account of an environment's credentials. */
  readonly siteAt: (place: SitePlace) => Site;
  /** How long to wait for tasks and services. Default: half an hour each. */
  readonly patience?: Patience;
  /** Opens sealed plans. Default: with the credentials of the process. */
  readonly sealBy?: DeploymentProps["sealBy"];
}

interface Options extends LockOptions {
  readonly from: ReleaseStep;
  readonly lockFile: string;
}

/** What the steps share. */
interface Release {
  readonly props: ReleaseProgramProps;
  readonly deployment: Deployment;
  readonly name: string;
  readonly reporter: Reporter;
  readonly docker: Docker;
  readonly interrupts: Interrupts;
  /** Digests of the images to copy. */
  readonly digests: ReadonlyMap<string, string>;
  /** Absent when no built site was given. */
  readonly files?: readonly SiteFile[];
}

/**
 * `release`: third-party images, then the migrations that the saved plan brings, then the plan itself until every service is steady, then
 * the site and the invalidation of what CloudFront keeps of it.
 */
export function releaseProgram(props: ReleaseProgramProps): Promise<number> {
  const { environment, project, sealBy } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("release")
      .description(`Releases the saved plan of an environment that is deployed: ${releaseSteps.join(", ")}, in this order.`)
      .argument("<environment>")
      .argument("[dist]", "folder of the built site; without one the site stays as it is")
      .addOption(program.createOption("--from <step>", "go on with this step").choices(releaseSteps).default(releaseSteps[0]))
      .option("--lock-file <file>", "file with the digests of third-party images", lockFile);
    withLockOptions(program).action(async (name: string, dist: string | undefined, options: Options) => {
      const { from, lockFile: file, ...locking } = options;
      const files = dist === undefined ? {} : { files: siteFiles(path.resolve(dist)) };
      const digests = from === "images" ? lockedDigests(file) : new Map<string, string>();
      const to = deploymentProps(props, interrupts);
      const sealing = sealBy === undefined ? {} : { sealBy };
      await Deployment.of({ ...to, ...locking, ...sealing }, name, async (deployment) => {
        if (releaseSteps.indexOf(from) <= releaseSteps.indexOf("services")) await deployment.savedPlan(); // or it throws, before anything is done
        const docker = new Docker({ directory: project, environment, interrupts });
        const release = { props, deployment, name, docker, digests, interrupts, reporter: reporterFor(to.display), ...files };
        await inOrder({ name, from, interrupts, ...(dist === undefined ? {} : { dist }), work: workOf(release) });
      });
    });
  });
}

function workOf({ props, deployment, name, reporter, docker, interrupts, digests, files }: Release): ReleaseStepsProps["work"] {
  const { ecr, ecs, siteAt, patience } = props;
  const site = async (): Promise<Site> => siteAt(siteOf(name, await deployment.outputs()).place);
  return {
    images: async () => copyImages({ docker, client: ecr, reporter, name, outputs: await deployment.outputs(), digests }),
    migrations: async () => {
      const [plan, outputs] = [await deployment.savedPlan(), await deployment.outputs()];
      await runMigrations({ client: ecs, reporter, name, outputs, plan, interrupts, patience: patience ?? taskPatience });
    },
    services: async () => {
      await deployment.deploy();
      const deployed = deployedServices(name, await deployment.outputs());
      const rollout = { client: ecs, ...deployed, interrupts, patience: patience ?? rolloutPatience };
      await reporter.step("roll out", (say) => waitForRollout(rollout, say));
    },
    ...(files === undefined
      ? {}
      : {
          frontend: async () => upload({ site: await site(), files, reporter, interrupts }),
          invalidation: async () => invalidate(await site(), reporter),
        }),
  };
}
