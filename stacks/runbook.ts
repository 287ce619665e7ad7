import { platform } from "../environments/platform";

/** Page that says what each alarm and each event means, and what to do. */
export const runbookUrl = `${platform.repository}/blob/main/docs/runbook.md`;
