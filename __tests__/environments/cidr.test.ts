import * as fc from "fast-check";
import { block24, isAlignedCidr, isPrivate, overlap, prefixLength } from "../../environments/cidr";

describe("an aligned range", () => {
  test.each(["10.0.0.0/16", "10.1.2.0/24", "0.0.0.0/0", "192.168.0.1/32"])("is %s", (text) => {
    expect(isAlignedCidr(text)).toBe(true);
  });

  test.each(["10.0.0.1/16", "10.1.2.0/23x", "10.0.0.0", "10.0.0.0/33", "256.0.0.0/8", "10.0.0/16", "fe80::/10", ""])(
    "is not %j",
    (text) => {
      expect(isAlignedCidr(text)).toBe(false);
    },
  );
});

describe("two ranges", () => {
  test("overlap when one holds the other, whichever comes first", () => {
    expect([overlap("10.0.0.0/16", "10.0.7.0/24"), overlap("10.0.7.0/24", "10.0.0.0/16"), overlap("10.0.0.0/16", "10.0.0.0/16")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("do not overlap when they are neighbours", () => {
    expect([overlap("10.0.0.0/16", "10.1.0.0/16"), overlap("10.0.0.0/17", "10.0.128.0/17")]).toEqual([false, false]);
  });
});

describe("a range", () => {
  test("is private within RFC 1918 and nowhere else", () => {
    expect((["10.0.0.0/8", "172.16.0.0/12", "192.168.4.0/24"] as const).map(isPrivate)).toEqual([true, true, true]);
    expect((["11.0.0.0/16", "172.32.0.0/16", "0.0.0.0/0", "192.0.0.0/8"] as const).map(isPrivate)).toEqual([false, false, false, false]);
  });

  test("knows its prefix length", () => {
    expect([prefixLength("10.0.0.0/16"), prefixLength("10.0.0.0/19")]).toEqual([16, 19]);
  });

  test("has blocks /24 that lie inside it, in order and apart from each other", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 255 }),
        (network, one, other) => {
          const range = `10.${network}.0.0/16` as const;

          expect(block24(range, one)).toBe(`10.${network}.${one}.0/24`);
          expect(overlap(block24(range, one), block24(range, other))).toBe(one === other);
        },
      ),
    );
  });

  test("has no block beyond its end", () => {
    expect(() => block24("10.0.0.0/16", 256)).toThrow("10.0.0.0/16 has no block /24 number 256");
    expect(() => block24("10.0.0.0/25", 0)).toThrow("10.0.0.0/25 has no block /24 number 0");
  });
});
