import { overrideFor, writeOverride } from "../../emulator/override";
import { readStack } from "../../emulator/stack-json";
import { EmulatorBench } from "../support/emulator";
import { describeWithTools } from "../support/tools";

describeWithTools("every stack, without an AWS account", () => {
  const bench = new EmulatorBench();
  afterAll(() => bench.close());

  test("is valid, and plans on an empty account to nothing but creations", async () => {
    const workshop = await bench.workshop();
    const stacks = await bench.synthesize();
    const outcomes = [];

    for (const stack of stacks) {
      const terraform = workshop.terraform(stack, await bench.emulator(workshop, stack));
      writeOverride(stack.directory, "emulator", overrideFor(readStack(stack), { stateFile: `${stack.directory}/terraform.tfstate` }));
      await terraform.init();
      await terraform.validate();
      const { add, change, remove, changes } = await terraform.plan("next.tfplan");
      outcomes.push({
        name: stack.name,
        creates: add > 50,
        change,
        remove,
        others: changes.filter(({ action }) => action !== "create" && action !== "read"),
      });
    }

    expect(stacks.length).toBeGreaterThanOrEqual(3);
    expect(outcomes).toEqual(stacks.map(({ name }) => ({ name, creates: true, change: 0, remove: 0, others: [] })));
  });
});
