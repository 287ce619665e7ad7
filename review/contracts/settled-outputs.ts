import { stackContract } from "../contract";
import { settledReader } from "../settled";
import { show, type Value } from "../value";

/** Every output by its name: its value in the words of `settledReader`, or nothing where another contract judges it. */
export type SettledOutputs = Readonly<Record<string, Value | undefined>>;

/**
 * A stack tells what people and commands ask of it, under the names by which they ask, and nothing else.
 *
 * No resource reads an output: one that leads to another database than it says is seen by nobody before a person has used it.
 */
export const settledOutputs = stackContract<[settled: SettledOutputs]>(
  "settled-outputs",
  "every output has the name and the value that was settled on, and no other is there",
  (stack, report, settled) => {
    const read = settledReader(stack);
    const found = new Map(stack.outputs.map((output) => [output.name, output]));
    return [
      ...Object.keys(settled).flatMap((name) =>
        found.has(name) ? [] : [report.violation(`output.${name}`, "no output", show(settled[name]))],
      ),
      ...stack.outputs.flatMap((output) => {
        const [wanted, value] = [settled[output.name], output.values["value"]];
        if (!(output.name in settled)) return [report.violation(output, show(value), "an output that was settled on")];
        return wanted === undefined || (value !== undefined && read(value) === JSON.stringify(wanted))
          ? []
          : [report.violation(output, show(value), show(wanted))];
      }),
    ];
  },
);
