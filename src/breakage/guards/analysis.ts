import { compare, explain } from "../../python/version.ts";
import type { GuardContext, ParsedModule } from "./guard-context.ts";
import { type SourceText, type Syntax, sourceOf } from "./syntax.ts";
import { type Origin, type Scope, UNKNOWN, type Value } from "./value.ts";

/** Whether a place is run on the target. */
export type Reach =
  | { readonly state: "yes" }
  /** Under a condition that is not known; `unclear`: the line of one that turns on vLLM's version. */
  | { readonly state: "maybe"; readonly unclear?: number | undefined }
  | { readonly state: "no"; readonly why: Unreached };

/** What keeps a place from being run. */
export interface Unreached {
  readonly reason: "condition" | "early-exit" | "skipped" | "unused" | "not-needed" | "after-failure";
  readonly origin: Origin | undefined;
  readonly line: number;
  readonly path: string;
}

/** What the break says is gone, so that a test for it is known to fail. */
export interface Gone {
  /** `object` as it is written in the repository. */
  readonly attributes: readonly { readonly object: string; readonly name: string }[];
  readonly keyword: string | undefined;
}

/** The parts of the analysis that call each other, tied together in `judge-guard.ts`. */
export interface Parts {
  evaluate(node: Syntax, scope: Scope | undefined, analysis: Analysis): Value;
  lookup(name: string, at: Syntax, scope: Scope | undefined, analysis: Analysis): Value;
  reach(node: Syntax, within: Within, analysis: Analysis): Reach;
}

/** What a place is looked at within: the arguments of the call being evaluated, and the node not to look beyond. */
export interface Within {
  readonly scope: Scope | undefined;
  readonly until?: Syntax | undefined;
}

/** Evaluations in one judgement, and how deep they may call each other: a hostile file costs no more. */
const STEPS = 20_000;
const DEPTH = 48;

/** One judgement: the file, what is known of the target, and how much may still be looked at. */
export class Analysis {
  readonly context: GuardContext;
  readonly gone: Gone;
  /** Definitions whose uses are being followed: two that call each other are not followed in a circle. */
  readonly following = new Set<Syntax>();
  readonly #parts: Parts;
  readonly #known = new Map<Syntax, Value>();
  readonly #reached = new Map<Syntax, Reach>();
  #steps = 0;
  #depth = 0;
  #cuts = 0;

  constructor(context: GuardContext, parts: Parts, gone: Gone) {
    this.context = context;
    this.gone = gone;
    this.#parts = parts;
  }

  get target(): string {
    return this.context.versions.target;
  }

  /** What an expression is on the target. */
  evaluate(node: Syntax, scope?: Scope): Value {
    const work = () => this.#deeper(() => this.#parts.evaluate(node, scope, this), UNKNOWN);
    return scope === undefined ? this.#once(this.#known, node, work) : work();
  }

  lookup(name: string, at: Syntax, scope: Scope | undefined): Value {
    return this.#deeper(() => this.#parts.lookup(name, at, scope, this), UNKNOWN);
  }

  reach(node: Syntax, within: Within = { scope: undefined }): Reach {
    const work = () => this.#deeper<Reach>(() => this.#parts.reach(node, within, this), { state: "maybe" });
    return within.scope === undefined && within.until === undefined ? this.#once(this.#reached, node, work) : work();
  }

  /** Whether the target is at least a version; `undefined` when that is none. */
  atLeast(version: string | undefined): boolean | undefined {
    if (version === undefined || explain(version) === undefined || explain(this.target) === undefined) return undefined;
    return compare(this.target, version) >= 0;
  }

  /** `false` once this judgement has looked at enough. */
  spend(): boolean {
    return ++this.#steps < STEPS;
  }

  source(module: ParsedModule): SourceText {
    return sourceOf(module.tree, module.path);
  }

  /** Remembers an answer, unless it was cut short: nearer the top it may come out better. */
  #once<T>(known: Map<Syntax, T>, node: Syntax, work: () => T): T {
    const answer = known.get(node);
    if (answer !== undefined) return answer;
    const before = this.#cuts;
    const found = work();
    if (this.#cuts === before) known.set(node, found);
    return found;
  }

  #deeper<T>(work: () => T, otherwise: T): T {
    if (this.#depth >= DEPTH || !this.spend()) {
      this.#cuts++;
      return otherwise;
    }
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }
}
