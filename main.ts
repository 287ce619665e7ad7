import { withCompiled } from "./compiled/program";
import type * as Synthesis from "./stacks/synthesis";

function synthesize({ synthesizePlatform }: typeof Synthesis): number {
  return synthesizePlatform(process.env, (problems) => process.stderr.write(problems));
}

/** Where the compiled program fails, for whatever reason, its sources have the say: their errors name their lines. */
async function main(): Promise<number> {
  try {
    return withCompiled(__dirname, "stacks/synthesis.ts", (exported) => synthesize(exported as typeof Synthesis));
  } catch {
    return synthesize(await import("./stacks/synthesis.js"));
  }
}

void main().then((code) => {
  process.exitCode = code;
});
