import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { Ephemeral } from "../../../constructs/foundation/ephemeral";
import { tag } from "../../../constructs/foundation/tags";
import { ephemerals, render, resources, testStack } from "../../support/stack";

describe("an ephemeral resource", () => {
  test("is a block of its own, with the words of its path as its id", () => {
    const stack = testStack();
    new Ephemeral(new Construct(stack, "login"), "password", "aws_secretsmanager_random_password", {
      password_length: 40,
      exclude_punctuation: true,
    });

    const json = render(stack);

    expect(ephemerals(json, "aws_secretsmanager_random_password")).toEqual({
      login_password: { password_length: 40, exclude_punctuation: true },
    });
    expect(json.resource).toBeUndefined();
  });

  test("is referred to by its attributes", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    const password = new Ephemeral(stack, "password", "aws_secretsmanager_random_password", {});
    new SsmParameter(stack, "kept", {
      name: "kept",
      type: "SecureString",
      valueWo: password.attribute("random_password"),
      valueWoVersion: 1,
    });

    expect(resources(stack, "aws_ssm_parameter")["kept"]).toMatchObject({
      value_wo: "${ephemeral.aws_secretsmanager_random_password.password.random_password}",
    });
  });

  test("cannot have the id of another element", () => {
    const stack = testStack();
    new Ephemeral(new Construct(stack, "a"), "b_c", "aws_secretsmanager_random_password", {});
    new Ephemeral(new Construct(stack, "a_b"), "c", "aws_secretsmanager_random_password", {});

    expect(() => render(stack)).toThrow('its Terraform id "a_b_c" is already taken by ohi-test/a/b_c');
  });

  test("is in the HCL as well", () => {
    const stack = testStack();
    new Ephemeral(stack, "password", "aws_secretsmanager_random_password", { password_length: 40 });

    expect(stack.toHclTerraform().hcl).toContain('ephemeral "aws_secretsmanager_random_password" "password" {\n  password_length = 40\n}');
  });
});
