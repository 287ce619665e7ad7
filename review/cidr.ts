import { Address4 } from "ip-address";
import { rememberedText } from "./remembered";

/** An IPv4 range: `10.0.0.0/16`. */
export interface Cidr {
  readonly text: string;
  readonly range: Address4;
}

/** Everything that has an IPv4 address. */
export const internet = "0.0.0.0/0";

/** Reads a range in CIDR notation; nothing when the text is none, or has a bit set behind its prefix. */
export const parseCidr = rememberedText((text: string): Cidr | undefined => {
  if (!/^[\d.]+\/\d+$/.test(text) || !Address4.isValid(text)) return undefined;
  const range = new Address4(text);
  return range.startAddress().correctForm() === text.split("/")[0] ? { text, range } : undefined;
});

/** Whether all addresses of a range are in another one. */
export function isWithin(inner: Cidr, outer: Cidr): boolean {
  return inner.range.isInSubnet(outer.range);
}

/** Whether two ranges share an address. Of two aligned ranges that do, one holds the other. */
export function overlap(one: Cidr, other: Cidr): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** The `index`-th /24 of a range, counted from 0. */
export function block24(range: Cidr, index: number): string {
  return `${Address4.fromBigInt(range.range.startAddress().bigInt() + BigInt(index) * 256n).correctForm()}/24`;
}
