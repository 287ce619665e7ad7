import { runInThisContext } from "node:vm";
import { DefaultTokenResolver, Fn, Lazy, StringConcat, ref, Testing, TerraformStack, Token } from "cdktf";
import resolution = require("cdktf/lib/tokens/private/resolve");
import fc from "fast-check";
import { quickened, quickenTokens, type Resolve } from "../../../constructs/foundation/quick-tokens";

const stack = new TerraformStack(Testing.app(), "test");
const options = { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false };

/** cdktf's own, whichever test file of this worker made it quick before. */
const resolve = (resolution.resolve as Resolve & { readonly original?: Resolve }).original ?? resolution.resolve;

/** What comes of a value, as text in which nothing is left out: what it is resolved to, or why it is refused. */
function outcome(by: Resolve, value: unknown): string {
  try {
    return JSON.stringify(by(value, options), (_key, part: unknown) => (part === undefined ? "(undefined)" : part));
  } catch (error) {
    return String(error);
  }
}

/** As cdktf knows a date: made outside of a test's own context. */
const moment = runInThisContext("new Date(0)") as Date;

const reference = ref("aws_vpc.main.id", stack);

/** Whatever cdktf looks for in a value, and texts that only look like it. */
const leaf = fc.constantFrom<unknown>(
  ...[undefined, null, true, "", "plain", "a { b", "$${HOME}", "${var.name}", "}", "1e5", "2e+10", 7, 0, -7, 0.5, 1e300, -1e300, NaN],
  ...[Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE, Token.NUMBER_MAP_TOKEN_VALUE],
  ...[Token.asString(reference), `arn:${Token.asString(reference)}/*`, Token.asNumber(reference), `port ${Token.asNumber(reference)}`],
  ...[
    Token.asList(reference),
    Token.asNumberList(reference),
    Token.asStringMap(reference),
    Token.asNumberMap(reference),
    Token.asAnyMap(reference),
  ],
  ...[
    Token.asAny("literal"),
    Token.asAny({ a: 1 }),
    Lazy.anyValue({ produce: () => ({ inner: Token.asString(reference), none: undefined }) }),
  ],
  ...[Fn.join("-", ["a", Token.asString(reference)]), Fn.upper("${HOME}"), moment, stack, () => 0],
  ...[[Token.asList(reference)[0], "more"], { ...Token.asStringMap(reference), more: "x" }, { [Token.asString(reference)]: "keyed" }],
);

const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("any")),
  ),
})).any;

describe("quickened tokens", () => {
  test("are resolved, and refused, as cdktf does, whatever they are in", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(outcome(quickened(resolve), value)).toEqual(outcome(resolve, value));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("name the place of what cannot be resolved", () => {
    expect(outcome(quickened(resolve), { ingress: [{ port: () => 0 }] })).toContain("/ingress/0/port");
  });

  test("ask cdktf only about what may be a token", () => {
    const asked: unknown[] = [];
    const asking: Resolve = (value, context) => {
      asked.push(value);
      return resolve(value, context) as unknown;
    };
    const [token, list] = [Token.asString(reference), Token.asList(reference)];

    const resolved: unknown = quickened(asking)(
      { name: "plain", port: 5432, none: undefined, nothing: null, tags: { on: true }, ids: [token, "${HOME}"], zones: list, id: token },
      options,
    );

    expect(resolved).toEqual({
      name: "plain",
      port: 5432,
      nothing: null,
      tags: { on: true },
      ids: ["${aws_vpc.main.id}", "${HOME}"],
      zones: "${aws_vpc.main.id}",
      id: "${aws_vpc.main.id}",
    });
    expect(asked).toEqual([token, list, token]);
  });

  test("are quickened once, however often it is asked for, and remember no stack", () => {
    quickenTokens();
    const once = resolution.resolve;
    quickenTokens();

    expect(resolution.resolve).toBe(once);
    expect(once).not.toBe(resolve);
    expect(Lazy.anyValue({ produce: () => 1 }).creationStack).toEqual([]);
  });
});
