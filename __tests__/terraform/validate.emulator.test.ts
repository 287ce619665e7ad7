import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { overrideFor, writeOverride } from "../../emulator/override";
import { readStack } from "../../emulator/stack-json";
import type { Terraform } from "../../terraform/terraform";
import { EmulatorBench } from "../support/emulator";
import { synthesizedFolder } from "../support/synthesized";
import { describeWithTools } from "../support/tools";

describeWithTools(
  "what is synthesized, to the real Terraform and the real provider",
  () => {
    const bench = new EmulatorBench();
    const directory = path.join(bench.folder, "stack"); // one for all, for the provider is installed and checked but once
    let terraform: Terraform;

    function layOut(name: string): void {
      copyFileSync(path.join(synthesizedFolder(), "stacks", name, "cdk.tf.json"), path.join(directory, "cdk.tf.json"));
      const stack = { name, environment: name, directory };
      writeOverride(directory, "emulator", overrideFor(readStack(stack), { stateFile: path.join(directory, "terraform.tfstate") }));
    }

    beforeAll(async () => {
      mkdirSync(directory);
      layOut("ohi-dev");
      const workshop = await bench.workshop();
      terraform = workshop.terraform({ name: "ohi-dev", environment: "dev", directory }, { url: "http://127.0.0.1:1" });
      await terraform.init();
    });
    afterAll(() => bench.close());

    test.each(readdirSync(path.join(synthesizedFolder(), "stacks")))("is valid: %s", async (name) => {
      layOut(name);

      await expect(terraform.validate()).resolves.toBeUndefined();
    });
  },
  ["terraform"],
);
