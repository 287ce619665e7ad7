import { plainReporter, reporterFor, seconds, sideBySide, stopwatch } from "../../terraform/reporter";

/** Time stands still where a test does not say otherwise: a machine with much to do would make it pass. */
let now: jest.SpyInstance<number>;
beforeEach(() => {
  now = jest.spyOn(Date, "now").mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe("plain lines", () => {
  test("tell what each step came to and how long it took", async () => {
    const written: string[] = [];
    const reporter = plainReporter({ write: (text) => written.push(text) }, "ohi-dev");

    const result = await reporter.step(
      "plan",
      () => {
        now.mockReturnValue(1_500);
        return Promise.resolve(3);
      },
      (count) => `${count} to add`,
    );
    await reporter.step("apply", () => Promise.resolve());

    expect(result).toBe(3);
    expect(written).toEqual(["ohi-dev: plan: 3 to add (1.5 s)\n", "ohi-dev: apply (0.0 s)\n"]);
  });

  test("tell now and then how far a long step is", async () => {
    const written: string[] = [];
    const reporter = plainReporter({ write: (text) => written.push(text) }, undefined, 0);

    await reporter.step("apply", (say) => {
      say("1/2");
      return Promise.resolve();
    });
    const often = written.splice(0);
    await plainReporter({ write: (text) => written.push(text) }).step("apply", (say) => {
      say("1/2");
      return Promise.resolve();
    });

    expect(often).toEqual(["apply: 1/2 (0.0 s)\n", "apply (0.0 s)\n"]);
    expect(written).toEqual(["apply (0.0 s)\n"]);
  });
});

describe("a live display", () => {
  const display = { output: { isTTY: true, write: () => true }, plain: false };
  beforeEach(() => {
    jest.spyOn(process.stdout, "write").mockReturnValue(true);
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
  });

  test("gives a step's result, and lets its error through", async () => {
    const { step } = reporterFor(display);

    await expect(step("plan", () => Promise.resolve(3), String)).resolves.toBe(3);
    await expect(step("apply", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  test("leaves signals to the program", async () => {
    const before = process.listenerCount("SIGINT");

    await reporterFor(display).step("plan", () => {
      expect(process.listenerCount("SIGINT")).toBe(before);
      return Promise.resolve();
    });
  });

  test("shows jobs side by side and gives the outcome of each", async () => {
    const outcomes = await sideBySide(display, [
      { label: "ohi-dev", work: (reporter) => reporter.step("plan", () => Promise.resolve(1), String) },
      { label: "ohi-prod", work: (reporter) => reporter.step("plan", () => Promise.reject(new Error("no"))) },
    ]);

    expect(outcomes).toEqual([
      { status: "fulfilled", value: 1 },
      { status: "rejected", reason: new Error("no") },
    ]);
  });
});

test("jobs side by side are told apart by their label when lines are plain", async () => {
  const written: string[] = [];
  const display = { output: { isTTY: true, write: (text: string) => written.push(text) }, plain: true };

  const outcomes = await sideBySide(display, [
    { label: "ohi-dev", work: (reporter) => reporter.step("plan", () => Promise.resolve(1)) },
    { label: "ohi-prod", work: (reporter) => reporter.step("plan", () => Promise.reject(new Error("no"))) },
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(written).toEqual(["ohi-dev: plan (0.0 s)\n"]);
});

test.each([
  [0, "0.0 s"],
  [9_940, "9.9 s"],
  [9_960, "10 s"],
  [412_300, "412 s"],
])("%d milliseconds read %p", (milliseconds, expected) => {
  expect(seconds(milliseconds)).toBe(expected);
});

test("a stopwatch counts from when it was made", () => {
  now.mockReturnValue(5_000);
  const elapsed = stopwatch();
  now.mockReturnValue(5_250);

  expect(elapsed()).toBe(250);
});
