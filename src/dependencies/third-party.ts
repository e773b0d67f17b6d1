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

/** A package of the target's resolution whose code uses vLLM in a way that the target does not take, and the current release does. */
export interface BrokenPackage {
  /** PEP 503 normalized. */
  readonly name: string;
  readonly version: string;
  /** What the repository asks for that brings it; its own name where that is asked for. */
  readonly root: string;
  /** By path in its wheel. Only what surely raises. */
  readonly places: readonly [BrokenPlace, ...BrokenPlace[]];
  /** The newest release of it, where that is another one. */
  readonly newest?: string;
}

export interface BrokenPlace {
  /** POSIX path in the wheel. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Sentences of the code check. */
  readonly message: string;
}

/** What the move breaks in the code of such packages. */
export interface ThirdPartyCode {
  /** Those whose code imports vLLM and was compared. */
  readonly judged: readonly string[];
  readonly broken: readonly BrokenPackage[];
  /** Those of which nothing is known, and why (a clause). */
  readonly unread: readonly { readonly name: string; readonly why: string }[];
}
