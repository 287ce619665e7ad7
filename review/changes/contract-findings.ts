import type { Finding } from "../finding";
import { type Change, changeOf, isDangerous } from "./change";

/**
 * Adds what contracts find now and did not before: to the changes at the same address, and as changes of their own where none of these is dangerous,
 * so that a broken contract never passes as something to know.
 *
 * A finding that was there before is nobody's change.
 */
export function withFindings(changes: readonly Change[], before: readonly Finding[], after: readonly Finding[]): Change[] {
  const known = new Set(before.map(keyOf));
  const fresh = after.filter((finding) => !known.has(keyOf(finding)));
  const told = new Set(changes.filter(isDangerous).map(placeOf));
  return [
    ...changes.map((change) => {
      const contracts = fresh.filter((finding) => placeOf(finding) === placeOf(change)).map(({ contract }) => contract);
      return { ...change, breaks: [...new Set(contracts)] };
    }),
    ...fresh.filter((finding) => !told.has(placeOf(finding))).map(findingChange),
  ];
}

function findingChange({ contract, stack, address, kind, found, expected }: Finding): Change {
  return {
    ...changeOf(
      { name: stack },
      {
        danger: "contract-broken",
        address,
        what: `${address} breaks the contract ${contract}`,
        why: kind === "unresolved" ? "whether it holds cannot be told" : "what the contract promises does not hold any more",
        before: `expected: ${expected}`,
        after: `${kind === "unresolved" ? "cannot be resolved" : "found"}: ${found}`,
      },
    ),
    breaks: [contract],
  };
}

function keyOf({ contract, kind, stack, address, found }: Finding): string {
  return JSON.stringify([contract, kind, stack, address, found]);
}

function placeOf({ stack, address }: Pick<Finding, "stack" | "address">): string {
  return `${stack} ${address}`;
}
