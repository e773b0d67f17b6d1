import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askRelease } from "../../src/environment/ask-release.ts";
import type { ProbeContext } from "../../src/environment/probe.ts";
import { childEnvironment } from "../../src/platform/child-environment.ts";
import { execute } from "../../src/platform/exec.ts";
import { loadPythonParser, type ParsePython } from "../../src/platform/syntax-parsers.ts";
import { extractSurface } from "../../src/surface/extract.ts";
import type { ParserAnswer } from "../../src/surface/parser-answer.ts";
import type { CommandLine } from "../../src/uses/concrete-arguments.ts";
import { type CpuRelease, installCpuReleases } from "./support/cpu-releases.ts";
import { disagreements } from "./support/surface-disagreements.ts";

// What is read from a release's source is what its own parser, models, registry and collectors say; and its parser can be asked.

const project = join(import.meta.dirname, "..", "..");

let parse: ParsePython;
let installed: Awaited<ReturnType<typeof installCpuReleases>>[];
let releases: readonly CpuRelease[];

beforeAll(async () => {
  parse = await loadPythonParser(project);
  installed = [await installCpuReleases("0.27.1", "0.30.0"), await installCpuReleases("0.31.0", "0.32.0")];
  releases = installed
    .flatMap(({ current, target }) => [current, target])
    .filter(({ version }) => version !== "0.31.0");
});

afterAll(() => Promise.all(installed.map(({ folder }) => rm(folder, { recursive: true, force: true }))));

async function probing(): Promise<ProbeContext> {
  const folder = join(installed[0]?.folder ?? "", "home");
  await mkdir(folder, { recursive: true });
  const probes = join(project, "src", "environment", "probes");
  return { exec: execute, probes, folder, env: childEnvironment(process.env, folder), timeoutMs: 5 * 60_000 };
}

/** Each disagreement there is, by name, under the reason for it. */
const EXPLAINED: Readonly<Record<string, readonly string[]>> = {
  "declared only where VLLM_COMPUTE_NANS_IN_LOGITS is set, which the probe leaves as it is": [
    "metrics vllm:corrupted_requests: source",
  ],
  "declared from definitions that the chosen offloading specification gives; the probe has the default one": [
    "kv_offload_stores_skipped",
    ...[
      "active_cascade_jobs",
      "active_promotion_jobs",
      "backpressure_blocks_dropped",
      "backpressure_store_latency_ema",
      "backpressure_stores_dropped",
      "cascade_job_failures",
      "chunk_hits",
      "chunk_queries",
      "lookup_async_delay_seconds",
      "lookup_sync_delay_seconds",
      "primary_read_usage_perc",
      "primary_write_usage_perc",
      "promotion_allocation_failures",
      "promotion_job_failures",
      "read_bytes",
      "read_time",
      "write_bytes",
      "write_time",
    ].map((name) => `kv_offload_tiering_${name}`),
  ].map((name) => `metrics vllm:${name}: source`),
  "its module needs the package cohere, which is not installed; the probe names it": [
    "requests CohereChatV2Request: source",
  ],
  "a name that annotations give to what several endpoints take; no endpoint takes it by that name": [
    "AnyPoolingRequest",
    "AnyRequest",
    "ChatLikeRequest",
    "CompletionLikeRequest",
    "PoolingChatLikeRequest",
    "PoolingCompletionLikeRequest",
    "SpeechToTextRequest",
  ].map((name) => `requests ${name}: live`),
  "nested in SamplingParams, not in a configuration: the living classes are followed from configurations": [
    "configs RepetitionDetectionParams: source",
    "configs StructuredOutputsParams: source",
  ],
  "its choices are computed from the platform": ["options --mm-processor-device: different"],
  "the annotation names a class that is imported for type checkers only": [
    "configs SpeechToTextParams model_config: different",
  ],
};

describe("a release's surface", () => {
  test("is the same in its source and in its imported package, but for what is named here", async () => {
    const explained = Object.values(EXPLAINED).flat();
    const met = new Set<string>();
    const context = await probing();
    const asked = releases.map((release) => askRelease(release, [], context));
    for (const [index, release] of releases.entries()) {
      const source = extractSurface(release.version, release.files, parse);
      const told = await asked[index];
      if (told === undefined || "ok" in told || "ok" in told.surface) throw new Error(release.version, { cause: told });
      const live = told.surface;
      expect(live.version.split("+")[0], "the version").toBe(release.version);
      expect(live.untold.map(({ what }) => what)).toEqual(["vllm.entrypoints.cohere.protocol"]);
      const found = disagreements(source, live);
      for (const difference of found) met.add(difference);
      expect(
        found.filter((difference) => !explained.includes(difference)),
        release.version,
      ).toEqual([]);
      expect(live.options.length).toBeGreaterThan(250);
      expect(Object.keys(live.metrics).length).toBeGreaterThan(80);
    }
    expect(
      explained.filter((difference) => !met.has(difference)),
      "explained, and not there",
    ).toEqual([]);
  });
});

