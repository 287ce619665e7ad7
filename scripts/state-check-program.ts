import { paginateGetResources, type ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { platform } from "../environments/platform";
import { readStack } from "../emulator/stack-json";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { findingsOf, type Held, type Tags } from "./left-behind";

/** Exit code when an apply has left something. */
const somethingFound = 2;

/** Tags by which the resources of an environment are found. */
const identity = ["Project", "Environment"];

export interface StateCheckProgramProps extends ProgramProps {
  /** Makes the client for a region, with the credentials of the process. */
  readonly clientIn: (region: string) => ResourceGroupsTaggingAPIClient;
}

/** Regions that have resources. */
const regions = [platform.region, platform.edgeRegion];

/** `state:check`: compares the state of an environment with what its account holds, after an apply that died. Changes nothing. */
export function stateCheckProgram(props: StateCheckProgramProps): Promise<number> {
  const { clientIn, stdout } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    program
      .name("state:check")
      .description(`Says what an apply that died has left; ends with ${somethingFound} when there is something. See docs/recover.md.`)
      .argument("<environment>");
    withLockOptions(program).action(async (name: string, locking: LockOptions) => {
      const to = deploymentProps(props, interrupts);
      const { stack, configured, state } = await Deployment.of({ ...to, ...locking }, name, async (deployment) => ({
        stack: deployment.stackName,
        configured: tagsIn(deployment),
        state: await deployment.stateResources(),
      }));
      const held = await reporterFor(to.display).step("ask AWS", () => resourcesOf(configured, regions.map(clientIn)));
      const findings = findingsOf({ configured, state, held });
      if (findings.length > 0) exit(somethingFound);
      stdout.write(
        findings.length > 0 ? `${findings.join("\n")}\n` : `No apply has left anything of ${stack} that the next one would not take up.\n`,
      );
    });
  });
}

/** Tags of the resources that a stack configures, by address. */
function tagsIn(stack: { readonly directory: string }): ReadonlyMap<string, Tags> {
  const { resource = {} } = readStack(stack);
  const all = Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).map(([id, { tags }]) => [`${type}.${id}`, tags as Tags | undefined] as const),
  );
  return new Map(all.flatMap(([address, tags]) => (tags === undefined ? [] : [[address, tags]])));
}

/** What the account holds with the tags that make up the identity of a stack. */
async function resourcesOf(configured: ReadonlyMap<string, Tags>, clients: readonly ResourceGroupsTaggingAPIClient[]): Promise<Held[]> {
  const [tags = {}] = configured.values();
  const TagFilters = identity.map((key) => ({ Key: key, Values: [tags[key] ?? ""] }));
  const held: Held[] = [];
  for (const client of clients) {
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters })) {
      for (const { ResourceARN: arn = "", Tags = [] } of ResourceTagMappingList) {
        held.push({ arn, tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) as Tags }); // AWS leaves neither out
      }
    }
  }
  return held;
}
