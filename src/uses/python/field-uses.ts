import { dictionaryReader } from "../../breakage/workspace/dictionary-keys.ts";
import { literalKey } from "../../breakage/workspace/literal-key.ts";
import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Endpoint } from "../request/endpoint.ts";
import type { RequestFieldUse } from "../use.ts";
import type { PythonModule } from "./python-module.ts";

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

export function fieldCollector(module: PythonModule): FieldCollector {
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
    uses.push({
      kind: "request-field",
      field,
      ...(endpoint.path === undefined ? {} : { endpoint: endpoint.path }),
      certainty: endpoint.certainty,
      format: module.format,
      place: module.place(node.start + edge, node.end - (quoted ? 1 : 0)),
      ...(module.quiet === undefined ? {} : { quiet: module.quiet }),
    });
  }

  return {
    uses,
    key,
    body(value, endpoint) {
      const found = keysOf(value, value);
      for (const node of found.values()) key(node, endpoint);
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
