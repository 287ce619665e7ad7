import { parse } from "@aws-sdk/util-arn-parser";
import type { StateResource } from "../terraform/state-resource";
import { arnKinds } from "./arn-kinds";

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
 * Something that the state does not know is recognized by its kind and its tags, which are those of a resource of the configuration. What AWS derives
 * from a resource, such as a task or a snapshot, is of another kind, and is not told.
 */
export function findingsOf({ configured, state, held }: LeftBehindProps): string[] {
  const known = new Set(state.map(({ address }) => address));
  const isKnown = knownTo(state);

  const tainted = state
    .filter((resource) => resource.tainted)
    .map(({ address }) => `${address} is tainted: an apply ended before it was whole, and the next one would put another in its place.`);
  const unknown = held
    .filter(({ arn }) => !isKnown(arn))
    .flatMap(({ arn, tags }) => {
      const alike = [...configured]
        .filter(([address, wanted]) => isOf(typeIn(address), arn) && hasAll(tags, wanted))
        .map(([address]) => address);
      const missing = alike.filter((address) => !known.has(address));
      if (missing.length > 0)
        return [`${arn} is not in the state. By its tags it is ${missing.join(" or ")}, which the next apply would make.`];
      return alike.map((address) => `${arn} is not in the state, which has another ${address}.`);
    });
  return [...tainted, ...unknown];
}

/** Whether a type of resource has ARNs of this kind. */
function isOf(type: string, arn: string): boolean {
  const { service, resource } = parse(arn);
  return arnKinds[type]?.some((kind) => `${service}:${resource}`.startsWith(kind)) === true;
}

/** Whether a state has what an ARN names. A type without ARNs is known by the id that its ARN ends with. */
function knownTo(state: readonly StateResource[]): (arn: string) => boolean {
  const arns = new Set(state.flatMap(({ arn, id }) => [arn, id].filter((one) => one?.startsWith("arn:"))));
  const others = state.filter(({ arn }) => arn === undefined);
  return (arn) => arns.has(arn) || others.some(({ type, id }) => id !== undefined && arn.endsWith(`/${id}`) && isOf(type, arn));
}

function typeIn(address: string): string {
  return address.slice(0, address.indexOf("."));
}

/** Whether tags include those that are wanted. What only an apply can fill in, such as the number of the account, is as it may be. */
function hasAll(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => value.includes("${") || tags[key] === value);
}
