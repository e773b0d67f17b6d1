/** What stands between a broken line and its being run on the target. */
export type Guard =
  /** Nothing: it will raise. */
  | { readonly kind: "none" }
  /** It never runs on the target, or raises into a live alternative. `why` is a clause for the report. */
  | { readonly kind: "live"; readonly why: string }
  /** The failure is caught, and nothing that works on the target takes its place: the feature is switched off silently. */
  | { readonly kind: "dead"; readonly why: string }
  /** A condition on vLLM's version that cannot be evaluated. */
  | { readonly kind: "unclear"; readonly why: string };
