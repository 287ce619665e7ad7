/** How bad a change is. `critical` and `dangerous` end a review with an exit code of their own; `notice` is told and lets pass. */
export type Severity = "critical" | "dangerous" | "notice";

/** Parts of a report, in its order. */
export const sections = {
  stateful: "Stateful resources replaced or deleted",
  ingress: "Ingress opened",
  grants: "Grants widened",
  safeguards: "Encryption or protection lost",
  tags: "Tags",
  connections: "Connections lost",
  contracts: "Contracts broken",
  others: "Other changes",
} as const;

/** What a kind of change means to whoever has to decide on it. */
export interface Danger {
  readonly severity: Severity;
  readonly section: keyof typeof sections;
  /** What it is, as it stands in `docs/review.md`. */
  readonly meaning: string;
}

/**
 * Every kind of change that a report names, the most dangerous first.
 *
 * First comes what an apply does at once and no second apply undoes: bytes that strangers have read, and bytes that are gone. Then an outage,
 * which begins with the apply and ends with the next one. A loss that deletion protection holds back comes after it: AWS or Terraform refuses it as
 * long as nobody takes the protection away. What weakens the platform without an immediate effect follows, then what is only told.
 */
export const dangers = {
  "store-exposed": {
    severity: "critical",
    section: "ingress",
    meaning: "a database, cache or file system can be reached from outside the VPC",
  },
  "data-lost": {
    severity: "critical",
    section: "stateful",
    meaning: "something that holds data is deleted or replaced, and nothing holds it back",
  },
  exposed: { severity: "critical", section: "ingress", meaning: "anything else can be reached from outside, or by everybody" },
  "cut-off": {
    severity: "critical",
    section: "connections",
    meaning: "a subnet loses its route table, a route, or what the route leads to",
  },
  "data-held-back": {
    severity: "critical",
    section: "stateful",
    meaning: "something that holds data is to be deleted or replaced, and its protection makes the apply fail",
  },
  outage: {
    severity: "dangerous",
    section: "connections",
    meaning: "something that people or programs call is deleted or replaced, and does not answer until it is back",
  },
  "store-renamed": { severity: "dangerous", section: "stateful", meaning: "a store keeps its data, and gets another name and address" },
  elsewhere: {
    severity: "dangerous",
    section: "others",
    meaning: "Terraform works with another provider or state than before, and may not find what there is",
  },
  "grant-widened": { severity: "dangerous", section: "grants", meaning: "a policy that was there allows more than before" },
  "encryption-lost": {
    severity: "dangerous",
    section: "safeguards",
    meaning: "bytes are stored or sent without encryption, or with a weaker one",
  },
  "protection-lost": { severity: "dangerous", section: "safeguards", meaning: "something can be lost more easily, or is watched less" },
  "ingress-opened": {
    severity: "dangerous",
    section: "ingress",
    meaning: "a security group that was there lets in more from inside the VPC",
  },
  "contract-broken": { severity: "dangerous", section: "contracts", meaning: "a contract finds what it did not find before" },
  "connection-severed": { severity: "dangerous", section: "connections", meaning: "a security group lets through less than before" },
  orphaned: { severity: "dangerous", section: "others", meaning: "Terraform does not look after it any more; it stays in AWS" },
  "egress-opened": { severity: "notice", section: "ingress", meaning: "a security group that was there sends to more than before" },
  "tags-changed": { severity: "notice", section: "tags", meaning: "tags are lost or have other values" },
  deleted: { severity: "notice", section: "others", meaning: "something is deleted or replaced that another apply brings back" },
  "ingress-added": { severity: "notice", section: "ingress", meaning: "a new security group lets something in" },
  "grant-added": { severity: "notice", section: "grants", meaning: "a new policy allows something" },
} as const satisfies Readonly<Record<string, Danger>>;

export type DangerName = keyof typeof dangers;

const order = Object.keys(dangers);

/** Place of a danger in the order: 0 is the worst. */
export function rankOf(danger: DangerName): number {
  return order.indexOf(danger);
}

/** What is known of a danger. */
export function dangerOf(danger: DangerName): Danger {
  return dangers[danger];
}
