import type { RequestFieldUse } from "../../uses/use.ts";
import { announcement } from "./announcement.ts";
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
    const what = announcement(`The request field \`${field}\`${where}`, target.version, deprecated);
    return [{ ...shared, rule: "setting-deprecated", what, gone: false }];
  }
  return [
    {
      ...{ ...shared, rule: "request-field-gone", silent: true, gone: true, written: field },
      what: `The request field \`${field}\`${where} is gone: the server of ${target.version} ignores it and answers HTTP 200.`,
    },
  ];
}
