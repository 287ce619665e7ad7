/** A stretch of each day, in UTC: `03:00-04:00`. Its end is not part of it. */
export type DailyWindow = `${Time}-${Time}`;

/** A stretch of each week, in UTC: `sun:04:00-sun:05:00`. Its end is not part of it. */
export type WeeklyWindow = `${Day}:${Time}-${Day}:${Time}`;

type Time = `${number}:${number}`;
type Day = (typeof days)[number];

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const minutesOfDay = 24 * 60;
const minutesOfWeek = days.length * minutesOfDay;

const time = "([01][0-9]|2[0-3]):[0-5][0-9]";
const moment = `(${days.join("|")}):${time}`;
const dailyWindow = new RegExp(`^${time}-${time}$`);
const weeklyWindow = new RegExp(`^${moment}-${moment}$`);

/** When AWS may touch a store. */
export interface Windows {
  /** When it backs the data up. */
  readonly backup: DailyWindow;
  /** When it may restart the store for an update. */
  readonly maintenance: WeeklyWindow;
}

/** Minutes that a window has at the least. */
export const shortestWindow = {
  /** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
  database: 30,
  /** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
  cache: 60,
} as const;

/**
 * What AWS would refuse in a store's windows: times that there are not, too few minutes, and minutes of any day that both have.
 *
 * @param shortest minutes of the shortest window that the store's service takes.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html#USER_WorkingWithAutomatedBackups.BackupWindow
 */
export function windowProblems({ backup, maintenance }: Windows, shortest: number): string[] {
  const unknown = [
    ...(dailyWindow.test(backup) ? [] : [`backup window ${backup}; allowed are times from 00:00 to 23:59: 03:00-04:00`]),
    ...(weeklyWindow.test(maintenance)
      ? []
      : [`maintenance window ${maintenance}; allowed are days and times from 00:00 to 23:59: sun:04:00-sun:05:00`]),
  ];
  if (unknown.length > 0) return unknown;
  const [ofDay, ofWeek] = [minutesIn(backup, minutesOfDay), minutesIn(maintenance, minutesOfWeek)];
  const daily = new Set(ofDay);
  const shared = ofWeek.filter((minute) => daily.has(minute % minutesOfDay)).length;
  return [
    ...(ofDay.length >= shortest ? [] : [`backup window ${backup} of ${ofDay.length} minutes; allowed are ${shortest} or more`]),
    ...(ofWeek.length >= shortest
      ? []
      : [`maintenance window ${maintenance} of ${ofWeek.length} minutes; allowed are ${shortest} or more`]),
    ...(shared === 0
      ? []
      : [`backup window ${backup} and maintenance window ${maintenance} share ${shared} minutes; allowed are windows that share none`]),
  ];
}

/** The minutes of a window, counted from the beginning of the day or the week that it repeats in. It may cross the end of it. */
function minutesIn(window: string, period: number): number[] {
  const [begin = 0, end = 0] = window.split("-").map(minuteAt);
  return Array.from({ length: (end - begin + period) % period }, (_, index) => (begin + index) % period);
}

/** A time without a day is one of the first day. */
function minuteAt(moment: string): number {
  const [minute, hour, day] = moment.split(":").toReversed();
  const before = Math.max(
    0,
    days.findIndex((name) => name === day),
  );
  return before * minutesOfDay + Number(hour) * 60 + Number(minute);
}
