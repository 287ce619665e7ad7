import { danglingReferences } from "../../../constructs/foundation/dangling-references";

const elements = { resource: { aws_vpc: { main: {} } }, data: { aws_region: { here: {} } }, ephemeral: { aws_secret: { one: {} } } };
const using = (...values: unknown[]): object => ({ ...elements, output: { all: { value: values } } });

describe("dangling references", () => {
  test("are none where every expression leads to an element, in functions and longer texts too", () => {
    const json = using(
      "${aws_vpc.main.id}",
      'arn:${data.aws_region.here.name}:${join("-", [aws_vpc.main.id])}',
      "${ephemeral.aws_secret.one.value}",
    );

    expect(danglingReferences(json)).toEqual([]);
  });

  test("are named once each, whatever kind of element is missing", () => {
    const json = using(
      "${aws_vpc.other-a.id}",
      "${aws_vpc.other-a.arn}",
      "${data.aws_region.there.name}",
      "${ephemeral.aws_secret.two.value}",
      "${data.aws_vpc.main.id}",
    );

    expect(danglingReferences(json)).toEqual(["aws_vpc.other-a", "data.aws_region.there", "data.aws_vpc.main", "ephemeral.aws_secret.two"]);
  });

  test("are not looked for outside expressions", () => {
    expect(danglingReferences(using("see aws_vpc.nowhere.id", "$${aws_vpc.escaped.id}", "%%{ if aws_vpc.escaped.id }"))).toEqual([]);
  });

  test("are not looked for in texts inside expressions, but in the expressions inside these", () => {
    const json = using('${format("aws_vpc.text.id, \\"aws_vpc.quoted.id\\", $${aws_vpc.escaped.id} and ${aws_vpc.nested.id}", "}")}');

    expect(danglingReferences(json)).toEqual(["aws_vpc.nested"]);
  });

  test("are seen behind braces inside an expression, in directives, behind a backslash and in keys", () => {
    const json = using(
      '${merge({ "a" = { b = 1 } }, { c = aws_vpc.braces.id })}',
      "%{ if aws_vpc.directive.id == 1 }on%{ endif }",
      "\\${aws_vpc.backslash.id}",
      { "${aws_vpc.key.id}": 1 },
    );

    expect(danglingReferences(json)).toEqual(["aws_vpc.backslash", "aws_vpc.braces", "aws_vpc.directive", "aws_vpc.key"]);
  });

  test("are seen where Terraform takes addresses without an expression, and only there", () => {
    const json = {
      resource: {
        aws_vpc: {
          main: {
            depends_on: ["aws_subnet.one", "aws_vpc.main"],
            lifecycle: { ignore_changes: ["aws_vpc.change"], replace_triggered_by: ["aws_subnet.two.arn"] },
            provider: "aws.us-east-1",
            tags: { depends_on: "aws_subnet.tag" },
          },
        },
      },
      data: { aws_region: { here: { depends_on: ["data.aws_region.three"] } } },
      ephemeral: { aws_secret: { one: { depends_on: ["ephemeral.aws_secret.four"] } } },
      output: { all: { value: 1, depends_on: ["aws_subnet.five"] } },
    };

    expect(danglingReferences(json)).toEqual([
      "aws_subnet.five",
      "aws_subnet.one",
      "aws_subnet.two",
      "data.aws_region.three",
      "ephemeral.aws_secret.four",
    ]);
  });
});
