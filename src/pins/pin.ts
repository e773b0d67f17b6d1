/** The file formats a vLLM version is read from. Adding one: a file in this folder and a row in `formats.ts`. */
export const PIN_FORMATS = [
  "requirements",
  "pyproject",
  "setup-py",
  "setup-cfg",
  "pipfile",
  "conda",
  "uv-lock",
  "poetry-lock",
  "pdm-lock",
  "pipfile-lock",
  "pylock",
  "dockerfile",
  "apptainer",
  "compose",
  "kubernetes",
  "workflow",
  "shell",
  "makefile",
  "dotenv",
  "python",
  "notebook",
  "literals",
  "document",
] as const;

export type PinFormatId = (typeof PIN_FORMATS)[number];

/**
 * What the pin does where it stands.
 *
 * - `requirement`: asks for vLLM (PEP 508 requirement, Poetry dependency, `RUN pip install`)
 * - `constraint` / `override`: limits or replaces another requirement (`pip -c`, `tool.uv.override-dependencies`)
 * - `lock`: the version a resolver chose (`uv.lock`)
 * - `image`: the tag of a vLLM container image
 * - `index`: an index that serves one release (`wheels.vllm.ai/0.31.0/cu130`): a second copy of the version
 * - `check`: a version that code asks for when it runs (`require_version("vllm>=0.11,<=0.27")`)
 */
export type PinRole = "requirement" | "constraint" | "override" | "lock" | "image" | "index" | "check";

/** What a pin points at, parsed. `version` is PEP 440 text without a leading `v`. */
export type PinReference =
  | { readonly kind: "exact"; readonly version: string }
  | { readonly kind: "range"; readonly specifier: string }
  | { readonly kind: "unpinned" }
  /** A direct URL (PEP 508 `vllm @ https://…`); `version` when the wheel's file name tells it. */
  | { readonly kind: "url"; readonly url: string; readonly version?: string }
  /** A git revision; `version` when the revision is a release tag. */
  | { readonly kind: "git"; readonly url: string; readonly revision?: string; readonly version?: string };

/** One place in the repository that decides which vLLM is used. Provenance travels with every value. */
export interface Pin {
  /** POSIX path relative to the repository root. */
  readonly file: string;
  /** 1-based line of the first character of `raw`. */
  readonly line: number;
  /** 1-based column of the first character of `raw`, in UTF-16 code units. */
  readonly column: number;
  /** The text as written, exactly as it stands at `line` and `column`: `vllm[audio]==0.31.0`. One line. */
  readonly raw: string;
  /** The version part as a reader would say it: `==0.31.0`, `>=0.26,<0.30`, ``, `image vllm/vllm-openai:v0.31.0`. */
  readonly specifier: string;
  readonly reference: PinReference;
  readonly format: PinFormatId;
  readonly role: PinRole;
  /** Extra, dependency group, or build stage the pin belongs to, where the format has such a thing. */
  readonly group?: string;
  /** What `group` is: `extra`, `group` (PEP 735, Poetry), `stage`. */
  readonly groupKind?: "extra" | "group" | "stage";
  /** `--hash` options follow the pin: they belong to this version and must be made anew after an edit. */
  readonly hashed?: true;
}
