/** Who may be told, and about which commits: the event payload, reduced to what the check needs. */
export type Event =
  | {
      readonly name: "pull_request";
      readonly number: number;
      readonly base: string;
      readonly head: string;
      /** Head repository differs from the base repository: the token is read-only whatever `permissions:` says. */
      readonly isFork: boolean;
      readonly isDependabot: boolean;
    }
  | { readonly name: "merge_group"; readonly base: string; readonly head: string; readonly number?: number }
  | {
      readonly name: "push";
      /** Absent on a new branch (all zeros in the payload). */
      readonly base?: string;
      readonly head: string;
    }
  | { readonly name: "workflow_dispatch" | "schedule" | "terminal" };

/** The event cannot be judged. The message says why and what to change in the workflow. */
export class EventError extends Error {
  override readonly name = "EventError";
  /** `refused`: judging it would be dangerous · `unsupported`: nothing to compare · `malformed`: not GitHub's payload. */
  readonly kind: "refused" | "unsupported" | "malformed";

  constructor(kind: EventError["kind"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The event of this run: `GITHUB_EVENT_NAME`, and the payload in the file `GITHUB_EVENT_PATH` names.
 *
 * @param read the text of a file; rejects when it cannot be read
 * @throws {EventError}
 */
export async function loadEvent(env: Environment, read: (path: string) => Promise<string>): Promise<Event> {
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  const path = env["GITHUB_EVENT_PATH"];
  if (name === "" || path === undefined || path === "") return readEvent({ name, payload: {}, env });
  try {
    return readEvent({ name, payload: JSON.parse(await read(path)), env });
  } catch (error) {
    if (error instanceof EventError) throw error;
    throw new EventError("malformed", `The payload of the ${name} event (GITHUB_EVENT_PATH) cannot be read as JSON.`, {
      cause: error,
    });
  }
}

/**
 * Reduces a payload (https://docs.github.com/webhooks/webhook-events-and-payloads) to what the check needs.
 *
 * @throws {EventError}
 */
export function readEvent(from: {
  readonly name: string;
  readonly payload: unknown;
  readonly env: Environment;
}): Event {
  const { name, payload, env } = from;
  switch (name) {
    case "":
      return { name: "terminal" };
    case "workflow_dispatch":
    case "schedule":
      return { name };
    case "pull_request":
      return readPullRequest(payload, env);
    case "merge_group":
      return readMergeGroup(payload);
    case "push":
      return readPush(payload);
    default:
      throw refusal(name);
  }
}

function readPullRequest(payload: unknown, env: Environment): Event {
  const event = "pull_request";
  const pull = field(payload, "pull_request");
  const [baseRepository, headRepository] = [at(pull, "base", "repo"), at(pull, "head", "repo")];
  const repository = field(baseRepository, "full_name") ?? env["GITHUB_REPOSITORY"];
  return {
    name: event,
    number: wholeNumber(field(pull, "number"), event, "pull_request.number"),
    base: sha(at(pull, "base", "sha"), event, "pull_request.base.sha"),
    head: sha(at(pull, "head", "sha"), event, "pull_request.head.sha"),
    // `null` is a fork deleted since; local runners leave the repositories out altogether.
    isFork:
      headRepository === null || (headRepository !== undefined && field(headRepository, "full_name") !== repository),
    // The token stays read-only when somebody else runs Dependabot's workflow again, so its author counts too.
    isDependabot: env["GITHUB_ACTOR"] === DEPENDABOT || at(pull, "user", "login") === DEPENDABOT,
  };
}

const DEPENDABOT = "dependabot[bot]";

/** There is no `pull_request` object here; by convention the queue's branch is `gh-readonly-queue/<base>/pr-<number>-<sha>`. */
function readMergeGroup(payload: unknown): Event {
  const event = "merge_group";
  const group = field(payload, "merge_group");
  const ref = field(group, "head_ref");
  const number = typeof ref === "string" ? /\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1] : undefined;
  return {
    name: event,
    base: sha(field(group, "base_sha"), event, "merge_group.base_sha"),
    head: sha(field(group, "head_sha"), event, "merge_group.head_sha"),
    ...(number === undefined ? {} : { number: Number(number) }),
  };
}

function readPush(payload: unknown): Event {
  const base = sha(field(payload, "before"), "push", "before");
  const head = sha(field(payload, "after"), "push", "after");
  if (isZero(head)) {
    throw new EventError(
      "unsupported",
      "This push deletes a branch: there is nothing to check. Filter it with branches.",
    );
  }
  return { name: "push", head, ...(isZero(base) ? {} : { base }) };
}

function isZero(commit: string): boolean {
  return /^0+$/.test(commit);
}

/** Events that run with the base repository's token and secrets on content that a stranger may have written. */
const PRIVILEGED = ["pull_request_target", "workflow_run", "issue_comment", "pull_request_review_comment", "issues"];
const SUPPORTED = "pull_request, merge_group, push, workflow_dispatch or schedule";

function refusal(name: string): EventError {
  if (!PRIVILEGED.includes(name)) {
    return new EventError("unsupported", `The ${name} event is not supported. Run this action on ${SUPPORTED}.`);
  }
  // https://docs.github.com/actions/reference/security/secure-use
  return new EventError(
    "refused",
    `Refused on ${name}: this action installs and runs the packages a change names, and here whoever proposes the change ` +
      "would run code with this repository's write token and secrets. Use `on: pull_request` instead; it needs no secret. " +
      "To comment on pull requests from forks, let a second workflow on workflow_run post the report that this one uploads.",
  );
}

function sha(value: unknown, event: string, path: string): string {
  if (typeof value === "string" && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value)) return value;
  throw malformed(event, path, "a commit's SHA");
}

function wholeNumber(value: unknown, event: string, path: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw malformed(event, path, "a number");
}

function malformed(event: string, path: string, expected: string): EventError {
  return new EventError("malformed", `The payload of the ${event} event has no ${path} that is ${expected}.`);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(field, value);
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
