import { describe, expect, it } from "vitest";
import { announcements } from "../../../src/release/notes/announcements.ts";
import { namesIn } from "../../../src/release/notes/names-in.ts";
import { cpuTimer } from "../../support/cpu-time.ts";

/** Lines of vLLM's own notes, 0.9.0 to 0.11.0. */
const NOTES = `## Highlights
This release features 538 commits, 207 contributors (65 new contributors)!

* This release completes the removal of V0 engine. **V1 is the only engine in the codebase now.**
* This releases turns on **FULL_AND_PIECEWISE as the CUDA graph mode default**. This should provide better out of the box performance.

### Model Support
* New architectures: DeepSeek-V3.2-Exp (#25896), Qwen3-VL series (#24727).

### API & Frontend
* Metrics: V1 TPOT histogram (#24015), hidden deprecated gpu_ metrics (#24245), KV cache GiB units (#25204, #25479).
* CLI: --enable-logging (#25610), improved --help (#24903).
* Reasoning: deprecate \`--enable-reasoning\` (#17452)

### V0 Deprecation
* Engines: AsyncLLMEngine (#25025), LLMEngine (#25033), MQLLMEngine (#25019).

### API Deprecations
* Remove \`inputs\` arg fallback in Engine classes (#18799)

### Breaking Changes
1. **PyTorch 2.8.0 upgrade** - Environment dependency change requiring updated CUDA versions
6. **Metrics renaming** - TPOT deprecated in favor of ITL

## What's Changed
* [Deprecation] Remove \`prompt_token_ids\` arg fallback in \`LLM.generate\` by @somebody in https://github.com/vllm-project/vllm/pull/18800
* [CI] Faster tests by @somebody in https://github.com/vllm-project/vllm/pull/18801

**Full Changelog**: https://github.com/vllm-project/vllm/compare/v0.10.2...v0.11.0
`;

describe("announcements", () => {
  it("are the lines that say what breaks, goes, moves or has another default", () => {
    expect(announcements(NOTES)).toEqual([
      {
        kind: "removal",
        parts: ["This release completes the removal of V0 engine. V1 is the only engine in the codebase now."],
      },
      {
        kind: "default",
        parts: [
          "This releases turns on FULL_AND_PIECEWISE as the CUDA graph mode default. This should provide better out of the box performance.",
        ],
      },
      { kind: "deprecation", lead: "Metrics", parts: ["hidden deprecated gpu_ metrics"] },
      { kind: "deprecation", lead: "Reasoning", parts: ["deprecate `--enable-reasoning`"] },
      { kind: "deprecation", lead: "Engines", parts: ["AsyncLLMEngine", "LLMEngine", "MQLLMEngine."] },
      { kind: "removal", parts: ["Remove `inputs` arg fallback in Engine classes"] },
      {
        kind: "breaking",
        parts: ["PyTorch 2.8.0 upgrade - Environment dependency change requiring updated CUDA versions"],
      },
      { kind: "rename", parts: ["Metrics renaming - TPOT deprecated in favor of ITL"] },
      {
        kind: "removal",
        listed: true,
        parts: ["[Deprecation] Remove `prompt_token_ids` arg fallback in `LLM.generate`"],
      },
    ]);
  });

  it("are not in code, in comments, or where nothing is announced", () => {
    const text =
      "```\n* Breaking: x\n```\n~~~sh\nremoved\n~~~\n<!-- Breaking\n* gone: removed -->\n* Faster.\n\nPlain text.\n";
    expect(announcements(text)).toEqual([]);
    expect(announcements("")).toEqual([]);
  });

  it("hold what is wrapped over lines together", () => {
    expect(announcements("- The flag `--x`\n  was removed\n  for good.\n- Other.")).toEqual([
      { kind: "removal", parts: ["The flag `--x` was removed for good."] },
    ]);
  });

  it.each([
    ["emphasis that never ends", `${"**".repeat(60_000)}removed`],
    ["links that never end", `* removed ${"[".repeat(100_000)}`],
    ["comments that never end", "<!--".repeat(50_000)],
    ["references without end", `* removed ${"(#1, ".repeat(30_000)}`],
    ["one long line of references", `* removed: ${"a (#1), ".repeat(30_000)}`],
    ["fences", "```\n".repeat(30_000)],
    ["spaces", `# ${" ".repeat(100_000)}x\n* removed ${" ".repeat(100_000)}y`],
  ])("are read in bounded time: %s", (_, text) => {
    const spent = cpuTimer();
    announcements(text);
    expect(spent()).toBeLessThan(2_000);
  });
});

describe("the names in a line", () => {
  it.each([
    ["deprecate `--enable-reasoning`", ["--enable-reasoning"]],
    ["`VLLM_ATTENTION_BACKEND=FLASHINFER` and VLLM_USE_V1", ["VLLM_ATTENTION_BACKEND", "FLASHINFER", "VLLM_USE_V1"]],
    ["Interfaces: max_seq_len_to_capture, AsyncLLMEngine", ["max_seq_len_to_capture", "AsyncLLMEngine"]],
    ["Disallow pos-args other than `model` when initializing `LLM`", ["LLM"]],
    ["`EngineArgs.swap_space` is gone", ["EngineArgs.swap_space"]],
    ["The metric `vllm:gpu_cache_usage_perc` is hidden", ["vllm:gpu_cache_usage_perc"]],
    ["Removed the old engine for good", []],
  ])("%s", (line, names) => {
    expect(namesIn(line)).toEqual(names);
  });
});
