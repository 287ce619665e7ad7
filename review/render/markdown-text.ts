/** Longest value that is shown as it is, in characters. */
const longest = 300;

/**
 * Plain text for Markdown, so that it is read as text: nothing in it becomes a format, a tag, a link, a mention or a reference to an issue.
 *
 * GitHub makes mentions and links after it has undone backslashes, so these are broken by an empty comment.
 *
 * @see https://github.github.com/gfm/#backslash-escapes
 */
export function escapedText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]|~$]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[@#]|\/(?=\/)|www(?=\.)/gi, "$&<!-- -->");
}

/** A value as code, whatever it holds. */
export function code(value: string): string {
  const text = shortened(oneLine(value));
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const padding = text === "" || /^[` ]|[` ]$/.test(text) ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** A value cut to what a person reads, with how much is left out. */
export function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} … (${text.length - longest} more characters)`;
}

/** How much of what two long texts have in common is shown before they differ, in characters. */
const context = 40;

/** Two texts without the long beginning that they have in common, which would hide what differs when they are cut. */
export function fromWhereTheyDiffer(before: string, after: string): readonly [before: string, after: string] {
  if (before.length <= longest && after.length <= longest) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const start = same - context;
  return start <= 0 ? [before, after] : [`… ${before.slice(start)}`, `… ${after.slice(start)}`];
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ").replace(/\p{Cc}/gu, " ");
}
