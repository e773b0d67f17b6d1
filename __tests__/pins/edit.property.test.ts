import { describe, expect, it } from "vitest";
import { applyPinEdit } from "../../src/pins/edit.ts";
import { FORMATS, formatOfPath } from "../../src/pins/formats.ts";
import type { Pin, PinFormatId } from "../../src/pins/pin.ts";
import { pinnedVersion } from "../../src/pins/reference.ts";
import { samePublicVersion, satisfies } from "../../src/python/version.ts";
import type { Slot } from "./edit-frame.ts";
import { FRAMES } from "./edit-frames.ts";
import { expectInPlace, parse } from "./support.ts";

const VERSIONS = ["0.32.0", "0.31.1", "0.6.3.post1", "1.0.0", "0.40.2rc1", "0.9", "10.20.30"];

const SPECIFIERS = [
  "==0.31.0",
  " == 0.31.0",
  "===0.31.0",
  "==0.31.*",
  "~=0.31.0",
  "~=0.31",
  ">=0.31",
  ">=0.17.0,<=0.25.1",
  ">=0.26,<0.30",
  ">0.25.0, <0.30.0",
  "<1",
  "==0.31.0+cu130",
  "",
];
const POETRY = ["^0.31", "^0.31.0", "~0.31.0", "0.31.0", "*", ">=0.26,<0.30"];
const EXTRAS = ["", "[audio]", "[audio, video]"];
const MARKERS = ["", " ; python_version < '3.13'"];

const CONDA = ["vllm=0.31.0", "vllm=0.31", "vllm==0.31.0", "vllm >=0.30,<0.32", "vllm 0.31.*", "vllm=0.31.*", "vllm"];
const TAGS = ["v0.31.0", "0.31.0", "v0.31.0-x86_64", "v0.31.0-cu129", "v0.31.0rc1", "latest"];

/** What goes into each slot of a frame. */
const WRITINGS: Readonly<Record<Slot, readonly string[]>> = {
  requirement: SPECIFIERS.flatMap((specifier) =>
    EXTRAS.flatMap((extras) => MARKERS.map((marker) => `vllm${extras}${specifier}${marker}`)),
  ),
  poetry: POETRY,
  conda: CONDA,
  tag: TAGS,
  version: ["0.31.0", "0.6.3.post1"],
  whole: [""],
  release: ["0.31.0", "v0.31.0", "0.31.0.post1"],
  revision: ["v0.31.0"],
};
/** A syntax tree takes longer than the lines of a file: a part of the writings will do. */
const SYNTAX: ReadonlySet<PinFormatId> = new Set([
  "setup-py",
  "python",
  "notebook",
  "workflow",
  "compose",
  "kubernetes",
]);

/** What stands under a name has three parts: else it may be a version of something else. */
const RELEASES = VERSIONS.filter((version) => /\d+\.\d+\.\d+/.test(version));

function* cases(): Generator<readonly [file: string, text: string, versions: readonly string[]]> {
  for (const { format, file, slot, text } of FRAMES) {
    const writings = WRITINGS[slot];
    const step = SYNTAX.has(format) && writings.length > 20 ? 5 : 1;
    for (let at = 0; at < writings.length; at += step) {
      const versions = slot === "release" ? RELEASES : VERSIONS;
      yield [file, text.replaceAll(/@@(?!@)/g, () => writings[at] ?? ""), versions];
    }
  }
}

function names(pin: Pin | undefined, version: string): boolean {
  if (pin?.reference.kind === "range")
    return satisfies(version, pin.reference.specifier, { prereleases: true }) === true;
  return pin !== undefined && samePublicVersion(pinnedVersion(pin.reference) ?? "", version);
}

/** Nobody edits what a resolver writes; a document's lines are no pins. */
const NOT_EDITED: ReadonlySet<PinFormatId> = new Set([
  "uv-lock",
  "poetry-lock",
  "pdm-lock",
  "pipfile-lock",
  "pylock",
  "document",
]);

describe("an edit", () => {
  it("is tried in every format", () => {
    const tried = new Set(FRAMES.map(({ format }) => format));
    const formats = FORMATS.map(({ format }) => format);
    expect(formats.filter((format) => !tried.has(format) && !NOT_EDITED.has(format))).toEqual([]);
    expect(FRAMES.filter(({ format, file }) => formatOfPath(file)?.format !== format)).toEqual([]);
  });

  it("says the version when read again, and changes nothing else", () => {
    let edits = 0;
    for (const [file, text, versions] of cases()) {
      // What decides whether a file is parsed at all must not pass over a pin.
      expect([text, formatOfPath(file)?.concerns?.(text) ?? true]).toEqual([text, true]);
      const [pin, ...others] = parse(file, text).pins;
      expect([text, others]).toEqual([text, []]);
      if (pin === undefined) throw new Error(`no pin in ${text}`);
      for (const version of versions) {
        const edited = applyPinEdit(text, pin, version);
        if (edited === undefined) throw new Error(`no edit of ${text} to ${version}`);
        const [again, ...more] = parse(file, edited).pins;
        expect([edited, more]).toEqual([edited, []]);
        expect([edited, version, names(again, version)]).toEqual([edited, version, true]);
        expect([again?.line, again?.column, again?.role, again?.group]).toEqual([
          pin.line,
          pin.column,
          pin.role,
          pin.group,
        ]);
        const start =
          text
            .split("\n")
            .slice(0, pin.line - 1)
            .join("\n").length +
          (pin.line > 1 ? 1 : 0) +
          pin.column -
          1;
        expect(edited.slice(0, start)).toBe(text.slice(0, start));
        expect(edited.endsWith(text.slice(start + pin.raw.length))).toBe(true);
        if (again !== undefined) expectInPlace(edited, again);
        // Every edit can be taken back by an edit.
        if (pin.reference.kind === "exact" && again !== undefined && !pin.raw.includes("@sha256")) {
          const back = applyPinEdit(edited, again, pinnedVersion(pin.reference) ?? "");
          expect(back).toBe(text);
        }
        edits += 1;
      }
    }
    expect(edits).toBeGreaterThan(3_000);
  });
});
