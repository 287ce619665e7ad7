import { describeDiagnostic, parseEvent, type TerraformEvent } from "../../terraform/events";
import { Progress } from "../../terraform/progress";

const hook = (type: string, addr: string, action: string, elapsed_seconds?: number): string =>
  JSON.stringify({ "@level": "info", type, hook: { resource: { addr }, action, elapsed_seconds } });

describe("a line of Terraform's machine-readable output", () => {
  test.each<[string, string, TerraformEvent]>([
    [
      "a planned change",
      '{"type":"planned_change","change":{"resource":{"addr":"a.b"},"action":"create"}}',
      { kind: "planned", change: { address: "a.b", action: "create" } },
    ],
    ["a start", hook("apply_start", "a.b", "create"), { kind: "started", address: "a.b", action: "create" }],
    ["a wait", hook("apply_progress", "a.b", "create", 20), { kind: "running", address: "a.b", action: "create", seconds: 20 }],
    ["an end", hook("apply_complete", "a.b", "create", 21), { kind: "finished", address: "a.b", action: "create" }],
    ["a failure", hook("apply_errored", "a.b", "create", 21), { kind: "failed", address: "a.b", action: "create" }],
    [
      "a summary",
      '{"type":"change_summary","changes":{"add":3,"change":2,"remove":1,"operation":"plan"}}',
      { kind: "summary", operation: "plan", add: 3, change: 2, remove: 1 },
    ],
    [
      "changed outputs",
      '{"type":"outputs","outputs":{"a":{"action":"create"},"b":{"action":"noop"},"c":{}}}',
      { kind: "outputs", changed: ["a"] },
    ],
    [
      "a diagnostic",
      '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"no"}}',
      { kind: "diagnostic", diagnostic: { severity: "error", summary: "no" } },
    ],
  ])("tells of %s", (_, line, expected) => {
    expect(parseEvent(line)).toEqual(expected);
  });

  test.each(["", "Terraform has crashed", "null", "7", '{"type":"version"}', '{"type":"refresh_start"}', '{"type":"diagnostic"}'])(
    "is of no interest when it is %p",
    (line) => {
      expect(parseEvent(line)).toBeUndefined();
    },
  );

  test.each(["planned_change", "change_summary", "outputs", "apply_start", "apply_progress"])(
    "of type %s is borne with nothing else in it",
    (type) => {
      expect(() => parseEvent(JSON.stringify({ type }))).not.toThrow();
    },
  );
});

test("a diagnostic reads as address, summary and indented detail", () => {
  expect(describeDiagnostic({ severity: "error", summary: "creating VPC", detail: "quota\nreached\n", address: "aws_vpc.network" })).toBe(
    "aws_vpc.network: creating VPC\n    quota\n    reached",
  );
  expect(describeDiagnostic({ severity: "error", summary: "no credentials", detail: "" })).toBe("no credentials");
});

describe("progress of an apply", () => {
  test("counts what is done and names what has been running longest", () => {
    const progress = new Progress(4);
    const lines = [
      hook("apply_start", "aws_db_instance.a", "create"),
      hook("apply_start", "aws_lb.b", "create"),
      hook("apply_progress", "aws_lb.b", "create", 20.4),
      hook("apply_progress", "aws_db_instance.a", "create", 10),
      hook("apply_complete", "aws_lb.b", "create", 25),
      hook("apply_errored", "aws_db_instance.a", "create", 30),
    ];

    const said = lines.map((line) => progress.after(eventOf(line)));

    expect(said).toEqual([
      "0/4, aws_db_instance.a",
      "0/4, aws_db_instance.a",
      "0/4, aws_lb.b 20 s",
      "0/4, aws_lb.b 20 s",
      "1/4, aws_db_instance.a 10 s",
      "1/4",
    ]);
  });

  test("does not count a data source that is read during the apply", () => {
    const progress = new Progress(1);

    const said = [hook("apply_start", "data.x.y", "read"), hook("apply_complete", "data.x.y", "read")].map((line) =>
      progress.after(eventOf(line)),
    );

    expect(said).toEqual(["0/1, data.x.y", "0/1"]);
  });
});

function eventOf(line: string): TerraformEvent {
  const event = parseEvent(line);
  if (event === undefined) throw new Error(`no event in ${line}`);
  return event;
}
