import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "../src/platform/exec.ts";
import type { FileTexts } from "../src/report/pin-diff.ts";
import { buildRollback } from "../src/report/rollback.ts";
import { rehearsePatch } from "../src/rollback-rehearsal.ts";
import { loadPython } from "./support/python-grammar.ts";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "rehearsal-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const context = () => ({ parent, exec: execute, env: { PATH: process.env["PATH"] ?? "" }, loadPython });

function rehearse(texts: readonly FileTexts[], edits = buildRollback({ ...SIDES, pinsNow: [], texts }).edits) {
  return rehearsePatch({ edits }, texts, SIDES.current, context());
}

const SIDES = { current: "0.31.0", target: "0.33.0" };
const moved = (file: string, text = "vllm==V\n"): FileTexts => ({
  file,
  targetText: text.replaceAll("V", SIDES.target),
  currentText: text.replaceAll("V", SIDES.current),
});

describe("the rehearsal of the patch", () => {
  it.each([
    ["a line's end of Windows", moved("requirements.txt", "torch\r\nvllm==V\r\nnumpy\r\n")],
    ["no end of the last line", moved("requirements.txt", "torch\nvllm==V")],
    ["blanks in the name", moved("my service/requirements gpu.txt")],
    ["letters beyond ASCII", moved("sérvice/requirements.txt")],
    ["trailing blanks", moved("requirements.txt", "a  \nvllm==V   \n\t\n")],
    ["a mark of the byte order", moved("requirements.txt", "\ufeffvllm==V\n")],
  ])("puts back a file with %s", async (_, texts) => {
    expect(await rehearse([texts])).toEqual({ ok: true, files: 1, pins: 1 });
  });

  it("puts back several files at once", async () => {
    const texts = [
      moved("a/requirements.txt"),
      moved("Dockerfile", "FROM vllm/vllm-openai:vV\nRUN pip install vllm==V\n"),
    ];
    expect(await rehearse(texts)).toEqual({ ok: true, files: 2, pins: 3 });
  });

  it("is nothing where no file is edited by hand", async () => {
    const lock = moved("uv.lock", '[[package]]\nname = "vllm"\nversion = "V"\n');
    expect(await rehearse([lock])).toBeUndefined();
  });

  it("fails where git refuses the patch", async () => {
    const texts = [moved("requirements.txt")];
    const edits = [
      {
        file: "requirements.txt",
        kind: "diff",
        diff: "--- a/requirements.txt\n+++ b/requirements.txt\n@@ -1 +1 @@\n-vllm==0.9\n+vllm\n",
      } as const,
    ];
    expect(await rehearse(texts, edits)).toEqual({
      ok: false,
      text: expect.stringMatching(/^git apply refuses the patch: .*requirements\.txt/),
    });
  });

  it("fails where the file is another one afterwards", async () => {
    const [edit] = buildRollback({ ...SIDES, pinsNow: [], texts: [moved("requirements.txt")] }).edits;
    const texts = [{ ...moved("requirements.txt"), currentText: "vllm==0.30.0\n" }];
    expect(await rehearse(texts, edit === undefined ? [] : [edit])).toEqual({
      ok: false,
      text: "requirements.txt is not what it was after the patch.",
    });
  });

  it("fails where a pin says another release afterwards", async () => {
    const texts = [{ file: "requirements.txt", targetText: "vllm==0.33.0\n", currentText: "vllm==0.30.0\n" }];
    expect(await rehearse(texts)).toEqual({
      ok: false,
      text: "requirements.txt:1 says ==0.30.0 after the patch, not 0.31.0.",
    });
  });

  it("writes nothing outside of its folder, and leaves nothing behind", async () => {
    expect(await rehearse([moved("../outside.txt")])).toMatchObject({ ok: false });
    expect(await readdir(parent)).toEqual([]);
  });
});
