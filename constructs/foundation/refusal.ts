/** Refuses what was asked for: one error that names the construct and lists every problem at once. */
export class Refusal extends Error {
  public constructor(
    /** Path of the construct that refuses. */
    path: string,
    public readonly problems: readonly string[],
  ) {
    super(
      [`${path}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`, ...problems.map((problem) => `  ${problem}`)].join(
        "\n",
      ),
    );
    this.name = "Refusal";
  }
}

/** @throws Refusal when there is any problem. */
export function refuse(path: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(path, problems);
}
