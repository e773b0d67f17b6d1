import { jsonQueries } from "./json-queries.ts";
import { isForPeople, type QueryText } from "./query-text.ts";
import { Scopes } from "./scopes.ts";
import { withoutActions } from "./template-actions.ts";
import { type YamlToken, yamlTokens } from "./yaml-tokens.ts";

/** A mapping that is open: a block mapping by its column, a flow mapping (`{ … }`) by none. */
interface Mapping {
  readonly column: number | undefined;
  key?: string;
}

const NESTED = 3;

/** The scalars of a YAML text that may query metrics. Texts inside it are read as what they are: dashboards, rules, scripts. */
export function yamlQueries(text: string, nested = NESTED): QueryText[] {
  const queries: QueryText[] = [];
  const parts = /^---(?=\s|$)/gm;
  for (let start = 0; start < text.length; ) {
    parts.lastIndex = start + 3;
    const end = parts.exec(text)?.index ?? text.length;
    const document = text.slice(start, end);
    // Whole installations come as one file, of which one document queries something.
    if (document.includes("vllm:")) {
      for (const found of documentQueries(document, nested)) {
        queries.push({ ...found, start: start + found.start, end: start + found.end });
      }
    }
    start = end;
  }
  return queries;
}

function documentQueries(written: string, nested: number): QueryText[] {
  const { text, strings } = withoutActions(written);
  const scopes = new Scopes();
  const open: Mapping[] = [{ column: undefined }];
  const enter = (mapping: Mapping) => {
    open.push(mapping);
    scopes.open();
  };
  const leave = () => {
    open.pop();
    scopes.close();
  };
  const innermost = () => open.at(-1);
  /** Ends the block mappings that are written further right than `column`. */
  const leaveRightOf = (column: number) => {
    for (let top = innermost(); top?.column !== undefined && top.column > column; top = innermost()) leave();
  };
  for (const token of yamlTokens(text)) {
    const mapping = innermost();
    const inFlow = open.length > 1 && mapping?.column === undefined;
    if (token.kind === "open") enter({ column: undefined });
    else if (token.kind === "close") {
      if (inFlow) leave();
    } else if (token.kind === "unflow") {
      while (open.length > 1 && innermost()?.column === undefined) leave();
    } else if (token.kind === "document") leaveRightOf(-1);
    else if (token.kind === "item") {
      if (!inFlow) leaveRightOf(token.column);
    } else if (token.kind === "key") {
      const key = text.slice(token.start, token.end);
      if (!inFlow) {
        leaveRightOf(token.column);
        if (innermost()?.column !== token.column) enter({ column: token.column });
      }
      const holder = innermost();
      if (holder === undefined) continue;
      if (key.startsWith("vllm:") && isAmongMetrics(open)) scopes.add({ start: token.start, end: token.end });
      holder.key = key;
    } else for (const found of scalarQueries(text, token, mapping?.key, scopes, nested)) scopes.add(found);
  }
  return [...scopes.finish(), ...strings].sort((one, other) => one.start - other.start);
}

function scalarQueries(
  text: string,
  { kind, start, end }: YamlToken,
  key: string | undefined,
  scopes: Scopes,
  nested: number,
): QueryText[] {
  const value = text.slice(start, end);
  if (key !== undefined) scopes.tell(key, () => value);
  if (isForPeople(key) || !value.includes("vllm:")) return [];
  const inside = nested > 0 ? textQueries(value, kind, nested - 1) : undefined;
  if (inside === undefined) return [{ start, end, ...(key !== undefined && { key }) }];
  return inside.map((found) => ({ ...found, start: start + found.start, end: start + found.end }));
}

/** The queries of a text that is JSON or YAML itself. */
function textQueries(value: string, kind: YamlToken["kind"], nested: number): QueryText[] | undefined {
  if (/^\s*[{[]\s*["{\]]/.test(value) && /"\s*:/.test(value)) return jsonQueries(value, nested);
  return kind === "block" && /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:- )?["']?[\w./-]+["']?:(?:\s|$)/.test(value)
    ? yamlQueries(value, nested)
    : undefined;
}

/** OpenTelemetry and Datadog name metrics in keys: `metrics: [{ "vllm:x": vllm.x }]`. */
function isAmongMetrics(open: readonly Mapping[]): boolean {
  return open.slice(-4).some(({ key }) => key !== undefined && /metric|series/i.test(key));
}
