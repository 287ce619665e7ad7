import type { Difference } from "../../../scripts/cdktn/differences";
import { type Expected, judge } from "../../../scripts/cdktn/judgement";

const place = "terraform.required_providers.aws.version";
const version = (document: string): Difference => ({ document, path: place, from: "5.100.0", to: "6.66.0" });
const expected: Expected = { documents: ["ohi-dev", "ohi-prod"], path: place, from: "5.100.0", to: "6.66.0", reason: "another provider" };
const found = [version("ohi-dev"), version("ohi-prod")];

describe("a difference", () => {
  test("is no problem where it is expected", () => {
    expect(judge(found, [expected])).toEqual([]);
  });

  test("is one where nobody expects it", () => {
    expect(judge([...found, version("ohi-staging")], [expected])).toEqual([
      'not expected: ohi-staging: terraform.required_providers.aws.version: "5.100.0" → "6.66.0"',
    ]);
  });

  test.each<[string, Partial<Difference>]>([
    ["leads to another value", { to: "6.67.0" }],
    ["comes from another value", { from: "5.99.0" }],
    ["takes the value away", { to: undefined }],
    ["stands at another place", { path: "terraform.required_version" }],
    ["stands in another document", { document: "manifest" }],
  ])("is one, and the expected one is missing, when it %s", (_how, other) => {
    const problems = judge([version("ohi-dev"), { ...version("ohi-prod"), ...other }], [expected]);

    expect(problems.map((problem) => problem.slice(0, problem.indexOf(":")))).toEqual(["not expected", "expected, but not there"]);
  });

  test("is compared whole where it is a block, however long", () => {
    const tags = { Service: "cdn", Note: "x".repeat(2000) };
    const added: Expected = { documents: ["ohi-dev"], path: "tags", to: tags, reason: "tagged" };
    const difference = { document: "ohi-dev", path: "tags", from: undefined, to: { ...tags } };

    expect(judge([difference], [added])).toEqual([]);
    expect(judge([{ ...difference, to: { ...tags, Note: `${tags.Note}y` } }], [added])).toHaveLength(2);
  });
});

describe("an expected difference", () => {
  test("is a problem in each document that has it no more", () => {
    expect(judge([version("ohi-dev")], [expected])).toEqual([
      'expected, but not there: ohi-prod: terraform.required_providers.aws.version: "5.100.0" → "6.66.0"',
    ]);
    expect(judge([], [expected])).toHaveLength(2);
  });
});
