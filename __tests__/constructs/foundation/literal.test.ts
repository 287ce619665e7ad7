import { Eip } from "@cdktf/provider-aws/lib/eip";
import { literal } from "../../../constructs/foundation/literal";
import { resources, testStack } from "../../support/stack";

describe("a literal text", () => {
  test("reaches AWS as it stands, although Terraform would read expressions and directives in it", () => {
    expect(literal("a ${b} c %{d} $e ${f#g}")).toBe("a $${b} c %%{d} $e $${f#g}");
  });

  test("is escaped wherever Terraform would read something in it, not only the first time", () => {
    expect(literal("%{a} ${b} %{c} ${d}")).toBe("%%{a} $${b} %%{c} $${d}");
  });

  test("keeps references to other resources", () => {
    const stack = testStack();
    const address = new Eip(stack, "address", { tags: { Service: "web" } });
    new Eip(stack, "other", { tags: { Service: "web", Note: literal(`${address.publicIp} \${HOME}`) } });

    expect(resources(stack, "aws_eip")["other"]?.["tags"]).toMatchObject({ Note: "${aws_eip.address.public_ip} $${HOME}" });
  });
});
