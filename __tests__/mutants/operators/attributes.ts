import { isBlock, isList } from "../../../review/value";
import { isInside } from "../configuration";
import type { Operator } from "../operator";
import { isTag } from "./tags";

/** Takes a resource away: a rule, an association, an alarm. What names it then names nothing. */
export const dropResource: Operator = {
  name: "drop a resource",
  faultsAt: ({ path }) => (!isInside(path) && path[0] === "resource" ? [[{ path, value: undefined }]] : []),
};

/** Takes an attribute away, at any depth, so that AWS's default holds. */
export const dropAttribute: Operator = {
  name: "drop an attribute",
  faultsAt: ({ path }) => (isInside(path) && !isTag(path) && !/^\d+$/.test(path.at(-1) ?? "") ? [[{ path, value: undefined }]] : []),
};

/** Takes one item of a list away: a subnet, an action, a condition, something to wait for. */
export const dropItem: Operator = {
  name: "drop an item",
  faultsAt: ({ path, value }) =>
    isInside(path) && isList(value) ? value.map((_, index) => [{ path: [...path, String(index)], value: undefined }]) : [],
};

export const flipBoolean: Operator = {
  name: "flip a boolean",
  faultsAt: ({ path, value }) => (typeof value === "boolean" ? [[{ path, value: !value }]] : []),
};

/** Gives an attribute no value, which is not the same as taking it away where it is a list or a block. */
export const emptyBlock: Operator = {
  name: "empty a block",
  faultsAt: ({ path, value }) =>
    isInside(path) && !isTag(path) && isBlock(value) && Object.keys(value).length > 0 ? [[{ path, value: {} }]] : [],
};
