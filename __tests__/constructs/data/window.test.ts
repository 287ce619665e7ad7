import { type DailyWindow, type WeeklyWindow, windowProblems } from "../../../constructs/data/window";

describe("the windows of a store", () => {
  test.each<[DailyWindow, WeeklyWindow]>([
    ["03:00-04:00", "sun:04:00-sun:05:00"],
    ["03:00-05:00", "sun:05:00-sun:07:00"],
    ["23:30-00:30", "mon:00:30-mon:01:30"],
    ["22:00-23:00", "sun:23:00-mon:01:00"],
  ])("backup %s and maintenance %s share no minute", (backup, maintenance) => {
    expect(windowProblems({ backup, maintenance })).toEqual([]);
  });

  test.each<[DailyWindow, WeeklyWindow, number]>([
    ["03:00-04:00", "sun:03:59-sun:05:00", 1],
    ["03:00-04:00", "wed:02:30-wed:03:30", 30],
    ["23:30-00:30", "sun:00:00-sun:01:00", 30],
    ["00:00-01:00", "sun:23:00-mon:02:00", 60],
    ["03:00-04:00", "mon:05:00-tue:05:00", 60],
  ])("backup %s and maintenance %s share %i minutes and are refused", (backup, maintenance, minutes) => {
    expect(windowProblems({ backup, maintenance })).toEqual([
      `backup window ${backup} and maintenance window ${maintenance} share ${minutes} minutes; allowed are windows that share none`,
    ]);
  });
});
