import { Refusal } from "../../constructs/foundation/refusal";
import * as platform from "../../stacks/platform-app";
import { synthesizePlatform } from "../../stacks/synthesis";

jest.mock("../../stacks/platform-app");
jest.mock("../../constructs/foundation/quick-tokens");

/** The exit code and what was reported, when the stacks cannot be made. */
function failing(error: Error): { readonly code: number; readonly reported: readonly string[] } {
  const reported: string[] = [];
  jest.mocked(platform.addPlatform).mockImplementation(() => {
    throw error;
  });
  const code = synthesizePlatform({}, (problems) => reported.push(problems));
  return { code, reported };
}

describe("a synthesis", () => {
  test("reports what a construct refuses, and fails", () => {
    const refusal = new Refusal("ohi-dev/x", ["port: found 0; allowed: 1 to 65535"]);

    expect(failing(refusal)).toEqual({ code: 1, reported: [`${refusal.message}\n`] });
  });

  test("lets an error of its own through, with its trace", () => {
    expect(() => failing(new TypeError("not a function"))).toThrow(TypeError);
  });

  test("reports settings that are wrong", () => {
    const reported: string[] = [];

    expect(synthesizePlatform({ OHI_ACCOUNT_ID: "1" }, (problems) => reported.push(problems))).toBe(1);
    expect(reported.join()).toContain("OHI_ACCOUNT_ID");
  });
});
