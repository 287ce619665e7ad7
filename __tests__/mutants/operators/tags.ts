import { tagPolicy } from "../../../stacks/tag-policy";
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

export const blankTag: Operator = {
  name: "blank a tag",
  faultsAt: ({ path }) => (isOneTag(path) ? [[{ path, value: "" }]] : []),
};

/** The values that tags may have, of those with few. */
const { inherited } = tagPolicy({ environment: "prod", createdBy: "cdktf", createdDate: "2026-02-13" });
const allowed = new Map(Object.entries(inherited).map(([tag, rule]) => [tag, rule.allowed]));

/** Another part of the platform, another class of data, no backup: values that are allowed, but not here. */
export const changeTag: Operator = {
  name: "change a tag",
  faultsAt: ({ path, value }) =>
    isOneTag(path)
      ? (allowed.get(path.at(-1) ?? "") ?? []).filter((other) => other !== value).map((other) => [{ path, value: other }])
      : [],
};
