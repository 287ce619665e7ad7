/** A stretch of each day, in UTC: `03:00-04:00`. Its end is not part of it. */
export type DailyWindow = `${Time}-${Time}`;

/** A stretch of each week, in UTC: `sun:04:00-sun:05:00`. Its end is not part of it. */
export type WeeklyWindow = `${Day}:${Time}-${Day}:${Time}`;

type Time = `${number}:${number}`;
type Day = (typeof days)[number];

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const minutesOfDay = 24 * 60;
const minutesOfWeek = days.length * minutesOfDay;

/** When AWS may touch a store. */
export interface Windows {
  /** When it copies the data. */
  readonly backup: DailyWindow;
  /** When it may restart the store for an update. */
  readonly maintenance: WeeklyWindow;
}

/**
 * What AWS would refuse in a store's windows: they may not share a minute on any day.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html#USER_WorkingWithAutomatedBackups.BackupWindow
 */
export function windowProblems({ backup, maintenance }: Windows): string[] {
  const daily = new Set(minutesIn(backup, minutesOfDay));
  const shared = minutesIn(maintenance, minutesOfWeek).filter((minute) => daily.has(minute % minutesOfDay));
  if (shared.length === 0) return [];
  return [
    `backup window ${backup} and maintenance window ${maintenance} share ${shared.length} minutes; allowed are windows that share none`,
  ];
}

/** The minutes of a window, counted from the beginning of the day or the week that it repeats in. It may cross the end of it. */
function minutesIn(window: string, period: number): number[] {
  const [begin = 0, end = 0] = window.split("-").map(minuteAt);
  return Array.from({ length: (end - begin + period) % period }, (_, index) => (begin + index) % period);
}

function minuteAt(moment: string): number {
  const [minute, hour, day] = moment.split(":").toReversed();
  return (
    Math.max(
      0,
      days.findIndex((name) => name === day),
    ) *
      minutesOfDay +
    Number(hour) * 60 +
    Number(minute)
  );
}
