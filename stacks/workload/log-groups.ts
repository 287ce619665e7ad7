/** Beginnings of the names of all log groups of an environment; its key encrypts these and no others. */
export function logGroupPrefixes(namePrefix: string): string[] {
  return [`/vpc/${namePrefix}/`];
}
