import { type Change, severityOf } from "../changes/change";
import type { Comparison, Difference, Pair } from "../changes/comparison";
import type { Review } from "../changes/review";
import { count } from "../report";
import { show } from "../value";
import { code, escapedText, fromWhereTheyDiffer, shortened } from "./markdown-text";
import { changedPairs, countedFates, countsOf, dangerousIn, headlineOf, sectionsOf, tallyOf } from "./summary";

/** Longest report in characters: a comment on GitHub takes 65,536. @see https://github.com/orgs/community/discussions/27190 */
const longest = 60_000;

/** How much of it the details, which come last, may not take from the parts before them. */
const reserved = 20_000;

/** How many changes the list at the beginning names. */
const named = 10;

/** How many attributes of a resource the details name. */
const attributes = 12;

/** A review as a comment on a pull request: the worst on the first line, then the order of danger, then part by part, then counts, then everything folded. */
export function renderMarkdown(review: Review): string {
  const { label, text } = headlineOf(review);
  const parts = fitted(sectionLines(review), longest - reserved, "changes are left out here; the HTML page has all of them");
  const before = [`**${escapedText(label)}:** ${escapedText(text)}`, "", ...orderLines(review), ...parts, ...countLines(review)];
  const room = longest - before.join("\n").length;
  return `${[...before, ...fittedDetails(review.comparisons, room)].join("\n").trimEnd()}\n`;
}

function orderLines(review: Review): string[] {
  const dangerous = dangerousIn(review);
  const lines = dangerous
    .slice(0, named)
    .map((change, index) => `${index + 1}. ${escapedText(shortened(`${change.stack}: ${change.what}`))}`);
  const more = dangerous.length > named ? ["", `and ${dangerous.length - named} more below`] : [];
  return [`${tallyOf(review)}.`, "", ...(lines.length === 0 ? [] : ["In order of danger:", "", ...lines, ...more, ""])];
}

/** One entry for each change; a heading goes with the first of its part. */
function sectionLines(review: Review): string[] {
  return sectionsOf(review).flatMap(({ title, changes }) =>
    changes.map(
      (change, index) =>
        `${index === 0 ? `### ${title} (${changes.length})\n\n` : ""}${changeEntry(change)}${index === changes.length - 1 ? "\n" : ""}`,
    ),
  );
}

function changeEntry(change: Change): string {
  const { stack, address, what, why, before, after, breaks } = change;
  return [
    `- **${severityOf(change)}**, ${escapedText(stack)}: ${escapedText(shortened(what))}`,
    `  - ${code(address)}`,
    `  - ${escapedText(shortened(why))}`,
    ...(before === undefined && after === undefined ? [] : [`  - ${code(before ?? "nothing")} → ${code(after ?? "nothing")}`]),
    ...(breaks.length === 0 ? [] : [`  - breaks: ${escapedText(breaks.join(", "))}`]),
  ].join("\n");
}

function countLines({ comparisons }: Review): string[] {
  return [
    "### Counts",
    "",
    `| stack | ${countedFates.join(" | ")} |`,
    `| --- | ${countedFates.map(() => "---:").join(" | ")} |`,
    ...comparisons.map((comparison) => `| ${escapedText(comparison.name)} | ${countsOf(comparison).join(" | ")} |`),
    "",
  ];
}

function fittedDetails(comparisons: readonly Comparison[], room: number): string[] {
  const changed = comparisons.filter((comparison) => changedPairs(comparison).length > 0);
  return changed.flatMap((comparison) => {
    const pairs = changedPairs(comparison);
    const frame = [`<details><summary>${escapedText(comparison.name)}: ${count(pairs.length, "change")}</summary>`, ""];
    // Every stack has the same room, so that the first one does not hide the others.
    const lines = fitted(
      pairs.map(pairLine),
      Math.floor(room / changed.length) - 200,
      "more are left out here; the HTML page has all of them",
    );
    return [...frame, ...lines, "", "</details>", ""];
  });
}

function pairLine({ fate, address, movedFrom, differences }: Pair): string {
  const from = movedFrom === undefined ? "" : `, moved from ${code(movedFrom)}`;
  const more = differences.length > attributes ? [`  - and ${differences.length - attributes} more`] : [];
  return [`- ${fate} ${code(address)}${from}`, ...differences.slice(0, attributes).map(differenceLine), ...more].join("\n");
}

function differenceLine({ path, before, after }: Difference): string {
  const [old, fresh] = fromWhereTheyDiffer(show(before), show(after));
  return `  - ${code(path)}: ${code(old)} → ${code(fresh)}`;
}

/** As many entries as there is room for, and how many there is none for. */
function fitted(entries: readonly string[], room: number, rest: string): string[] {
  const kept: string[] = [];
  let left = room;
  for (const entry of entries) {
    left -= entry.length + 1;
    if (left < 0) return [...kept, `- ${entries.length - kept.length} ${rest}`, ""];
    kept.push(entry);
  }
  return kept;
}
