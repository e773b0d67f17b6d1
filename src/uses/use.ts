/** A place in a file of the repository. Lines and columns are 1-based, columns in UTF-16 units, the end is exclusive. */
export interface Place {
  /** POSIX path relative to the repository root. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Stands for what cannot be read here (a variable nobody sets, a template's value) inside a text. */
export const UNKNOWN = "\uFFFC";

/** Where a use was read: what a person calls that kind of file. */
export type UseFormat =
  | "shell"
  | "dockerfile"
  | "compose"
  | "kubernetes"
  | "helm"
  | "systemd"
  | "workflow"
  | "makefile"
  | "dotenv"
  | "python"
  | "notebook"
  | "document"
  | "config-file"
  | "dashboard"
  | "alert-rules"
  | "jsonnet"
  | "json"
  | "yaml"
  | "promql"
  | "terraform"
  | "source";

interface AnyUse {
  readonly place: Place;
  readonly format: UseFormat;
  /**
   * `likely`: the text does not say that it is vLLM's (a free-standing list of arguments under `extraArgs`, a body for an address
   * that is not known). Then only what the current release surely knows is judged.
   */
  readonly certainty: "certain" | "likely";
  /** Why it does not alarm, a clause: "it is commented out in …", "it stands in a document". */
  readonly quiet?: string;
}

/** One word of a command line, where it is written (for an expanded variable: where the variable gets the text). */
export interface Word {
  /** Quotes removed, variables expanded; what is not known is `UNKNOWN`. */
  readonly text: string;
  readonly place: Place;
  /** It may stand for any number of words, none included: `$ARGS` without quotes, `{{ toYaml .Values.args }}`. */
  readonly spread?: boolean;
  /** It is written as one element of a list (JSON, YAML, Python), so blanks in it do not part words. */
  readonly element?: boolean;
}

/** A command line of the server: `vllm serve …`, `python -m vllm.entrypoints.openai.api_server …`, an image's arguments. */
export interface CommandUse extends AnyUse {
  readonly kind: "command";
  readonly program: "serve" | "api-server";
  /** What follows the program. */
  readonly words: readonly Word[];
}

/** A file of options that a command names with `--config`. */
export interface ConfigFile {
  /** POSIX path relative to the repository root. */
  readonly path: string;
  readonly text: string;
}

/**
 * A variable that is set for a process, read by the repository's own code, or looked up in vLLM's own table (`vllm.envs.is_set`,
 * which raises `AttributeError` for a name that the table does not have: vllm/envs.py).
 */
export interface VariableUse extends AnyUse {
  readonly kind: "variable";
  readonly name: string;
  /** Absent where it is not known. */
  readonly value?: string;
  readonly access: "set" | "read" | "looked-up";
}

/** A field of a request's body. */
export interface RequestFieldUse extends AnyUse {
  readonly kind: "request-field";
  readonly field: string;
  /** `/v1/chat/completions`; absent where it is not known. */
  readonly endpoint?: string;
}

/** A metric in a query, by the name that is queried: `vllm:prompt_tokens_total`. */
export interface MetricUse extends AnyUse {
  readonly kind: "metric";
  readonly name: string;
  /** The text may name a family as the text of `/metrics` does (`# TYPE`): a histogram without `_bucket`. */
  readonly family?: boolean;
  /** A dashboard's panel, a rule's name. */
  readonly where?: string;
  /**
   * What the query falls back on where this one has no series (`a or b`, `__name__=~"a|b"`), each entry the names that one
   * fallback needs. The query still answers where the target exposes all names of one entry.
   */
  readonly alternatives?: readonly (readonly string[])[];
}

/** A model architecture by its registry name. */
export interface ArchitectureUse extends AnyUse {
  readonly kind: "architecture";
  readonly name: string;
}

/** The keys of a YAML file that a command names with `--config`. */
export interface ConfigFileUse extends AnyUse {
  readonly kind: "config-file";
  readonly keys: readonly ConfigKey[];
}

export interface ConfigKey {
  /** As written: `tensor-parallel-size`, `max_model_len`. */
  readonly key: string;
  /** A scalar's text; a mapping or list as JSON. */
  readonly value: string;
  readonly place: Place;
}

export type Use = CommandUse | VariableUse | RequestFieldUse | MetricUse | ArchitectureUse | ConfigFileUse;
