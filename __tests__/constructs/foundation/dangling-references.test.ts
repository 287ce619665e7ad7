import { danglingReferences } from "../../../constructs/foundation/dangling-references";

const elements = { resource: { aws_vpc: { main: {} } }, data: { aws_region: { here: {} } }, ephemeral: { aws_secret: { one: {} } } };
const using = (...texts: string[]): object => ({ ...elements, output: { all: { value: texts } } });

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
    expect(danglingReferences(using("see aws_vpc.nowhere.id"))).toEqual([]);
  });
});
