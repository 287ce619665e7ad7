import { bareReference, expressionsIn, joined, referencesIn, soleReference } from "../../review/reference";

const namesIn = (text: string): string[] => referencesIn(text).map(joined);

describe("references in a text", () => {
  test.each([
    ["one that is the whole text", "${aws_vpc.main.id}", ["aws_vpc.main.id"]],
    [
      "one inside a longer text",
      "arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:*",
      ["data.aws_caller_identity.current.account_id"],
    ],
    ["several", "${aws_a_b.one.x}-${local.two}", ["aws_a_b.one.x", "local.two"]],
    ["names with hyphens and digits", "${aws_eip.network_nat_a-address.public_ip}", ["aws_eip.network_nat_a-address.public_ip"]],
    ["those among the arguments of a function", '${join(",", [aws_subnet.a.id, aws_subnet.b.id])}', ["aws_subnet.a.id", "aws_subnet.b.id"]],
    [
      "those in a text inside a function",
      '${base64encode("host=${aws_db_instance.main.address} $${HOME}")}',
      ["aws_db_instance.main.address"],
    ],
    ["those behind a text that begins an expression and escapes it", '${format("$${", aws_vpc.main.id)}', ["aws_vpc.main.id"]],
    ["those in a nested call and a map", "${jsonencode({ key = { arn = aws_kms_key.main.arn } })}", ["aws_kms_key.main.arn"]],
    ["those inside brackets", "${aws_subnet.all[local.index].id}", ["aws_subnet.all[local.index].id", "local.index"]],
    ["an index in words", '${aws_subnet.all["a"].id}', ['aws_subnet.all[""].id']],
    ["a splat", "${aws_subnet.all[*].id}", ["aws_subnet.all[*].id"]],
    [
      "variables, modules and ephemeral values",
      "${var.tags}${module.net.vpc}${ephemeral.aws_secret.db.value}",
      ["var.tags", "module.net.vpc", "ephemeral.aws_secret.db.value"],
    ],
    ["what a loop goes over, not its variables", "${[for key, it in aws_subnet.all : it.id if key != it.name]}", ["aws_subnet.all"]],
    ["those in a directive", "%{ if var.on }x%{ endif }", ["var.on"]],
    ["a whole resource", "${aws_subnet.all}", ["aws_subnet.all"]],
  ])("are %s", (_, text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });

  test.each([
    ["an escaped expression", "$${aws_vpc.main.id} %%{if}"],
    ["a quoted text", '${upper("aws_vpc.main.id")}'],
    ["surroundings", "${each.value.id}${count.index}${path.module}${self.id}${terraform.workspace}"],
    ["a call of a provider's function", "${provider::aws::arn_parse(1)}"],
    ["plain text with dots", "com.amazonaws.eu-west-1.s3"],
    ["a data source without an id", "${data.aws_region}"],
    ["an unfinished expression", "${"],
  ])("are not found in %s", (_, text) => {
    expect(namesIn(text)).toEqual([]);
  });
});

describe("an expression", () => {
  test("ends with its own brace, not with that of a text or a map inside it", () => {
    expect(expressionsIn('a ${f("}", { x = "\\"}" })} b ${y}')).toEqual(['f("}", { x = "\\"}" })', "y"]);
  });
});

describe("a reference that is a whole text", () => {
  test("is told with its attribute", () => {
    expect(soleReference("${aws_subnet.all[0].id}")).toEqual({ address: "aws_subnet.all", attribute: "[0].id" });
  });

  test.each([
    "x${aws_vpc.main.id}",
    "${aws_vpc.main.id}${aws_vpc.main.id}",
    "${upper(aws_vpc.main.id)}",
    "${aws_vpc.main.id == 1}",
    "aws_vpc.main.id",
    "",
  ])("is not %p", (text) => {
    expect(soleReference(text)).toBeUndefined();
  });
});

describe("a reference without an expression", () => {
  test("is an address, as `depends_on` holds it", () => {
    expect([bareReference("aws_vpc.main"), bareReference("data.aws_region.current"), bareReference("vpc")]).toEqual([
      { address: "aws_vpc.main", attribute: "" },
      { address: "data.aws_region.current", attribute: "" },
      undefined,
    ]);
  });
});
