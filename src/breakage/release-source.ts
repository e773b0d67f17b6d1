/** The Python of one vLLM release, as it lies on disk for the type checker. */
export interface ReleaseSource {
  /** PEP 440. */
  readonly version: string;
  /** Absolute path of the folder that holds `vllm/`. */
  readonly folder: string;
  /** Every member of the wheel, compiled modules included: `vllm/__init__.py`, `vllm/_C.abi3.so`. */
  readonly names: readonly string[];
  /** The text of a `.py` member as it was published; `undefined` when there is none of that name. */
  text(name: string): Promise<string | undefined>;
}
