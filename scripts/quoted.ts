/** Characters that GitHub takes in one comment or issue are 65 536; the rest is for what stands around the quotation. */
const most = 60_000;

/**
 * Text as a block of code in Markdown, in which nothing of it has a meaning: no mention, no link, no end of the block.
 *
 * Text of others goes nowhere else. Of a longer one the beginning stays.
 */
export function quoted(text: string): string {
  const shown = text.length > most ? `${text.slice(0, most)}\n(${text.length - most} more characters)` : text;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}
