import { App, TerraformResource } from "cdktf";
import { quickenTokens } from "../../constructs/foundation/quick-tokens";
import { addPlatform, synthesize } from "../../stacks/platform-app";
import { readSettings } from "../../stacks/read-settings";
import { generated } from "./generated";

// usage: synthesize.ts OUTDIR ENVIRONMENTS: prints as JSON what it took, without what the process took to start.
const [outdir = "", environments = "1"] = process.argv.slice(2);

quickenTokens();

const before = process.memoryUsage().rss;
const start = process.cpuUsage();
const app = new App({ outdir });
const stacks = addPlatform(app, generated(Number(environments)), readSettings({}));
synthesize(app, stacks);
const { user, system } = process.cpuUsage(start);

process.stdout.write(
  JSON.stringify({
    resources: stacks.flatMap((stack) => stack.node.findAll()).filter((construct) => TerraformResource.isTerraformResource(construct))
      .length,
    seconds: (user + system) / 1e6,
    mebibytes: (process.resourceUsage().maxRSS * 1024 - before) / 2 ** 20,
  }),
);
