import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { meantBy } from "../../emulator/meant/meant";
import { prove } from "../../emulator/prove";
import { arnKinds } from "../../scripts/arn-kinds";
import { isOf } from "../../scripts/left-behind";
import { EmulatorBench } from "../support/emulator";
import { describeWithTools } from "../support/tools";

describeWithTools("every stack on an emulator of its own", () => {
  const bench = new EmulatorBench();
  afterAll(() => bench.close());

  test("applies, has nothing to change then, is what settings and catalogue say, leaves nothing once destroyed, and applies again", async () => {
    const proofs = await prove({ workshop: await bench.workshop(), environments: [], meantBy });

    expect(proofs.map(({ stack, failure }) => ({ stack, failure }))).toEqual(
      ["ohi-account", "ohi-dev", "ohi-prod", "ohi-staging"].map((stack) => ({ stack, failure: undefined })),
    );
    expect(proofs.filter(({ resources }) => resources > 100)).toHaveLength(proofs.length);

    const arns = stateFiles().flatMap((file) => arnsIn(file));
    expect(arns.length).toBeGreaterThan(1_000);
    expect(arns.filter(({ type, arn }) => !isOf(type, arn))).toEqual([]);
  });

  function stateFiles(): string[] {
    const files = readdirSync(bench.folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("terraform.tfstate"));
    return files.map((file) => path.join(bench.folder, file));
  }
});

/** What the provider calls the resources of a state whose kinds are known. */
function arnsIn(file: string): { readonly type: string; readonly arn: string }[] {
  const { resources } = JSON.parse(readFileSync(file, "utf8")) as StateFile;
  return resources
    .filter(({ mode, type }) => mode === "managed" && type in arnKinds)
    .flatMap(({ type, instances }) => instances.map(({ attributes: { arn, id } }) => ({ type, arn: arn ?? id })))
    .filter(({ arn }) => arn.startsWith("arn:"));
}

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances: readonly { readonly attributes: { readonly arn?: string; readonly id: string } }[];
  }[];
}
