import { createHash } from "node:crypto";
import { groupBy } from "../../review/group-by";
import { at, type Block } from "../../review/value";
import { addressAt, attributeAt, type Edit, edited, isInside, type Path, placesIn } from "./configuration";
import type { Operator, Subject } from "./operator";
import { dropAttribute, dropItem, dropResource, emptyBlock, flipBoolean } from "./operators/attributes";
import { retarget, retargetFar, retargetTier, swapNames } from "./operators/references";
import { blankTag, changeTag, dropTag } from "./operators/tags";
import { growNumber, misspell, shrinkNumber, weakenWord, widenGrant, widenRange } from "./operators/values";

/** A configuration with one fault. */
export interface Mutant {
  readonly operator: string;
  /** Of the element that is wrong. */
  readonly address: string;
  /** The place within it. */
  readonly attribute: string;
  readonly edits: readonly Edit[];
}

export const operators: readonly Operator[] = [
  dropResource,
  dropAttribute,
  dropItem,
  emptyBlock,
  flipBoolean,
  shrinkNumber,
  growNumber,
  widenRange,
  widenGrant,
  weakenWord,
  misspell,
  retarget,
  retargetFar,
  retargetTier,
  swapNames,
  dropTag,
  blankTag,
  changeTag,
];

/**
 * Faults of every operator in a configuration: all resources that can be dropped, and otherwise one of each kind of place, drawn by the seed. The
 * same seed draws the same faults.
 */
export function mutantsOf(json: Block, seed: string): readonly Mutant[] {
  const places = placesIn(json);
  const subject = subjectOf(
    json,
    places.map(({ path }) => path),
  );
  return operators.flatMap((operator) => {
    const drawn = new Map<string, { readonly lot: string; readonly mutant: Mutant }>();
    for (const place of places) {
      for (const edits of operator.faultsAt(place, subject)) {
        const mutant = {
          operator: operator.name,
          address: addressAt(place.path),
          attribute: attributeAt(edits[0]?.path ?? place.path),
          edits,
        };
        const kind = kindOf(mutant, place.path);
        const lot = createHash("sha256")
          .update(`${seed} ${JSON.stringify(edits)}`)
          .digest("hex");
        if (lot < (drawn.get(kind)?.lot ?? "g")) drawn.set(kind, { lot, mutant });
      }
    }
    return [...drawn.values()].map(({ mutant }) => mutant);
  });
}

/** The configuration that a mutant is. */
export function mutated(json: Block, { edits }: Mutant): Block {
  return edited(json, edits);
}

/** Resources are dropped one by one. Of other faults one of a kind is drawn: by type, place and, of policies, what they are for. */
function kindOf({ operator, address, attribute }: Mutant, [, type = "", id = ""]: Path): string {
  if (operator === dropResource.name) return address;
  const purpose = type === "aws_iam_policy_document" ? `${id.split("_").at(-1) ?? ""} ` : "";
  return `${type} ${purpose}${attribute}`;
}

function subjectOf(json: Block, paths: readonly Path[]): Subject {
  const elements = groupBy(
    paths.filter((path) => !isInside(path)),
    ([kind, type]) => `${kind ?? ""}.${type ?? ""}`,
  );
  return {
    siblings: ([kind, type]) => elements.get(`${kind ?? ""}.${type ?? ""}`) ?? [],
    valueAt: (path) => at(json, ...path),
  };
}
