import { describe, expect, it } from "vitest";
import { leftovers } from "../../src/pins/leftovers.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pin } from "../support/samples-pins.ts";

const STEP = { current: "0.31.0", target: "0.32.0" };
const range = (specifier: string, file: string): Pin =>
  pin({ file, specifier, raw: `vllm${specifier}`, reference: { kind: "range", specifier } });

function left(head: readonly Pin[], mentions: readonly Pin[] = [], base: readonly Pin[] = [pin()]): readonly string[] {
  return leftovers({ pins: base }, { pins: head, mentions }, STEP).map(({ pin: { file, specifier }, kind }) =>
    [file, specifier, kind].join(" "),
  );
}

const moved = pin({ version: "0.32.0" });

describe("leftovers", () => {
  it("are pins and install lines of documents that name the release the move comes from", () => {
    const other = pin({ file: "other/Dockerfile", version: "0.31.0+cu130" });
    const document = pin({ file: "README.md", format: "document" });
    expect(left([moved, other], [document], [pin(), other])).toEqual([
      "other/Dockerfile ==0.31.0+cu130 names-it",
      "README.md ==0.31.0 names-it",
    ]);
  });

  it("are ranges that end before the target", () => {
    const ranges = [range(">=0.30,<=0.31", "a.txt"), range(">=0.30", "b.txt"), range("<0.30", "c.txt")];
    expect(left([moved, ...ranges], [], [pin(), ...ranges])).toEqual(["a.txt >=0.30,<=0.31 ends-before"]);
  });

  it("are not pins that stood elsewhere, nor those that say nothing", () => {
    const still = [
      pin({ file: "old.txt", version: "0.9.2" }),
      pin({ file: "any.txt", specifier: "", reference: { kind: "unpinned" } }),
      pin({ file: "new.txt", version: "0.32.0" }),
    ];
    expect(left([moved, ...still], [pin({ file: "docs.md", version: "0.30.0" })], [pin(), ...still])).toEqual([]);
  });

  it("are none of a change from one build of a release to another", () => {
    const builds = { current: "0.31.0+cu129", target: "0.31.0" };
    const head = { pins: [pin({ version: "0.31.0+cu130" }), pin({ file: "b.txt" })], mentions: [] };
    expect(leftovers({ pins: [pin(), pin({ file: "b.txt" })] }, head, builds)).toEqual([]);
  });

  it("are none where nothing moves, and none of what the change itself writes", () => {
    expect(left([pin()], [pin({ file: "README.md" })])).toEqual([]);
    expect(left([moved, pin({ file: "new.txt" })])).toEqual([]);
    expect(left([pin(), pin({ file: "new.txt" })])).toEqual([]);
  });
});
