/** What cdktf leaves out of a stack's HCL, as its JSON has it. */
export interface LeftOut {
  readonly terraform?: { readonly required_version?: string };
  /** Blocks by type and name. Their attributes are texts, numbers, booleans and references. */
  readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/**
 * Completes the HCL that cdktf renders: it writes overrides of the stack into the JSON only, the block `terraform` excepted, whose keys it numbers.
 *
 * JSON's texts, numbers and booleans are HCL expressions as they stand, references in texts included.
 */
export function completeHcl(hcl: string, { terraform, ephemeral = {} }: LeftOut): string {
  const version = `required_version = ${JSON.stringify(terraform?.required_version)}`;
  const blocks = Object.entries(ephemeral).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => {
      const lines = Object.entries(attributes).flatMap(([key, value]) => (key === "//" ? [] : [`  ${key} = ${JSON.stringify(value)}`]));
      return [`ephemeral ${JSON.stringify(type)} ${JSON.stringify(name)} {`, ...lines, "}"].join("\n");
    }),
  );
  return [hcl.replace(/^( *)0 = "required_version"$/m, (_line, indent: string) => `${indent}${version}`), ...blocks].join("\n");
}
