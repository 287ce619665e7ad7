import { servicesOf } from "../../emulator/services-of";
import { networkOf } from "../../emulator/network-of";
import { prove } from "../../emulator/prove";
import { describeWithTools, EmulatorBench } from "../support/emulator";

describeWithTools("every environment on an emulator of its own", () => {
  const bench = new EmulatorBench();
  afterAll(() => bench.close());

  test("applies, has nothing to change then, has the network of the connection matrix, and leaves nothing once destroyed", async () => {
    const proofs = await prove({ workshop: await bench.workshop(), environments: [], networkOf, servicesOf });

    expect(proofs.map(({ stack, failure }) => ({ stack, failure }))).toEqual(
      ["ohi-dev", "ohi-prod", "ohi-staging"].map((stack) => ({ stack, failure: undefined })),
    );
    expect(proofs.filter(({ resources }) => resources > 100)).toHaveLength(proofs.length);
  });
});
