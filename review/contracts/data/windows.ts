import { stackContract } from "../../contract";
import type { Element } from "../../model";
import { listOf, textAt } from "../../value";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const [hour, day, week] = [60, 24 * 60, 7 * 24 * 60];

/** A span of a week, in minutes from Monday 00:00 UTC; its end may lie in the next week. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Attributes of a store that hold its windows: what runs daily, and what runs once a week. */
const stores = {
  aws_db_instance: { daily: "backup_window", weekly: "maintenance_window" },
  aws_elasticache_replication_group: { daily: "snapshot_window", weekly: "maintenance_window" },
} as const;

/**
 * A store is not backed up while it is maintained, and AWS Backup starts neither in a database's windows nor in the hour before.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html#USER_WorkingWithAutomatedBackups.BackupWindow
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 */
export const windows = stackContract("windows", "backups and maintenance of a store do not overlap", (stack, report) => {
  const starts = stack
    .ofType("aws_backup_plan")
    .flatMap((plan) =>
      listOf(plan.values["rule"]).map((rule) => ({ plan, schedule: textAt(rule, "schedule"), spans: scheduled(textAt(rule, "schedule")) })),
    );
  const unread = starts
    .filter(({ spans }) => spans === undefined)
    .map(({ plan, schedule }) => report.unresolved(plan, schedule, "cron(0 H * * ? *) or cron(0 H ? * DAY *)"));
  return [
    ...unread,
    ...Object.entries(stores).flatMap(([type, { daily, weekly }]) =>
      stack.ofType(type).flatMap((store) => {
        const [backups, maintenance] = [dailySpans(textAt(store.values, daily)), weeklySpan(textAt(store.values, weekly))];
        if (maintenance === undefined) return [report.unresolved(store, store.values[weekly], `${weekly} as ddd:hh:mm-ddd:hh:mm`)];
        if (backups === undefined && !isReplica(store)) return [report.unresolved(store, store.values[daily], `${daily} as hh:mm-hh:mm`)];
        const spans = backups ?? [];
        const clashing =
          type === "aws_db_instance"
            ? starts.filter((start) => start.spans?.some((span) => [...spans, maintenance].some((other) => overlap(before(other), span))))
            : [];
        return [
          ...(spans.some((span) => overlap(span, maintenance))
            ? [
                report.violation(
                  store,
                  `${weekly} ${textAt(store.values, weekly) ?? ""}`,
                  `outside the ${daily} ${textAt(store.values, daily) ?? ""}`,
                ),
              ]
            : []),
          ...clashing.map(({ plan, schedule }) =>
            report.violation(plan, schedule ?? "", `outside the windows of ${store.address}, and the hour before them`),
          ),
        ];
      }),
    ),
  ];
});

/** The hour before a span is part of what AWS Backup has to leave alone. */
function before({ start, end }: Span): Span {
  return { start: start - hour, end };
}

function overlap(one: Span, other: Span): boolean {
  return [-week, 0, week].some((shift) => one.start + shift < other.end && other.start < one.end + shift);
}

/** A minute of the day as `hh:mm`. */
function minute(text: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text ?? "") ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * hour + Number(minutes);
}

function dailySpans(text: string | undefined): Span[] | undefined {
  const [from, to] = (text ?? "").split("-").map(minute);
  if (from === undefined || to === undefined) return undefined;
  const length = (to - from + day) % day;
  return days.map((_, index) => ({ start: index * day + from, end: index * day + from + length }));
}

function weeklySpan(text: string | undefined): Span | undefined {
  const [from, to] = (text ?? "").split("-").map((moment) => {
    const [weekday, ...time] = moment.split(":");
    const [index, offset] = [days.indexOf(weekday ?? ""), minute(time.join(":"))];
    return index < 0 || offset === undefined ? undefined : index * day + offset;
  });
  return from === undefined || to === undefined ? undefined : { start: from, end: from + ((to - from + week) % week) };
}

/** When a plan may start: from its schedule on for the hour of its start window. */
function scheduled(text: string | undefined): Span[] | undefined {
  const [, hours, weekday] = /^cron\(0 (\d{1,2}) (?:\* \* \?|\? \* ([A-Z]{3})) \*\)$/.exec(text ?? "") ?? [];
  if (hours === undefined) return undefined;
  const only = weekday === undefined ? undefined : days.indexOf(weekday.toLowerCase());
  return days.flatMap((_, index) => {
    const start = index * day + Number(hours) * hour;
    return only === undefined || only === index ? [{ start, end: start + hour }] : [];
  });
}

function isReplica({ values }: Element): boolean {
  return values["replicate_source_db"] !== undefined;
}
