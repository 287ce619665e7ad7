import { stackContract } from "../contract";
import { asBlock } from "../value";

/** Arguments of Terraform itself by which a resource runs programs. */
const running = ["provisioner", "connection"] as const;

/**
 * Terraform makes AWS's resources and does nothing else. A provisioner, or a data source such as `external`, runs a program with the credentials of
 * whoever applies, and no plan says what it will do; what is in a module, no contract sees.
 *
 * @see https://developer.hashicorp.com/terraform/language/provisioners
 */
export const provisioners = stackContract("provisioners", "Terraform makes AWS's resources, and runs nothing else", (stack, report) => [
  ...stack.elements.flatMap((element) => [
    ...running
      .filter((argument) => element.values[argument] !== undefined)
      .map((argument) => report.violation(element, `a block ${argument}`, "none: Terraform runs no programs")),
    ...(element.type.startsWith("aws_") ? [] : [report.violation(element, `the type ${element.type}`, "types of AWS's provider")]),
  ]),
  ...Object.keys(asBlock(stack.settings.values["required_providers"]))
    .filter((name) => name !== "aws")
    .map((name) => report.violation(stack.settings, `the provider ${name}`, "AWS's alone")),
  ...stack.inputs
    .filter(({ address }) => address.startsWith("module."))
    .map((part) => report.violation(part, "a module", "resources in the stack itself, where every contract sees them")),
]);
