import { elementDepth, type Path } from "../configuration";
import type { Operator } from "../operator";

/** Whether a place is a tag of an element, or all of them. */
export function isTag(path: Path): boolean {
  return path[0] !== "output" && path[elementDepth(path)] === "tags";
}

const isOneTag = (path: Path): boolean => isTag(path) && path.length === elementDepth(path) + 2;

export const dropTag: Operator = {
  name: "drop a tag",
  faultsAt: ({ path }) => (isOneTag(path) ? [[{ path, value: undefined }]] : []),
};

/** A tag that says nothing. Which of the allowed values it has to be, the lists under `__tests__/golden` say. */
export const blankTag: Operator = {
  name: "blank a tag",
  faultsAt: ({ path }) => (isOneTag(path) ? [[{ path, value: "" }]] : []),
};
