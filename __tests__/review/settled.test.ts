import { settledReader } from "../../review/settled";
import { stackOf } from "../../review/synthesized";

describe("a value as tables state it for every environment", () => {
  const network = { aws_vpc: { network_vpc: { cidr_block: "10.2.0.0/16" } } };

  test("has the stack's name, its domain, the beginning of its addresses and its environment's name as words", () => {
    const read = settledReader(stackOf("ohi-dev", { resource: network }));

    expect(read({ name: "ohi-dev-api", host: "api.dev.ohealth-ng.com", cidr: "10.2.11.0/24", environment: "dev" })).toBe(
      '{"name":"{stack}-api","host":"api.{domain}","cidr":"{net}.11.0/24","environment":"{environment}"}',
    );
  });

  test("keeps its dots in a stack without a VPC", () => {
    const read = settledReader(stackOf("ohi-dev", {}));

    expect(read(["logs.amazonaws.com", "10.2.11.0/24"])).toBe('["logs.amazonaws.com","10.2.11.0/24"]');
  });
});
