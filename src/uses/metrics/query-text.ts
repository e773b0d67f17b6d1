/** A stretch of a file whose text may query metrics. Offsets are UTF-16 units of the file, the end is exclusive. */
export interface QueryText {
  readonly start: number;
  readonly end: number;
  /** The key its value stands under. */
  readonly key?: string;
  /** The panel, rule or variable it belongs to. */
  readonly where?: string;
}

/**
 * Values under these keys are for people, or give a name of the file's own: what they say of a metric is not a query.
 * Grafana (`definition` repeats a variable's `query`), Prometheus rules, OpenMetrics.
 */
const WORDS = new Set([
  ...[
    "title",
    "description",
    "summary",
    "message",
    "text",
    "content",
    "comment",
    "note",
    "notes",
    "help",
    "label",
    "tags",
  ],
  ...["legendformat", "legend", "displayname", "alias", "documentation", "definition", "alert", "record"],
]);

/** @param key as written; `undefined` for an item that has none */
export function isForPeople(key: string | undefined): boolean {
  return key !== undefined && (WORDS.has(key.toLowerCase()) || /\.(?:md|rst|txt)$/i.test(key));
}

/** Under such a key stands a regular expression that is matched with whole names (Prometheus relabelling). */
export function isPattern(key: string | undefined): boolean {
  return key === "regex";
}
