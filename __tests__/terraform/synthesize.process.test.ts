import { writeFileSync } from "node:fs";
import path from "node:path";
import { exitCodes, UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { selectStacks, stacksIn, synthesize, type SynthesizedStack } from "../../terraform/synthesize";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("synthesis", () => {
  test("runs the project's own program and lists the stacks that it wrote", async () => {
    const output = path.join(tools.folder, "out");

    const stacks = await synthesizeInto(output);

    expect(stacks).toEqual([
      { name: "ohi-dev", environment: "dev", directory: path.join(output, "stacks/ohi-dev") },
      { name: "ohi-prod", environment: "prod", directory: path.join(output, "stacks/ohi-prod") },
    ]);
  });

  test("shows what the program said when it fails", async () => {
    const app = "sh -c 'echo dev.domain: no domain >&2; exit 4'";
    writeFileSync(path.join(tools.project, "cdktf.json"), JSON.stringify({ app }));

    await expect(synthesizeInto(path.join(tools.folder, "out"))).rejects.toEqual(
      new UserError(`Synthesis failed: "${app}" ended with code 4\ndev.domain: no domain`),
    );
  });

  test("that has not been done is named", () => {
    expect(() => stacksIn(tools.folder)).toThrow(
      new UserError(
        `${tools.folder}/manifest.json is missing: nothing has been synthesized there. Run "npm run synth", or name another folder.`,
      ),
    );
  });
});

describe("selecting stacks", () => {
  const stacks: readonly SynthesizedStack[] = ["dev", "prod"].map((environment) => ({
    name: `ohi-${environment}`,
    environment,
    directory: "",
  }));

  test("takes environments and stacks by name, each once, in the order asked for", () => {
    expect(selectStacks(stacks, ["prod", "ohi-dev", "dev"]).map(({ name }) => name)).toEqual(["ohi-prod", "ohi-dev"]);
  });

  test("names all that are unknown, those that are known, and is a wrong command line", () => {
    expect(() => selectStacks(stacks, ["dev", "devel", "Prod"])).toThrow(
      new UserError("Unknown environment: devel, Prod. Known are: dev, prod.", exitCodes.usage),
    );
  });
});

function synthesizeInto(output: string): Promise<readonly SynthesizedStack[]> {
  return synthesize({ project: tools.project, output, environment: tools.environment, interrupts: new Interrupts() });
}
