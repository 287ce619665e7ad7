import type { StackModel } from "./model";
import { ownNameOf } from "./naming";
import { namePrefixOf } from "./requirement";

/** A text as the program gets it, with names instead of what only Terraform knows: `{app-cache.primary_endpoint_address}`. */
export function asNamed(stack: StackModel, text: string): string {
  return text.replaceAll(
    /(\$|%)\1\{|\$\{(aws_\w+\.[\w-]+)\.(\w+)\}/g,
    (found: string, escaped: string | undefined, address: string | undefined, attribute: string) => {
      if (escaped !== undefined) return `${escaped}{`;
      const element = stack.find(address ?? "");
      const name = element === undefined ? undefined : ownNameOf(element);
      return typeof name === "string" ? `{${name.replace(`${namePrefixOf(stack)}-`, "")}.${attribute}}` : found;
    },
  );
}
