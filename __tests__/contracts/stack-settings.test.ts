import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

/** How many there are of what only the network and the connection matrix make. */
const numbers: Readonly<Record<string, number>> = {
  aws_default_security_group: 1,
  aws_eip: 3,
  aws_flow_log: 1,
  aws_iam_policy: 1,
  aws_internet_gateway: 1,
  aws_nat_gateway: 3,
  aws_route: 4,
  aws_route_table: 5,
  aws_route_table_association: 9,
  aws_security_group: 23,
  aws_subnet: 9,
  aws_vpc: 1,
  aws_vpc_endpoint: 8,
  aws_vpc_security_group_egress_rule: 60,
  aws_vpc_security_group_ingress_rule: 55,
};

describe.each(environments)("the stack $stack", ({ stack: name }) => {
  const stack = stackNamed(name);

  test("keeps its state encrypted and locked in S3, under a key of its own", () => {
    expect(stack.backends).toEqual([
      {
        address: "backend.s3",
        name: "s3",
        values: {
          bucket: "ohi-shared-terraform-state",
          key: `${name}/terraform.tfstate`,
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
        },
      },
    ]);
  });

  test("pins the provider, and wants a Terraform that locks in S3", () => {
    expect(stack.settings.values).toEqual({
      required_version: ">= 1.11.0, < 2.0.0",
      required_providers: { aws: { source: "aws", version: "5.100.0" } },
    });
  });

  test("works in eu-west-1, and for CloudFront in us-east-1", () => {
    expect(stack.providers.map(({ values }) => values)).toEqual([{ region: "eu-west-1" }, { alias: "us-east-1", region: "us-east-1" }]);
  });

  test("asks for the account once", () => {
    expect(valuesOf(stack, "data.aws_caller_identity")).toEqual({ current: {} });
  });

  test("has no inputs, and no kind of block that the review cannot read", () => {
    expect([stack.inputs, stack.unread]).toEqual([[], []]);
  });

  test("has these numbers of resources in its network", () => {
    const counts = Object.keys(numbers).map((type) => [type, stack.ofType(type).length]);

    expect(Object.fromEntries(counts)).toEqual(numbers);
  });
});
