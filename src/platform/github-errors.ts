/**
 * Why GitHub did not do what was asked.
 *
 * - `permission`: 403 or 404; GitHub answers 404 where a token may not even see the thing
 * - `limit`: primary or secondary rate limit
 * - `unavailable`: 5xx, or no answer at all
 * - `rejected`: the request itself (422, 401, 410, a locked conversation)
 */
export type GitHubFailure = "permission" | "limit" | "unavailable" | "rejected";

export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly failure: GitHubFailure;

  constructor(failure: GitHubFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** The part of octokit's `RequestError` that is looked at. */
interface Answer {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

export function githubError(error: unknown): GitHubError {
  const answer = answerOf(error);
  if (answer === undefined) return new GitHubError("unavailable", String(error), { cause: error });
  return new GitHubError(failureOf(answer), `${answer.message} (HTTP ${answer.status})`, { cause: error });
}

/** Whatever fails in `work` fails as a `GitHubError`. */
export async function asGitHubErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitHubError ? error : githubError(error);
  }
}

const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 90_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Repeats a request while GitHub asks for patience, at most twice and never for longer than a person would wait.
 *
 * @param options.repeatable whether a second time does no harm; otherwise only what surely did not take effect is
 * repeated: after a 502 the comment may well be there
 */
export async function withRetries<T>(
  request: () => Promise<T>,
  options: { readonly repeatable: boolean; readonly pause?: ((ms: number) => Promise<void>) | undefined },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      const answer = answerOf(error);
      const pause = answer === undefined ? undefined : pauseAfter(answer, attempt, options.repeatable);
      if (pause === undefined || pause > LONGEST_PAUSE_MS || attempt === ATTEMPTS) throw error;
      await (options.pause ?? sleep)(pause);
    }
  }
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function pauseAfter(answer: Answer, attempt: number, repeatable: boolean): number | undefined {
  const failure = failureOf(answer);
  if (failure === "unavailable") return repeatable ? 1_000 * 2 ** (attempt - 1) : undefined;
  if (failure !== "limit") return undefined;
  const [after, reset] = [answer.headers["retry-after"], answer.headers["x-ratelimit-reset"]];
  if (after !== undefined) return Number(after) * 1_000;
  if (isSpent(answer) && reset !== undefined) return Math.max(0, Number(reset) * 1_000 - Date.now());
  return 60_000 * 2 ** (attempt - 1);
}

function failureOf(answer: Answer): GitHubFailure {
  if (answer.status >= 500) return "unavailable";
  const limited = isSpent(answer) || "retry-after" in answer.headers || /rate limit/i.test(answer.message);
  if (answer.status === 429 || (answer.status === 403 && limited)) return "limit";
  if (answer.status === 403 && /locked/i.test(answer.message)) return "rejected";
  return answer.status === 403 || answer.status === 404 ? "permission" : "rejected";
}

function isSpent(answer: Answer): boolean {
  return String(answer.headers["x-ratelimit-remaining"]) === "0";
}

function answerOf(error: unknown): Answer | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  const response = "response" in error ? (error.response as { headers?: Answer["headers"] } | undefined) : undefined;
  return { status: error.status, message: error.message, headers: response?.headers ?? {} };
}
