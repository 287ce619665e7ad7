import { Address4 } from "ip-address";

/** An IPv4 range as text, for example `10.0.0.0/16`, whose host bits are known to be zero. */
export type Cidr = `${string}/${number}`;

/** Whether the text is an IPv4 range in CIDR notation with no host bit set: `10.0.0.0/16`, but not `10.0.0.1/16`. */
export function isAlignedCidr(text: string): text is Cidr {
  if (!/^[\d.]+\/\d+$/.test(text) || !Address4.isValid(text)) return false;
  return new Address4(text).startAddress().correctForm() === text.split("/")[0];
}

/** Number of leading bits that the range fixes: 16 for `10.0.0.0/16`. */
export function prefixLength(range: Cidr): number {
  return new Address4(range).subnetMask;
}

/** Whether two ranges share an address. Of two aligned ranges that do, one holds the other. */
export function overlap(one: Cidr, other: Cidr): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.isInSubnet(b) || b.isInSubnet(a);
}

/** Whether the range lies in the private address space of RFC 1918. */
export function isPrivate(range: Cidr): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((space) => new Address4(range).isInSubnet(new Address4(space)));
}

/**
 * The `index`-th /24 of a range, counted from 0: the 10th of `10.1.0.0/16` is `10.1.10.0/24`.
 *
 * @throws RangeError when the range has no such block.
 */
export function block24(range: Cidr, index: number): Cidr {
  const whole = new Address4(range);
  const start = Address4.fromBigInt(whole.startAddress().bigInt() + BigInt(index) * 256n);
  const block: Cidr = `${start.correctForm()}/24`;
  if (!new Address4(block).isInSubnet(whole)) throw new RangeError(`${range} has no block /24 number ${index}`);
  return block;
}
