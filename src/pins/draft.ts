import type { Span } from "../python/requirement.ts";
import { lineIndex, type Position } from "../text/line-index.ts";
import { cut, place, type Traced } from "../text/traced.ts";
import { UNKNOWN } from "../uses/use.ts";
import type {
  DeclaredRequirement,
  GroupKind,
  Include,
  IndexOptions,
  InstallCommand,
  Manifest,
  Place,
  Problem,
} from "./manifest.ts";
import type { Pin, PinFormatId, PinReference, PinRole } from "./pin.ts";
import { describeReference } from "./reference.ts";
import { mentionsVllm } from "./vllm.ts";

export interface GroupOf {
  readonly group?: string;
  readonly groupKind?: GroupKind;
}

/** The group alone, of something that has one. */
export function groupOf({ group, groupKind }: GroupOf): GroupOf {
  return { ...(group === undefined ? {} : { group }), ...(groupKind === undefined ? {} : { groupKind }) };
}

export interface PinDraft extends GroupOf {
  /** The text to report, best first: the first that stands on one line of the source is taken. */
  readonly at: readonly Traced[];
  /** The version part as written. */
  readonly written: string;
  readonly reference: PinReference;
  readonly role: PinRole;
  readonly hashed?: boolean;
}

interface DraftIndexes {
  defaultIndex?: string;
  readonly extraIndexes: string[];
  readonly findLinks: string[];
}

/** A manifest being filled in by a parser. */
export interface Draft {
  readonly file: string;
  readonly text: string;
  readonly requirements: DeclaredRequirement[];
  readonly includes: Include[];
  /** Of the whole file, or of the command that is being read. */
  indexes: DraftIndexes;
  readonly locked: Map<string, string>;
  readonly groupIncludes: Map<string, string[]>;
  /** Notes what one install command says: index options in it hold for nothing else. */
  command(about: GroupOf & { readonly projects: readonly string[] }, read: () => void): void;
  line(offset: number): number;
  /** Where a text stands, best first: the first that stands on one line of the source. */
  place(at: readonly Traced[]): Place | undefined;
  pin(pin: PinDraft): Pin | undefined;
  /** A pin unless another stands there: a variable is named by what uses it, and by its own name where nothing does. */
  later(pin: PinDraft): void;
  /** The text as the file has it: what stands for something unknown (`$(VERSION)` of make, `{{ .Values.tag }}`) as it is written. */
  source(value: Traced): string;
  problem(offset: number | undefined, message: string, remedy: string): void;
  /** Says that the file, or a part of it, was not read, where it says vLLM. @param why a clause */
  passedOver(why: string): void;
  finish(more?: Partial<Manifest>): Manifest;
}

export function draftManifest(file: string, format: PinFormatId, text: string): Draft {
  const position = lineIndex(text);
  const pins = new Map<string, Pin>();
  const later: PinDraft[] = [];
  const problems: Problem[] = [];
  const ofFile = noIndexes();
  const commands: InstallCommand[] = [];
  const draft: Draft = {
    file,
    text,
    requirements: [],
    includes: [],
    indexes: ofFile,
    locked: new Map(),
    groupIncludes: new Map(),
    command: (about, read) => {
      const { indexes: around, requirements, includes } = draft;
      const [first, firstInclude] = [requirements.length, includes.length];
      draft.indexes = noIndexes();
      read();
      const options: IndexOptions = draft.indexes;
      draft.indexes = around;
      if (options.defaultIndex === undefined && options.extraIndexes.length + options.findLinks.length === 0) return;
      const installs = { requirements: requirements.slice(first), includes: includes.slice(firstInclude) };
      commands.push({ ...groupOf(about), options, ...installs, projects: about.projects });
    },
    line: (offset) => position(offset).line,
    place: (at) => {
      const span =
        at.map((value) => oneLine(value, text)).find((found) => found !== undefined) ?? firstLine(at[0], text);
      return span && { file, ...position(span.start), raw: text.slice(span.start, span.end) };
    },
    pin: ({ at, written, reference, role, group, groupKind, hashed }) => {
      const stands = draft.place(at);
      if (stands === undefined) return undefined;
      const pin: Pin = {
        ...stands,
        specifier: role === "image" ? written : describeReference(reference, written),
        reference,
        format,
        role,
        ...(group === undefined ? {} : { group }),
        ...(groupKind === undefined ? {} : { groupKind }),
        ...(hashed ? { hashed } : {}),
      };
      // One `ARG` may feed many lines: the place to edit is one.
      const key = `${pin.line}:${pin.column}:${pin.raw}`;
      const same = pins.get(key);
      if (same === undefined) pins.set(key, pin);
      return same ?? pin;
    },
    later: (pin) => {
      later.push(pin);
    },
    source: (value) =>
      value.text.includes(UNKNOWN)
        ? value.pieces
            .map(({ text: part, at, length }) => (length === undefined ? part : text.slice(at, at + length)))
            .join("")
        : value.text,
    problem: (offset, message, remedy) => {
      problems.push({ file, ...(offset === undefined ? {} : position(offset)), message, remedy });
    },
    passedOver: (why) => {
      const remedy =
        "A pin in it is not seen: keep vLLM's version in a file of its own, or leave the generated file out.";
      const message = `It was not searched for pins: ${why}`;
      if (!mentionsVllm(text) || problems.some((known) => known.message === message)) return;
      problems.push({ file, message, remedy, passedOver: true });
    },
    finish: (more) => {
      addLater(later, pins, draft, text, position);
      return {
        file,
        format,
        pins: [...pins.values()].sort((a, b) => a.line - b.line || a.column - b.column),
        requirements: draft.requirements,
        includes: draft.includes,
        options: ofFile,
        ...(commands.length === 0 ? {} : { commands }),
        locked: draft.locked,
        problems,
        ...(draft.groupIncludes.size === 0 ? {} : { groupIncludes: draft.groupIncludes }),
        ...more,
      };
    },
  };
  return draft;
}

function noIndexes(): DraftIndexes {
  return { extraIndexes: [], findLinks: [] };
}

function addLater(
  later: readonly PinDraft[],
  pins: ReadonlyMap<string, Pin>,
  draft: Draft,
  text: string,
  position: (offset: number) => Position,
): void {
  if (later.length === 0) return;
  const taken = new Map<number, Pin[]>();
  for (const pin of pins.values()) {
    const line = taken.get(pin.line);
    if (line === undefined) taken.set(pin.line, [pin]);
    else line.push(pin);
  }
  for (const pin of later) {
    const span = pin.at.map((value) => oneLine(value, text)).find((found) => found !== undefined);
    if (span === undefined) continue;
    const { line, column } = position(span.start);
    const end = column + span.end - span.start;
    const covered = (taken.get(line) ?? []).some(
      (other) => other.column < end && column < other.column + other.raw.length,
    );
    if (!covered) draft.pin(pin);
  }
}

function oneLine(value: Traced, text: string): Span | undefined {
  const span = place(value);
  return span === undefined || span.start === span.end || text.slice(span.start, span.end).includes("\n")
    ? undefined
    : span;
}

/** Text put together from several places has no place of its own: where it begins is the best that can be said. */
function firstLine(value: Traced | undefined, text: string): Span | undefined {
  const first = value?.pieces[0];
  if (value === undefined || first === undefined) return undefined;
  const span = place(cut(value, 0, first.text.length));
  const line = span && /^[^\r\n]*/.exec(text.slice(span.start, span.end))?.[0];
  return span && { start: span.start, end: span.start + (line ?? "").length };
}
