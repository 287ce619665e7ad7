import { belongingTo } from "../../../stacks/belonging";
import { boundaryGrants } from "../../../stacks/workload/boundary";
import { environments } from "../../../environments";

/** Characters that IAM takes for a managed policy, spaces not counted. */
const longestPolicy = 6144;

describe("the permissions boundary", () => {
  test.each(environments)("of $name is short enough for IAM", (environment) => {
    const namePrefix = `ohi-${environment.name}`;
    const grants = boundaryGrants({
      namePrefix,
      tags: belongingTo(environment),
      region: "eu-west-1",
      accountId: "123456789012",
      kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
      domain: environment.domain,
    });

    expect(policySize(grants)).toBeLessThan(longestPolicy);
  });
});

/** Characters of the policy as the policy-document data source writes it. */
function policySize(grants: ReturnType<typeof boundaryGrants>): number {
  const statements = grants.map(({ sid, actions, resources, conditions = [] }) => ({
    Sid: sid,
    Effect: "Allow",
    Action: one(actions),
    Resource: one(resources ?? ["*"]),
    ...Object.fromEntries(conditions.map(({ test, variable, values }) => [test, { [variable]: one(values) }])),
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}

function one(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values;
}
