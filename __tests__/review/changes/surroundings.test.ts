import type { Block } from "../../../review/value";
import { small, toldBetween } from "./small";

const provider = (values: Block): Block => ({
  provider: {
    aws: [
      { region: "eu-west-1", ...values },
      { alias: "edge", region: "us-east-1" },
    ],
  },
});
const backend = (values: Block): Block => ({ terraform: { backend: { s3: { bucket: "states", key: "one", ...values } } } });
const told = (before: Block | undefined, after: Block): (readonly [string, string])[] => [...toldBetween("surroundings", before, after)];

describe("where Terraform looks for what there is", () => {
  test.each<readonly [change: string, before: Block, after: Block, address: string]>([
    ["another account", provider({}), provider({ assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/one" }] }), "provider.aws"],
    ["an account that is refused", provider({ allowed_account_ids: ["1"] }), provider({ allowed_account_ids: ["2"] }), "provider.aws"],
    ["another region", provider({}), provider({ region: "eu-central-1" }), "provider.aws"],
    ["an end point of somebody else", provider({}), provider({ endpoints: [{ s3: "https://example.com" }] }), "provider.aws"],
    ["a provider that is gone", provider({}), { provider: { aws: [{ region: "eu-west-1" }] } }, "provider.aws.edge"],
    ["the key of another state", backend({}), backend({ key: "two" }), "backend.s3"],
    ["the bucket of another state", backend({}), backend({ bucket: "others" }), "backend.s3"],
    ["a state in a file", backend({}), { terraform: { backend: { local: {} } } }, "backend.s3"],
  ])("is told when it is %s", (_change, before, after, address) => {
    expect(told(small({}, before), small({}, after))).toEqual([["elsewhere", address]]);
  });

  test("is told when a resource gets another provider", () => {
    const [home, edge] = [small({ "aws_vpc.one": {} }), small({ "aws_vpc.one": { provider: "aws.edge" } })];

    expect(told(home, edge)).toEqual([["elsewhere", "aws_vpc.one"]]);
    expect(told(home, small({ "aws_vpc.one": { provider: "aws" } }))).toEqual([]);
  });

  test("is nobody's change when all of it is as it was, or the stack is new", () => {
    const all = small({ "aws_vpc.one": {} }, { ...provider({}), ...backend({}) });

    expect(told(all, all)).toEqual([]);
    expect(told(undefined, all)).toEqual([]);
  });
});