const serve = (...words: string[]): CommandLine => ({ program: "serve", words, whole: true });

async function ask(release: CpuRelease | undefined, commands: readonly CommandLine[]): Promise<string[]> {
  if (release === undefined) throw new Error("not installed");
  const asked = await askRelease(release, commands, await probing());
  if ("ok" in asked) throw new Error(`${asked.error}\n${asked.details}`);
  const told = (answer: ParserAnswer | undefined) =>
    answer === undefined ? "nothing" : answer.ok ? ["ok", ...answer.warnings].join("; ") : answer.message;
  return asked.answers.map(told);
}

describe("a release's own parser", () => {
  test("says of some hundred commands, in one process, what it takes and why it refuses", async () => {
    const yaml = (config: string): CommandLine => ({ ...serve("m", "--config", "deploy/server.yaml"), config });
    const cases: readonly (readonly [CommandLine, RegExp])[] = [
      [serve("m", "--tensor-parallel-size", "2", "-dp", "2", "-O3"), /^ok$/],
      [serve("m", "--tensor_parallel_size", "2"), /^ok$/],
      [serve("m", "--tensor-parallel-si", "2"), /^ok$/],
      [serve("m", "--swap-space", "4"), /^unrecognized arguments: --swap-space 4$/],
      [serve("m", "--no-such-flag"), /^unrecognized arguments: --no-such-flag$/],
      [serve("m", "--dtype", "nope"), /^argument --dtype: invalid choice: 'nope' \(choose from 'auto'/],
      [serve("m", "--enable-chunked-prefill", "true"), /^unrecognized arguments: true$/],
      [serve("m", "--dtype auto"), /^unrecognized arguments: --dtype auto$/],
      [
        serve("m", "--compilation-config", '{"nope":1}'),
        /^argument --compilation-config.*\n?nope\n *Unexpected keyword/s,
      ],
      [serve("m", "--compilation-config.nope", "1"), /nope\n *Unexpected keyword argument/],
      [serve("m", "--chat-template", "./not/here.jinja"), /^ok$/],
      [serve("m", "--enable-auto-tool-choice"), /--enable-auto-tool-choice requires --tool-call-parser$/],
      [{ ...serve("m", "--enable-auto-tool-choice"), whole: false }, /^ok$/],
      [serve("--model", "m"), /^ok; With `vllm serve`, you should provide the model as a positional argument/],
      [serve("m", "--help"), /^ok$/],
      [yaml("max-model-len: 4096\nenable-lora: true\n"), /^ok$/],
      [yaml("max-model-len: 4096\nswap-space: 4\n"), /^unrecognized arguments: --swap-space 4$/],
      [yaml("max-model-len: [\n"), /^ParserError: /],
      [{ program: "api-server", words: ["--model", "m", "--port", "8000"], whole: true }, /^ok$/],
      [{ program: "api-server", words: ["--swap-space", "4"], whole: true }, /^unrecognized arguments: --swap-space/],
    ];
    const hostile = [bomb(), serve("m", "--compilation-config", "[".repeat(100_000))];
    const many = Array.from({ length: 400 }, (_, at) => serve("m", "--port", `${8000 + at}`, "--max-model-len", "4k"));
    const started = Date.now();
    const answers = await ask(releases.at(-1), [...cases.map(([command]) => command), ...hostile, ...many]);
    console.log(`${answers.length} commands: ${Math.round((Date.now() - started) / 1000)} s`);
    for (const [index, [command, expected]] of cases.entries())
      expect(answers[index], command.words.join(" ")).toMatch(expected);
    // A hostile one costs its own answer alone.
    expect(answers[cases.length]).toBe("nothing");
    expect(answers[cases.length + 1]).toMatch(/Invalid JSON/);
    expect(new Set(answers.slice(-many.length))).toEqual(new Set(["ok"]));
  });
});

/** A configuration of a few lines that stands for gigabytes: each alias names the one before it ten times. */
function bomb(): CommandLine {
  const aliases = [..."bcdefghi"].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefgh"[at]}`)}]`);
  return { ...serve("m", "--config", "b.yaml"), config: `a: &a [x,x,x,x]\n${aliases.join("\n")}\nz: {k: *i}\n` };
}
