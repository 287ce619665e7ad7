import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { tag } from "../../../constructs/foundation/tags";
import { testStack } from "../../support/stack";

describe("a stack's HCL", () => {
  const stack = testStack();
  tag(stack, { Service: "kms" });
  const key = new KmsKey(stack, "key", {});
  stack.addOverride("ephemeral.aws_kms_secrets.values", { "//": "note", retries: 2, strict: true, context: key.arn });
  stack.prepareStack();
  const { hcl } = stack.toHclTerraform();

  test("says which Terraform it wants, once", () => {
    expect(hcl.match(/^ *required_version = .*$/gm)).toEqual(['  required_version = ">= 1.11.0, < 2.0.0"']);
    expect(hcl).not.toMatch(/^ *\d+ =/m);
  });

  test("has the ephemeral blocks that cdktf leaves out", () => {
    const block = 'ephemeral "aws_kms_secrets" "values" {\n  retries = 2\n  strict = true\n  context = "${aws_kms_key.key.arn}"\n}';

    expect(hcl.slice(hcl.indexOf("ephemeral "))).toBe(block);
  });
});
