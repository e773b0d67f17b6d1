/** The user's to correct: every problem found, together, each with its remedy. Nothing was run. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? problems[0] : `${problems.length} problems:\n${problems.map(bullet).join("\n")}`);
    this.problems = problems;
  }
}

function bullet(problem: string): string {
  return `- ${problem}`;
}
