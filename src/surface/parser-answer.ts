/** What a release's own parser said of a command line: it took it, or the line with which it refused. */
export type ParserAnswer = ({ readonly ok: true } | { readonly ok: false; readonly message: string }) & {
  /** What it logged or warned of: deprecations. */
  readonly warnings: readonly string[];
};

interface BothAnswers {
  readonly current: ParserAnswer;
  readonly target: ParserAnswer;
}

/** What the parsers of both releases said of a command line. */
export interface CommandAnswers extends BothAnswers {
  /** What they said of it together with the file that it names with `--config`; of the line alone that option was left out. */
  readonly withFile?: BothAnswers & {
    /** POSIX path relative to the repository root. */
    readonly path: string;
  };
}
