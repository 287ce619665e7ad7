import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { run } from "../terraform/run";

export interface GithubProps {
  /** Folder of the project, whose remote says which repository is meant. */
  readonly project: string;
  /** The environment of the process, with `GH_TOKEN`. */
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/**
 * The repository on GitHub, by GitHub's own command.
 *
 * @see https://cli.github.com/manual/
 */
export class Github {
  constructor(private readonly props: GithubProps) {}

  /** Numbers of the open issues with a title that workflows have made, the oldest first. In a public repository anybody may make another. */
  public async issues(title: string): Promise<number[]> {
    const search = ["--app", "github-actions", "--search", `in:title "${title}"`, "--json", "number,title"];
    const found = JSON.parse(await this.gh(["issue", "list", "--state", "open", ...search])) as { number: number; title: string }[];
    return found
      .filter((issue) => issue.title === title)
      .map(({ number }) => number)
      .toSorted((one, other) => one - other);
  }

  public async openIssue(title: string, body: string): Promise<void> {
    await this.gh(["issue", "create", "--title", title, "--body", body]);
  }

  public async rewriteIssue(number: number, body: string): Promise<void> {
    await this.gh(["issue", "edit", String(number), "--body", body]);
  }

  public async closeIssue(number: number, reason: string): Promise<void> {
    await this.gh(["issue", "close", String(number), "--comment", reason]);
  }

  /**
   * Number of the open pull request that is at a commit; nothing where it has moved on or is closed.
   *
   * @param head where it comes from, `owner:branch`; a fork's owner is not this repository's
   */
  public async pullRequest(head: string, commit: string): Promise<number | undefined> {
    const query = `repos/{owner}/{repo}/pulls?state=open&head=${encodeURIComponent(head)}`;
    const found = JSON.parse(await this.gh(["api", query])) as { number: number; head: { sha: string } }[];
    return found.find((pull) => pull.head.sha === commit)?.number;
  }

  /** Replaces the last comment of this command's user on a pull request, or makes the first one. */
  public async comment(pullRequest: number, body: string): Promise<void> {
    await this.gh(["pr", "comment", String(pullRequest), "--edit-last", "--create-if-none", "--body", body]);
  }

  private async gh(args: readonly string[]): Promise<string> {
    const { project, environment, interrupts } = this.props;
    const { code, stdout, stderr } = await run({ command: "gh", args, directory: project, environment, interrupts });
    if (code !== 0) throw new UserError(`gh ${args.slice(0, 2).join(" ")} ended with code ${code}: ${(stderr || stdout).trim()}`);
    return stdout;
  }
}
