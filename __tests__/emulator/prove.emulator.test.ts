import { meantBy } from "../../emulator/meant/meant";
import { prove } from "../../emulator/prove";
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
  });
});
