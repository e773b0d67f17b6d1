/**
 * What one vLLM release accepts from outside: a plain value, so that it can be kept as JSON and compared. Extracted from the
 * release's source (`extract.ts`), or told by the imported package (the `surface` probe), in this one shape.
 */
export interface Surface {
  /** PEP 440. */
  readonly version: string;
  /** Options of `vllm serve`, which `python -m vllm.entrypoints.openai.api_server` and the keys of a `--config` file share. */
  readonly options: readonly ServeOption[];
  /**
   * Whether `-O.mode 3` is taken for `--compilation-config.mode 3` where no option is called `-O`. Absent: it is not.
   * (`FlexibleArgumentParser.parse_args`: most releases take all that follows `-O` for the optimization level.)
   */
  readonly optimizationDots?: boolean;
  /** Config classes by name, each with its fields: `CompilationConfig` → `mode`, … They refuse a field they do not have. */
  readonly configs: Readonly<Record<string, Fields>>;
  /** `LLM` (what its `**kwargs` takes included), `EngineArgs`, `AsyncEngineArgs`, `SamplingParams`, `PoolingParams`. */
  readonly parameters: Readonly<Record<string, Fields>>;
  /** Keys of `environment_variables` in `vllm/envs.py`. */
  readonly variables: Readonly<Record<string, Variable>>;
  /** Names of variables (`VLLM_…`) that any module of the release reads or names outside that table, sorted. */
  readonly variablesElsewhere: readonly string[];
  /** Request models of the HTTP server by class name, inherited fields and aliases included. They ignore a field they do not have. */
  readonly requests: Readonly<Record<string, Fields>>;
  /** Which of them each path of the server takes: `/v1/embeddings` → `EmbeddingChatRequest`, …. Absent where it is not known. */
  readonly endpoints?: Readonly<Record<string, readonly string[]>>;
  /** Prometheus metrics by the name they are declared with, a counter's without `_total`. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Keys of the model registry. */
  readonly architectures: Readonly<Record<string, Origin>>;
  /** Architectures it names as gone or served by a plugin (`_PREVIOUSLY_SUPPORTED_MODELS`, `_OOT_SUPPORTED_MODELS`). */
  readonly formerArchitectures: Readonly<Record<string, FormerArchitecture>>;
}

/** Where a release says it. Absent in a surface that the imported package told. */
export interface Origin {
  /** Member of the wheel: `vllm/envs.py`. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

/** Fields or parameters by name. */
export type Fields = Readonly<Record<string, Field>>;

/** What a class takes by name. */
export interface Field extends Origin {
  /**
   * Python source of the default as `repr` writes it, `Field(default=…)` and `field(default=…)` unwrapped: `0.92`, `'auto'`, `None`, a
   * member of an enumeration by its value. Absent where there is none, it is computed or it cannot be told: never a difference.
   */
  readonly default?: string;
  /** The release's own words of its deprecation. */
  readonly deprecated?: string;
  /** A config class that takes its value as JSON or dotted keys: `CompilationConfig`. */
  readonly config?: string;
}

/** One option of the parser (argparse). */
export interface ServeOption extends Field {
  /**
   * As declared, long names first: `["--tensor-parallel-size", "-tp"]`; last a short spelling that the parser rewrites to it before
   * argparse sees it (`-O` of `--optimization-level`). Dashes; the parser takes `_` for `-` too.
   */
  readonly names: readonly string[];
  /** Names that switch it off: `--no-enable-lora`, and `--disable-lora` where the release generates the inverse. */
  readonly negations: readonly string[];
  /** The attribute it sets: `tensor_parallel_size`. */
  readonly destination: string;
  /** How many words follow: one, none (`store_true`), none with a negation (`BooleanOptionalAction`), an optional one (`nargs="?"`), several. */
  readonly form: "value" | "switch" | "boolean" | "optional-value" | "values";
  /** What the parser takes as its value; absent where anything goes or it cannot be told. */
  readonly choices?: readonly string[];
}

/** A variable of the environment. */
export interface Variable extends Origin {
  /** The string that reading it falls back on, where that is a literal: `"1"`, `"INFO"`. */
  readonly default?: string;
  /** The release's own words: "use --attention-config.backend instead". */
  readonly deprecated?: string;
}

/** A metric of Prometheus. */
export interface Metric extends Origin {
  readonly type: "counter" | "gauge" | "histogram" | "summary" | "info" | "unknown";
  /** Only with `--show-hidden-metrics-for-version`: it leaves with the next minor release. */
  readonly hidden?: boolean;
  /** The release's own words: "replaced by vllm:kv_cache_usage_perc". */
  readonly deprecated?: string;
}

/** An architecture that is not registered any more. */
export interface FormerArchitecture {
  /** The last release that had it. */
  readonly last?: string;
  /** Where a plugin is. */
  readonly plugin?: string;
}
