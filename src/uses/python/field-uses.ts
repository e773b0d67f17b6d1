import { dictionaryReader } from "../../breakage/workspace/dictionary-keys.ts";
import { literalKey } from "../../breakage/workspace/literal-key.ts";
import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Endpoint } from "../request/endpoint.ts";
import type { RequestFieldUse } from "../use.ts";
import type { Evaluator } from "./evaluate.ts";
import type { PythonModule } from "./python-module.ts";
import { spanOf, textOf } from "./spelled-text.ts";

/** Collects the fields of requests in one file, each place once. */
export interface FieldCollector {
  readonly uses: readonly RequestFieldUse[];
  /** The keys of a dictionary expression are fields of a request to this endpoint. */
  body(value: SyntaxNode, endpoint: Endpoint): void;
  /** One key. */
  key(key: SyntaxNode, endpoint: Endpoint): void;
  /** Whether a dictionary's literal was taken already, also as another server's. */
  has(literal: SyntaxNode): boolean;
}

export function fieldCollector(evaluator: Evaluator): FieldCollector {
  const { module } = evaluator;
  const uses: RequestFieldUse[] = [];
  const keysOf = dictionaryReader(module.text, module.references);
  const taken = new Set<number>();

  function key(node: SyntaxNode, endpoint: Endpoint): void {
    if (taken.has(node.start)) return;
    taken.add(node.start);
    if (endpoint.certainty === "none") return;
    const written = module.source(node);
    const quoted = node.type === "string";
    const field = quoted ? literalKey(written) : written;
    if (field === undefined) return;
    const edge = quoted ? 1 + (/^[uU]/.test(written) ? 1 : 0) : 0;
    emit(field, node.start + edge, node.end - (quoted ? 1 : 0), endpoint.certainty, endpoint.path);
  }

  function emit(
    field: string,
    start: number,
    end: number,
    certainty: RequestFieldUse["certainty"],
    path: string | undefined,
  ): void {
    uses.push({
      kind: "request-field",
      field,
      ...(path === undefined ? {} : { endpoint: path }),
      certainty,
      format: module.format,
      place: module.place(start, end),
      ...(module.quiet === undefined ? {} : { quiet: module.quiet }),
    });
  }

  /** `{guided_name: schema}`: each text that the name may hold, at the place of that text. */
  function namedKeys(literal: SyntaxNode, { path, certainty }: Endpoint): void {
    if (certainty === "none") return;
    for (const pair of literal.children) {
      const name = pair.type === "pair" ? child(pair, "key") : undefined;
      if (name?.type !== "identifier") continue;
      for (const value of evaluator.values(name)) {
        const span = value.kind === "text" ? spanOf(value.text) : undefined;
        if (value.kind !== "text" || span === undefined || taken.has(span.start)) continue;
        taken.add(span.start);
        emit(textOf(value.text), span.start, span.end, "likely", path);
      }
    }
  }

  return {
    uses,
    key,
    body(value, endpoint) {
      const found = keysOf(value, value);
      for (const node of found.values()) key(node, endpoint);
      if (value.type === "dictionary") namedKeys(value, endpoint);
      // Whoever got it before may have changed it: what is written is what may be in it.
      if (found.size === 0) for (const node of writtenKeys(value, module)) key(node, weaker(endpoint));
    },
    has: (literal) => literal.children.some((pair) => taken.has(child(pair, "key")?.start ?? -1)),
  };
}

export const weaker = (endpoint: Endpoint): Endpoint =>
  endpoint.certainty === "certain" ? { ...endpoint, certainty: "likely" } : endpoint;

/** The keys that a variable's dictionary is given anywhere in its scope. */
function writtenKeys(value: SyntaxNode, module: PythonModule): SyntaxNode[] {
  if (value.type !== "identifier") return [];
  const { references, source } = module;
  const name = source(value);
  return references.of(name, references.owner(name, value)).flatMap((use) => {
    const { parent } = use;
    const given = parent?.type === "assignment" && use.field === "left" ? child(parent, "right") : undefined;
    if (given?.type === "dictionary") return given.children.flatMap((pair) => child(pair, "key") ?? []);
    const stored = parent?.type === "subscript" && use.field === "value" && parent.parent?.type === "assignment";
    const key = stored && parent?.field === "left" ? child(parent, "subscript") : undefined;
    return key?.type === "string" ? [key] : [];
  });
}
