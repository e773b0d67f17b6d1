import { type NoteBlock, noteBlocks } from "./note-blocks.ts";

/** What kind of change a line announces. The order is that of their weight. */
export const ANNOUNCEMENT_KINDS = ["breaking", "removal", "rename", "default", "deprecation"] as const;
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];

/** A line of release notes that announces something that goes, moves or breaks. Untrusted text. */
export interface Announcement {
  readonly kind: AnnouncementKind;
  /** What the line is about, where it begins with that: `Metrics`. */
  readonly lead?: string;
  /** What it announces, each part with a subject of its own; without references to pull requests. */
  readonly parts: readonly string[];
  /** It stands in a list of all commits, and not in what the maintainers wrote. */
  readonly listed?: true;
}

const HEADINGS: readonly (readonly [RegExp, AnnouncementKind])[] = [
  [/\bbreaking\b|\bmigrat/i, "breaking"],
  [/\bremov/i, "removal"],
  [/\bdeprecat/i, "deprecation"],
];

const WORDS: readonly (readonly [RegExp, AnnouncementKind])[] = [
  [/\bbreaking\b|\bincompatib|\bbackwards?[- ]compatib/i, "breaking"],
  [/\brenam(?:ed|es|ing|e)\b|\bmoved? to\b|\breplaced? (?:by|with)\b|\bin favou?r of\b/i, "rename"],
  [/\b(?:will|to) be removed\b/i, "deprecation"],
  [/\bremov(?:ed?|es|al|als|ing)\b|\bdropp?(?:ed|s|ing)?\b|\bno longer\b|\bdisallow/i, "removal"],
  [/\bdeprecat/i, "deprecation"],
  [
    /\bby default\b|\bdefaults?\b.*\b(?:to|now|mode|changed)\b|\bas (?:the )?.{0,40}\bdefault\b|\bnow\b.*\bdefault\b/i,
    "default",
  ],
];

/** Lists that GitHub writes: every commit, every name. */
const LISTS = /^(?:what'?s changed|new contributors|full changelog)/i;

/** The announcements of one release's notes, in their order. */
export function announcements(markdown: string): readonly Announcement[] {
  return noteBlocks(markdown).flatMap(announcementOf);
}

function announcementOf({ headings, text }: NoteBlock): Announcement[] {
  const listed = headings.some((title) => LISTS.test(title));
  const under = headings.flatMap((title) => HEADINGS.find(([words]) => words.test(title))?.[1] ?? []).at(-1);
  if (!listed) return one(text, under);
  return one(text.replace(/ by @\S+ in https?:\/\/\S+$/, ""), undefined).map((line) => ({ ...line, listed }));
}

/** @param under what the heading above says of all its lines */
function one(line: string, under: AnnouncementKind | undefined): Announcement[] {
  const { lead, parts } = partsOf(line);
  const led = lead === "" ? undefined : kindOf(lead);
  const said = parts.flatMap((part) => {
    const kind = kindOf(part) ?? led ?? under;
    return kind === undefined ? [] : [{ kind, part }];
  });
  const [first] = said;
  if (first === undefined) return [];
  const kind = ANNOUNCEMENT_KINDS.find((candidate) => said.some((entry) => entry.kind === candidate)) ?? first.kind;
  return [{ kind, ...(lead === "" ? {} : { lead }), parts: said.map(({ part }) => part) }];
}

function kindOf(text: string): AnnouncementKind | undefined {
  return WORDS.find(([words]) => words.test(text))?.[1];
}

const REFERENCES = /\s*\((?:#\d+[.,]?\s*)+\)/g;

/** vLLM's notes put many changes on one line: `Engines: AsyncLLMEngine (#25025), LLMEngine (#25033), …`. */
function partsOf(line: string): { readonly lead: string; readonly parts: readonly string[] } {
  const colon = /^([^:`(]{2,60}):\s+(?=\S)/.exec(line);
  const lead = colon?.[1]?.trim() ?? "";
  const body = line.slice(colon?.[0].length ?? 0);
  const parts = body
    .split(/(?<=\((?:#\d+[.,]?\s*)+\)),\s+(?:and\s+)?/)
    .map((part) => part.replace(REFERENCES, "").trim())
    .filter((part) => part !== "");
  return { lead, parts };
}
