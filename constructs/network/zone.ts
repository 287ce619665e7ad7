/** The letter of an availability zone, by which its resources are told apart: `a` for `eu-west-1a`. */
export function zoneLetter(zone: string): string {
  return zone.slice(-1);
}
