import { stackContract } from "../contract";
import { show, textAt } from "../value";

/** Every output says what it is for. */
export const outputs = stackContract("outputs", "every output has a value and a description", (stack, report) =>
  stack.outputs.flatMap((output) => {
    const description = textAt(output.values, "description");
    return [
      ...(description !== undefined && description.trim() !== ""
        ? []
        : [report.violation(output, `description ${show(description)}`, "a sentence for whoever reads it")]),
      ...(output.values["value"] === undefined ? [report.violation(output, "no value", "a value")] : []),
    ];
  }),
);
