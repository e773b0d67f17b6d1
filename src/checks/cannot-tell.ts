import type { InconclusiveCause, Outcome } from "./outcome.ts";

/** Thrown where a stage cannot tell: it becomes an `inconclusive` outcome, never a pass and never "the upgrade broke it". */
export class CannotTell extends Error {
  readonly code: InconclusiveCause;
  readonly remedy: string;
  readonly details: string | undefined;

  constructor(
    code: InconclusiveCause,
    reason: string,
    remedy: string,
    options: { readonly details?: string; readonly cause?: unknown } = {},
  ) {
    super(reason, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "CannotTell";
    this.code = code;
    this.remedy = remedy;
    this.details = options.details;
  }

  toOutcome(): Extract<Outcome, { status: "inconclusive" }> {
    return {
      status: "inconclusive",
      cause: this.code,
      reason: this.message,
      remedy: this.remedy,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
