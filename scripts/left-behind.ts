import { parse } from "@aws-sdk/util-arn-parser";
import type { StateResource } from "../terraform/state-resource";

export type Tags = Readonly<Record<string, string>>;

/** Something in an AWS account. */
export interface Held {
  readonly arn: string;
  readonly tags: Tags;
}

export interface LeftBehindProps {
  /** Tags of every resource of the configuration that has some, by address. */
  readonly configured: ReadonlyMap<string, Tags>;
  readonly state: readonly StateResource[];
  /** What the account holds of the environment. */
  readonly held: readonly Held[];
}

/**
 * What an apply that died has left and the next one would not take up: resources that are tainted, and those that AWS has made and the state does not
 * know. Each is told in one line.
 *
 * Something that the state does not know is recognized by its tags, which are those of a resource of the configuration. What AWS derives from one, such
 * as a task or a snapshot, has the same tags and is of another kind, and is not told.
 */
export function findingsOf({ configured, state, held }: LeftBehindProps): string[] {
  const known = new Map(state.map((resource) => [resource.address, resource]));
  const kinds = new Map(state.flatMap(({ type, arn }) => (arn === undefined ? [] : [[type, kindOf(arn)]])));
  const isKnown = knownTo(state);

  const tainted = state
    .filter((resource) => resource.tainted)
    .map(({ address }) => `${address} is tainted: an apply ended before it was whole, and the next one would put another in its place.`);
  const unknown = held
    .filter(({ arn }) => !isKnown(arn))
    .flatMap(({ arn, tags }) => {
      const alike = [...configured.keys()].filter((address) => {
        const kind = kinds.get(typeIn(address));
        return hasAll(tags, configured.get(address) ?? {}) && (kind === undefined ? !known.has(address) : kind === kindOf(arn));
      });
      const missing = alike.filter((address) => !known.has(address));
      if (missing.length > 0)
        return [`${arn} is not in the state. By its tags it is ${missing.join(" or ")}, which the next apply would make.`];
      return alike.map((address) => `${arn} is not in the state, which has another ${address}. It was made twice, or it is being deleted.`);
    });
  return [...tainted, ...unknown];
}

/** Whether a state has what an ARN names. Types without an ARN of their own are known by their id. */
function knownTo(state: readonly StateResource[]): (arn: string) => boolean {
  const arns = new Set(
    state.flatMap(({ arn, id }) => [arn, id].flatMap((one) => (one?.startsWith("arn:") === true ? [familyOf(one)] : []))),
  );
  const ids = new Set(state.flatMap(({ arn, id }) => (arn === undefined && id !== undefined ? [id] : [])));
  return (arn) => arns.has(familyOf(arn)) || ids.has(arn.slice(arn.search(/[^:/]*$/)));
}

/** An ARN without the revision that a task definition gets: all of them are one resource. */
function familyOf(arn: string): string {
  return arn.replace(/(:task-definition\/[^:]+):\d+$/, "$1");
}

/** Service and kind of what an ARN names, for example `ec2:vpc`. */
function kindOf(arn: string): string {
  const { service, resource } = parse(arn);
  return `${service}:${/^[^:/]+(?=[:/])/.exec(resource)?.[0] ?? ""}`;
}

function typeIn(address: string): string {
  return address.slice(0, address.indexOf("."));
}

function hasAll(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}
