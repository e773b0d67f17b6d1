import type { Notice } from "./notices.ts";

/** What a notice says to write instead. */
export interface Replacement {
  /** Possibly dotted: `eplb_config.window_size`. */
  readonly name: string;
  /** It was called a rename in so many words; otherwise the new thing may want another value. */
  readonly renamed: boolean;
  readonly line: number;
}

const QUOTED = "[`'\"]{0,2}([A-Za-z_][\\w.]{0,100})";
const PATTERNS: readonly { readonly pattern: RegExp; readonly renamed: boolean }[] = [
  { pattern: new RegExp(`\\brenamed to ${QUOTED}`, "gi"), renamed: true },
  { pattern: new RegExp(`\\breplaced (?:with|by) ${QUOTED}`, "gi"), renamed: false },
  { pattern: new RegExp(`\\bin favou?r of ${QUOTED}`, "gi"), renamed: false },
  {
    pattern: new RegExp(`\\b(?:please|deprecated[:,.;]?|instead|should|\\])[:,]? use ${QUOTED}`, "gi"),
    renamed: false,
  },
  { pattern: new RegExp(`\\buse ${QUOTED}[\`'"()]{0,4} instead`, "gi"), renamed: false },
];
const ENDS = /deprecat|renamed|replaced|removed|no longer|legacy|instead of/i;

/** What the notices say to write instead of `name`, in the order they say it. The caller checks that it exists. */
export function replacementsFor(name: string, notices: readonly Notice[]): Replacement[] {
  return notices.flatMap((notice) => {
    const about = passageAbout(name, notice);
    if (about === undefined || !ENDS.test(about)) return [];
    const found: (Replacement & { readonly index: number })[] = [];
    for (const { pattern, renamed } of PATTERNS) {
      for (const match of about.matchAll(pattern)) {
        const said = match[1]?.replace(/\.+$/, "") ?? "";
        if (said !== name && said !== "") found.push({ name: said, renamed, line: notice.line, index: match.index });
      }
    }
    return found.sort((a, b) => a.index - b.index).map(({ index: _, ...replacement }) => replacement);
  });
}

/** The part of a notice that speaks of `name`: from where it is named, in its paragraph; all of it where it is attached to `name`. */
function passageAbout(name: string, notice: Notice): string | undefined {
  if (notice.owner === name) {
    // The arguments' descriptions of a docstring speak of the arguments.
    return oneLine(notice.text.split(/\n\s*(?:Args|Parameters|Attributes):/)[0] ?? "");
  }
  const mention = new RegExp(`(?<![\\w.-])${name}(?!\\w)`);
  for (const paragraph of notice.text.split(/\n\s*\n|\n(?=\s*\w+(?: \([^)\n]*\))?:\s)/)) {
    const line = oneLine(paragraph);
    const at = line.search(mention);
    if (at === -1) continue;
    const before = line.slice(0, at);
    if (ENDS.test(before) || /\buse\b/i.test(before)) return line.slice(Math.max(0, at - 200), at + 300);
    return line.slice(at, at + 300);
  }
  return undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
