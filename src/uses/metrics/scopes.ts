import type { QueryText } from "./query-text.ts";

/** Most mappings of a dashboard hold nothing of interest, so they get nothing to hold it in. */
interface Scope {
  /** By key, the scalars that decide about the other values of this mapping. */
  told?: Map<string, string>;
  found?: QueryText[];
}

/** What names a mapping, the best first: a panel's title, a rule's name, a variable's or container's name. */
const NAMES = ["title", "alert", "record", "name"];
const TOLD = new Set([...NAMES, "action", "query"]);
const LENGTHS = new Set([...TOLD].map((key) => key.length));

/**
 * The mappings that are open while a JSON or YAML text is read. A mapping may name itself behind the values it holds, so
 * that what stands in it is settled when it ends. Mappings may be nested as deep as a text is long.
 */
export class Scopes {
  private readonly stack: Scope[] = [{}];

  /** Whether a key of so many units can be one that `tell` takes. */
  static mayTell(length: number): boolean {
    return LENGTHS.has(length);
  }

  open(): void {
    this.stack.push({});
  }

  /** A scalar of the innermost mapping. */
  tell(key: string, value: () => string): void {
    const scope = this.stack.at(-1);
    if (scope === undefined || !TOLD.has(key)) return;
    scope.told ??= new Map();
    scope.told.set(key, value());
  }

  add(found: QueryText): void {
    const scope = this.stack.at(-1);
    if (scope === undefined) return;
    scope.found ??= [];
    scope.found.push(found);
  }

  close(): void {
    const scope = this.stack.length > 1 ? this.stack.pop() : undefined;
    const outer = this.stack.at(-1);
    if (scope?.found === undefined || outer === undefined) return;
    let more = settled(scope);
    // The shorter list is moved, so that deep nesting costs no more than a sort.
    outer.found ??= [];
    if (more.length > outer.found.length) [outer.found, more] = [more, outer.found];
    for (const found of more) outer.found.push(found);
  }

  /** All that was found, in the order of the text. */
  finish(): QueryText[] {
    while (this.stack.length > 1) this.close();
    const [scope] = this.stack;
    return scope === undefined ? [] : settled(scope).sort((one, other) => one.start - other.start);
  }
}

function settled({ told, found = [] }: Scope): QueryText[] {
  if (found.length === 0 || told === undefined) return found;
  const where = NAMES.map((key) => told.get(key)).find((name) => name !== undefined && name !== "");
  return found
    .filter(({ key }) => {
      // Dropping a metric that is no longer there changes nothing.
      if (key === "regex") return !/drop$/i.test(told.get("action") ?? "");
      // KEDA: a name of the trigger's own, the query decides.
      return key !== "metricName" || !told.has("query");
    })
    .map((one) => (where === undefined || one.where !== undefined ? one : { ...one, where }));
}
