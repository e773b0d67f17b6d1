import { oneLine } from "../report/untrusted.ts";
import type { Field, Fields, FormerArchitecture, Metric, ServeOption } from "../surface/surface.ts";
import { LIVE_PARTS, type LivePart, type LiveSurface, type Untold } from "../surface/with-live.ts";
import { isRecord, isText, type Refused } from "./told.ts";

/**
 * The surface that a package told. What ran there may tell anything: what is not wholly in the form of a surface is none.
 */
export function liveSurface(told: Readonly<Record<string, unknown>>): LiveSurface | Refused {
  const { version, surface, missing, unsurveyed } = told;
  if (typeof unsurveyed === "string") return { ok: false, error: oneLine(unsurveyed, LONGEST_REASON), details: "" };
  try {
    return inForm(version, surface, missing);
  } catch (error) {
    if (!(error instanceof NotAsTold)) throw error;
    return { ok: false, error: `what it tells is not in the form of a surface: ${error.message}`, details: "" };
  }
}

/** Entries of one table; the largest has 400. */
const MOST_ENTRIES = 5000;

/** UTF-16 units of a name, a choice or a default; the probe cuts defaults at 500 characters. */
const LONGEST_TEXT = 1000;

/** UTF-16 units. */
const LONGEST_REASON = 300;

class NotAsTold extends Error {}

function inForm(version: unknown, told: unknown, missing: unknown): LiveSurface {
  if (!isRecord(told)) throw new NotAsTold("it is no object");
  return {
    version: text(version, "version"),
    options: list(told["options"] ?? [], "options").map(option),
    configs: table(told["configs"], "configs", fields),
    parameters: table(told["parameters"], "parameters", fields),
    variables: table(told["variables"], "variables", () => ({})),
    requests: table(told["requests"], "requests", fields),
    metrics: table(told["metrics"], "metrics", metric),
    architectures: table(told["architectures"], "architectures", () => ({})),
    formerArchitectures: table(told["formerArchitectures"], "formerArchitectures", former),
    untold: [
      ...list(missing, "missing").map(untold),
      ...LIVE_PARTS.filter((part) => told[part] === undefined).map(nothing),
    ],
  };
}

function option(told: unknown): ServeOption {
  const { names, negations, destination, form, choices, ...rest } = record(told, "options");
  const FORMS = ["value", "switch", "boolean", "optional-value", "values"] as const;
  const known = FORMS.find((one) => one === form);
  if (known === undefined) throw new NotAsTold("options: no such form");
  const texts = (value: unknown) => list(value, "options").map((one) => text(one, "options"));
  return {
    ...field(rest, "options"),
    names: texts(names),
    negations: texts(negations),
    destination: text(destination, "options"),
    form: known,
    ...(choices === undefined ? {} : { choices: texts(choices) }),
  };
}

function fields(told: unknown, part: string): Fields {
  return table(told, part, field);
}

function field(told: unknown, part: string): Field {
  const given = record(told, part);
  return defined({
    default: optional(given["default"], part),
    config: optional(given["config"], part),
    deprecated: words(given["deprecated"], part),
  });
}

function metric(told: unknown, part: string): Metric {
  const { type, hidden } = record(told, part);
  const TYPES = ["counter", "gauge", "histogram", "summary", "info", "unknown"] as const;
  const known = TYPES.find((one) => one === type);
  if (known === undefined) throw new NotAsTold(`${part}: no such type`);
  return hidden === true ? { type: known, hidden } : { type: known };
}

function former(told: unknown, part: string): FormerArchitecture {
  const { last, plugin } = record(told, part);
  return defined({ last: words(last, part), plugin: words(plugin, part) });
}

function untold(told: unknown): Untold {
  const { part, what, why } = record(told, "missing");
  const known = LIVE_PARTS.find((one) => one === part);
  if (known === undefined) throw new NotAsTold("missing: no such part");
  return { part: known, what: text(what, "missing"), why: oneLine(text(why, "missing", LONGEST_TEXT), LONGEST_REASON) };
}

function nothing(part: LivePart): Untold {
  return { part, what: part, why: "it was not told" };
}

function table<T>(told: unknown, part: string, read: (value: unknown, part: string) => T): Readonly<Record<string, T>> {
  const entries = Object.entries(record(told ?? {}, part));
  if (entries.length > MOST_ENTRIES) throw new NotAsTold(`${part}: too many entries`);
  return Object.fromEntries(entries.map(([name, value]) => [text(name, part), read(value, part)]));
}

function record(told: unknown, part: string): Readonly<Record<string, unknown>> {
  if (!isRecord(told)) throw new NotAsTold(`${part}: not an object`);
  return told;
}

function list(told: unknown, part: string): readonly unknown[] {
  if (!Array.isArray(told) || told.length > MOST_ENTRIES) throw new NotAsTold(`${part}: no list, or too long`);
  return told;
}

/** A name that a person may be shown: short, and nothing in it that a screen would act on. */
function text(told: unknown, part: string, longest = LONGEST_TEXT): string {
  if (!isText(told, longest) || /\p{Cc}/u.test(told)) throw new NotAsTold(`${part}: no plain text`);
  return told;
}

function optional(told: unknown, part: string): string | undefined {
  return told === undefined ? undefined : text(told, part);
}

/** The release's own words. */
function words(told: unknown, part: string): string | undefined {
  if (told === undefined) return undefined;
  if (typeof told !== "string") throw new NotAsTold(`${part}: no text`);
  return oneLine(told, LONGEST_TEXT);
}

function defined<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
