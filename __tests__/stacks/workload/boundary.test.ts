import { belongingTo } from "../../../stacks/belonging";
import { boundaryGrants } from "../../../stacks/workload/boundary";
import { staging } from "../../../environments/staging";

/** Characters that IAM takes for a managed policy, spaces not counted. */
const longestPolicy = 6144;

describe("the permissions boundary", () => {
  test("of an environment with the longest name is short enough for IAM, as the contract policy-sizes holds of those that there are", () => {
    const name = "a".repeat(8);
    const grants = boundaryGrants({
      namePrefix: `ohi-${name}`,
      tags: belongingTo({ ...staging, name }),
      region: "eu-west-1",
      accountId: "123456789012",
      kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
      domain: `${name}.ohealth-ng.com`,
    });

    expect(policySize(grants)).toBeLessThan(longestPolicy);
  });
});

/** Characters of the policy as the policy-document data source writes it: conditions of one operator stand in one block. */
function policySize(grants: ReturnType<typeof boundaryGrants>): number {
  const statements = grants.map(({ sid, actions, resources, conditions = [] }) => {
    const operators = [...new Set(conditions.map(({ test }) => test))].map((test) => {
      const ofTest = conditions.filter((condition) => condition.test === test);
      return [test, Object.fromEntries(ofTest.map(({ variable, values }) => [variable, one(values)]))] as const;
    });
    return {
      Sid: sid,
      Effect: "Allow",
      Action: one(actions),
      Resource: one(resources ?? ["*"]),
      ...(operators.length === 0 ? {} : { Condition: Object.fromEntries(operators) }),
    };
  });
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}

function one(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values;
}
