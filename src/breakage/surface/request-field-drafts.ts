import type { RequestFieldUse } from "../../uses/use.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { requestFieldSubject } from "./subjects/request-field.ts";

/** What the target ignores of a request's body. The models take any field (`extra="allow"`), so nothing says so. */
export function requestFieldDrafts(use: RequestFieldUse, { current, target }: SurfaceContext): Draft[] {
  const { field, endpoint, place } = use;
  const subject = requestFieldSubject(field, endpoint);
  const shared = { place, use, subject } as const;
  if (!subject.has(current)) return [];
  const where = endpoint === undefined ? "" : ` of ${endpoint}`;
  if (subject.has(target)) {
    const deprecated = subject.entry(target)?.deprecated;
    if (deprecated === undefined || use.quiet !== undefined) return [];
    const what = `The request field \`${field}\`${where} is announced to go in ${target.version}: ${deprecated.replace(/\s+/g, " ").slice(0, 500)}`;
    return [{ ...shared, rule: "deprecated-on-target", what, gone: false }];
  }
  return [
    {
      ...{ ...shared, rule: "request-field-gone", silent: true, gone: true, written: field },
      what: `The request field \`${field}\`${where} is gone in ${target.version}.`,
      effect: "The server ignores it and answers as if it were not there: HTTP 200.",
    },
  ];
}
