/** A default that differs between two releases: what is not given takes another value after the upgrade. */
export interface ChangedDefault {
  readonly kind: "option" | "config-field" | "parameter" | "variable" | "request-field";
  /** `--max-num-seqs`, `VLLM_LOGGING_LEVEL`, `top_k`. */
  readonly name: string;
  /** The class a field belongs to: `SamplingParams`. */
  readonly owner?: string;
  /** Python source; absent where there was none or it was computed. A variable's is its text. */
  readonly current?: string;
  readonly target?: string;
  /** One of the two is `None` or computed: what it comes to at run time may be what it was. */
  readonly weak: boolean;
  /** `vllm/config/cache.py:61 in 0.20.2`. */
  readonly evidence?: string;
}
