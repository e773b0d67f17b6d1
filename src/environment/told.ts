/** Why a probe has no answer that can be used. */
export interface Refused {
  readonly ok: false;
  /** A clause. */
  readonly error: string;
  /** Some lines, or none. */
  readonly details: string;
}

/** Own keys only, as `JSON.parse` gives them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** At most so many UTF-16 units. */
export function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest;
}
