const runbook = "https://github.com/open-health-initiative/ohi-infrastructure/blob/main/docs/runbook.md";

/** What a rule says of itself: what it means, and where to read on. */
export const described = (meanings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(meanings).map(([kind, meaning]) => [kind, `${meaning} ${runbook}#${kind}`]));

/** The message of a rule, as EventBridge wants it: every line in quotes. */
export const message = (name: string, kind: string, meaning: string, ...labels: readonly string[]): string =>
  [`${name}: ${meaning}`, ...labels.map((label) => `${label}: <${label}>`), `${runbook}#${kind}`]
    .map((line) => JSON.stringify(line))
    .join("\n");
