/** What a release's own parser said of a command line: it took it, or the line with which it refused. */
export type ParserAnswer = ({ readonly ok: true } | { readonly ok: false; readonly message: string }) & {
  /** What it logged or warned of: deprecations. */
  readonly warnings: readonly string[];
};
