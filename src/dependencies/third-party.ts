import type { VllmSupport } from "./vllm-support.ts";

/** A package of the target's resolution that says which vLLM releases it works with, and excludes the target. */
export interface ThirdParty {
  /** PEP 503 normalized. */
  readonly name: string;
  readonly version: string;
  /** What the repository asks for that brings it; its own name where that is asked for. */
  readonly root: string;
  readonly support: VllmSupport;
  /** Whether it excludes the current release too: then the move changes nothing. */
  readonly already: boolean;
  /** The newest release of it that admits the target, where there is one. */
  readonly newer?: string;
}
