import { describe, expect, it } from "vitest";
import { usedNames } from "../../../src/analysis/used-names.ts";
import { rankNotes } from "../../../src/release/notes/rank-notes.ts";
import { NotesRefused, readNotes, releasesOnTheWay } from "../../../src/release/notes/read-notes.ts";
import { notesPage, noteText } from "../../../src/release/notes/release-notes.ts";
import type { Use } from "../../../src/uses/use.ts";

const place = (path: string, line: number) => ({ path, line, column: 1, endLine: line, endColumn: 2 });
const word = (text: string, line: number) => ({ text, place: place("serve.sh", line) });
const common = { format: "shell", certainty: "certain" } as const;

const USES: readonly Use[] = [
  {
    ...{ ...common, kind: "command", program: "serve", place: place("serve.sh", 1) },
    words: [
      word("a-model", 1),
      word("--enable-reasoning", 2),
      word("--no-enable-prefix-caching", 3),
      word("--seed=1", 4),
    ],
  },
  { ...common, kind: "variable", name: "VLLM_ATTENTION_BACKEND", access: "set", place: place("run.sh", 7) },
  { ...common, kind: "variable", name: "VLLM_QUIET", access: "set", place: place("README.md", 7), quiet: "a document" },
  { ...common, kind: "metric", name: "vllm:gpu_cache_usage_perc", place: place("dashboard.json", 9) },
];
const PYTHON = new Map([
  [
    "app.py",
    "import os\nfrom vllm import (\n    LLM,\n    AsyncLLMEngine as Engine,\n)\nLLM(max_seq_len_to_capture=1)\n# swap_space\n",
  ],
  ["other.py", "from openai import OpenAI\nbest_of = 1\n"],
]);
const used = usedNames(USES, PYTHON);

async function ranked(notes: Readonly<Record<string, string>>) {
  const read = await readNotes(Object.keys(notes), async (version) => notes[version]);
  const result = rankNotes(read, used);
  return result.kind === "read" ? result.lines : [];
}

describe("ranking", () => {
  it("puts first what names something that is used here, with its place, and of a long line only that", async () => {
    const lines = await ranked({
      "0.11.0": "### V0 Deprecation\n* Engines: AsyncLLMEngine (#1), MQLLMEngine (#2), OpenAI (#3).\n* Other things",
      "0.10.2":
        "* Removed best_of\n* Deprecate `--enable-reasoning` (#3)\n* Removed max_seq_len_to_capture and `swap_space`",
    });
    expect(lines.map((line) => [line.version, noteText(line), line.here])).toEqual([
      ["0.11.0", "Engines: AsyncLLMEngine", [{ name: "AsyncLLMEngine", path: "app.py", line: 2 }]],
      [
        "0.10.2",
        "Removed max_seq_len_to_capture and `swap_space`",
        [{ name: "max_seq_len_to_capture", path: "app.py", line: 6 }],
      ],
      ["0.10.2", "Deprecate `--enable-reasoning`", [{ name: "--enable-reasoning", path: "serve.sh", line: 2 }]],
      ["0.11.0", "Other things", []],
      ["0.10.2", "Removed best_of", []],
    ]);
  });

  it.each([
    ["`VLLM_ATTENTION_BACKEND` is removed", "run.sh:7"],
    ["`vllm:gpu_cache_usage_perc` is removed", "dashboard.json:9"],
    ["gpu_cache_usage_perc is removed", "dashboard.json:9"],
    ["`EngineArgs.max_seq_len_to_capture` is removed", "app.py:6"],
    ["`--enable-prefix-caching` is removed", "serve.sh:3"],
    ["`LLM` no longer takes positional arguments", "app.py:2"],
    ["`VLLM_QUIET` is removed", undefined],
    ["Removed the old seed", undefined],
    ["OpenAI is removed", undefined],
  ])("finds %s at %s", async (text, where) => {
    const [line] = await ranked({ "0.11.0": `* ${text}` });
    const first = line?.here[0];
    expect(first && `${first.path}:${first.line}`).toBe(where);
  });

  it("takes of the list of all commits only what is used here", async () => {
    const lines = await ranked({
      "0.11.0":
        "## What's Changed\n* Remove `--enable-reasoning` by @a in https://x/1\n* Remove `--foo` by @a in https://x/2",
    });
    expect(lines.map(noteText)).toEqual(["Remove `--enable-reasoning`"]);
  });
});

describe("the releases on the way", () => {
  const all = ["0.10.1.1", "0.10.2", "0.11.0", "0.11.0rc1", "0.11.1", "0.9.2", "0.10.1"];

  it("are those after the older one, up to the newer, whichever way", () => {
    expect(releasesOnTheWay(all, "0.10.1", "0.11.0")).toEqual(["0.11.0", "0.10.2", "0.10.1.1"]);
    expect(releasesOnTheWay(all, "0.11.0", "0.10.1")).toEqual(["0.11.0", "0.10.2", "0.10.1.1"]);
    expect(releasesOnTheWay(all, "0.10.2", "0.11.0rc1")).toEqual(["0.11.0rc1"]);
  });

  it("have a page by their tag", () => {
    expect(notesPage("0.10.1.1")).toBe("https://github.com/vllm-project/vllm/releases/tag/v0.10.1.1");
    expect(notesPage("0.11.0+cu128")).toBe("https://github.com/vllm-project/vllm/releases/tag/v0.11.0");
  });
});

describe("reading", () => {
  it("stops at a refusal, and says why", async () => {
    let asked = 0;
    const versions = Array.from({ length: 30 }, (_, index) => `0.${index}.0`);
    const notes = await readNotes(versions, async () => {
      asked += 1;
      throw new NotesRefused("there is no token");
    });
    expect(notes).toEqual({ kind: "unread", reason: "there is no token" });
    expect(asked).toBeLessThan(10);
  });

  it("keeps what it got when others fail, and names those", async () => {
    const notes = await readNotes(["0.3.0", "0.2.0", "0.1.0"], async (version) => {
      if (version === "0.2.0") throw new Error("GitHub answered 502");
      return version === "0.1.0" ? undefined : "* Removed x";
    });
    expect(notes).toMatchObject({ kind: "read", versions: ["0.3.0"], without: ["0.2.0", "0.1.0"] });
  });

  it("ends in time, whatever does not answer", async () => {
    const never = (_: string, signal: AbortSignal) =>
      new Promise<string>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    expect(await readNotes(["0.1.0", "0.2.0"], never, 30)).toEqual({
      kind: "unread",
      reason: "they did not come in time",
    });
  });

  it("reads the newest forty", async () => {
    const versions = Array.from({ length: 50 }, (_, index) => `0.${index}.0`);
    const notes = await readNotes(versions, async () => "");
    expect(notes).toMatchObject({ versions: versions.slice(0, 40), without: versions.slice(40) });
  });
});
