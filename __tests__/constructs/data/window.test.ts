import { type DailyWindow, type WeeklyWindow, windowProblems } from "../../../constructs/data/window";

describe("the windows of a store", () => {
  test.each<[DailyWindow, WeeklyWindow]>([
    ["03:00-04:00", "sun:04:00-sun:05:00"],
    ["03:00-05:00", "sun:05:00-sun:07:00"],
    ["23:30-00:30", "mon:00:30-mon:01:30"],
    ["22:00-23:00", "sun:23:00-mon:01:00"],
  ])("backup %s and maintenance %s share no minute", (backup, maintenance) => {
    expect(windowProblems({ backup, maintenance }, 30)).toEqual([]);
  });

  test.each<[DailyWindow, WeeklyWindow, number]>([
    ["03:00-04:00", "sun:03:59-sun:05:00", 1],
    ["03:00-04:00", "wed:02:30-wed:03:30", 30],
    ["23:30-00:30", "sun:00:00-sun:01:00", 30],
    ["00:00-01:00", "sun:23:00-mon:02:00", 60],
    ["03:00-04:00", "mon:05:00-tue:05:00", 60],
  ])("backup %s and maintenance %s share %i minutes and are refused", (backup, maintenance, minutes) => {
    expect(windowProblems({ backup, maintenance }, 30)).toEqual([
      `backup window ${backup} and maintenance window ${maintenance} share ${minutes} minutes; allowed are windows that share none`,
    ]);
  });

  test.each<[DailyWindow, WeeklyWindow, string]>([
    ["24:00-01:00", "sun:04:00-sun:05:00", "backup window 24:00-01:00"],
    ["03:00-03:60", "sun:04:00-sun:05:00", "backup window 03:00-03:60"],
    ["3:00-4:00", "sun:04:00-sun:05:00", "backup window 3:00-4:00"],
    ["03:00-04:00", "sun:04:00-sun:24:00", "maintenance window sun:04:00-sun:24:00"],
  ])("backup %s and maintenance %s are refused where AWS knows no such time", (backup, maintenance, found) => {
    const [problem, ...others] = windowProblems({ backup, maintenance }, 30);

    expect(problem).toContain(`${found}; allowed are`);
    expect(others).toHaveLength(0);
  });

  test("may be as short as the service takes", () => {
    expect(windowProblems({ backup: "03:00-04:00", maintenance: "sun:23:30-mon:00:30" }, 60)).toEqual([]);
  });

  test("are refused where they are shorter than the service takes, both at once", () => {
    expect(windowProblems({ backup: "03:00-03:59", maintenance: "sun:23:45-mon:00:15" }, 60)).toEqual([
      "backup window 03:00-03:59 of 59 minutes; allowed are 60 or more",
      "maintenance window sun:23:45-mon:00:15 of 30 minutes; allowed are 60 or more",
    ]);
  });

  test("are refused where they end when they begin", () => {
    expect(windowProblems({ backup: "03:00-03:00", maintenance: "sun:04:00-sun:04:30" }, 30)).toEqual([
      "backup window 03:00-03:00 of 0 minutes; allowed are 30 or more",
    ]);
  });
});
