import { soleReference } from "../../../review/reference";
import type { Value } from "../../../review/value";
import type { Operator } from "../operator";
import { isTag } from "./tags";

/** A number, or a text that is one, as CPU and memory of tasks are; with the way back. */
function numberIn(value: Value): { readonly amount: number; readonly write: (amount: number) => Value } | undefined {
  if (typeof value === "number") return { amount: value, write: (amount) => amount };
  return typeof value === "string" && /^\d+$/.test(value) ? { amount: Number(value), write: String } : undefined;
}

/** A retention, a limit or a number of copies that is half of what it was. */
export const shrinkNumber: Operator = {
  name: "shrink a number",
  faultsAt: ({ path, value }) => {
    const number = isTag(path) ? undefined : numberIn(value);
    return number === undefined || number.amount === 0 ? [] : [[{ path, value: number.write(Math.floor(number.amount / 2)) }]];
  },
};

/** A port that is another one, a time that is longer. */
export const growNumber: Operator = {
  name: "grow a number",
  faultsAt: ({ path, value }) => {
    const number = isTag(path) ? undefined : numberIn(value);
    return number === undefined ? [] : [[{ path, value: number.write(number.amount + 1) }]];
  },
};

/** An address range that is twice as wide, and one that is everything. */
export const widenRange: Operator = {
  name: "widen a range",
  faultsAt: ({ path, value }) => {
    const [, base, bits] = typeof value === "string" ? (/^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(value) ?? []) : [];
    if (base === undefined || Number(bits) === 0) return [];
    return [[{ path, value: `${base}/${Number(bits) - 1}` }], [{ path, value: "0.0.0.0/0" }]];
  },
};

/** A word that protects, with one that is valid in its place and does not. */
const weaker: Readonly<Record<string, string>> = {
  "https-only": "http-only",
  "redirect-to-https": "allow-all",
  HTTPS: "HTTP",
  HTTP_301: "HTTP_302",
  "ELBSecurityPolicy-TLS13-1-2-2021-06": "ELBSecurityPolicy-2016-08",
  "TLSv1.2_2021": "TLSv1",
  "TLSv1.2": "TLSv1",
  required: "optional",
  Enabled: "Suspended",
  ENABLED: "DISABLED",
  enabled: "disabled",
  "aws:kms": "AES256",
  KMS: "AES256",
  IMMUTABLE: "MUTABLE",
  Deny: "Allow",
  Allow: "Deny",
  ALL: "REJECT",
  noeviction: "allkeys-lru",
  BucketOwnerEnforced: "ObjectWriter",
  FARGATE: "FARGATE_SPOT",
  immediate: "pending-reboot",
  "pending-reboot": "immediate",
  tcp: "-1",
  always: "never",
  StringEquals: "StringLike",
  ArnLike: "ArnNotLike",
};

export const weakenWord: Operator = {
  name: "weaken a word",
  faultsAt: ({ path, value }) => {
    const other = typeof value === "string" && !isTag(path) ? weaker[value] : undefined;
    return other === undefined ? [] : [[{ path, value: other }]];
  },
};

/** Permits every action of a service, everything, or everybody. */
export const widenGrant: Operator = {
  name: "widen a grant",
  faultsAt: ({ path, value }) => {
    const list = path.at(-2);
    if (path[1] !== "aws_iam_policy_document" || typeof value !== "string") return [];
    const wider = list === "actions" ? `${value.split(":")[0] ?? ""}:*` : "*";
    return value !== wider && ["actions", "resources", "identifiers"].includes(list ?? "") ? [[{ path, value: wider }]] : [];
  },
};

/** A text with one letter too many: a name that nobody else says, a host that is not there. */
export const misspell: Operator = {
  name: "misspell a text",
  faultsAt: ({ path, value }) =>
    typeof value === "string" && !isTag(path) && soleReference(value) === undefined && !/^[[{]|^\d+$/.test(value)
      ? [[{ path, value: `${value}x` }]]
      : [],
};
