import type { Finding } from "./finding";
import { groupBy } from "./group-by";

/** Findings as a person wants to read them: by stack and contract, each with its address, what was found and what was expected. */
export function describeFindings(findings: readonly Finding[]): string {
  return [...groupBy(findings, ({ stack, contract }) => `${stack}: ${contract}`)]
    .map(([title, group]) => [title, ...group.map(describe)].join("\n"))
    .join("\n\n");
}

/** A number with its noun: `1 stack`, `3 stacks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function describe({ kind, address, found, expected }: Finding): string {
  const verb = kind === "unresolved" ? "cannot be resolved" : "found";
  return [`  ${address}`, `    ${verb}: ${found}`, `    expected: ${expected}`].join("\n");
}
