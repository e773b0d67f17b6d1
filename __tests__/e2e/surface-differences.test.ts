import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readIndexSettings } from "../../src/platform/index-config.ts";
import { loadPythonParser } from "../../src/platform/syntax-parsers.ts";
import { readReleases } from "../../src/release/index-client.ts";
import { pickWheel } from "../../src/source/pick-wheel.ts";
import { openWheel } from "../../src/source/wheel-reader.ts";
import { extractSurface } from "../../src/surface/extract.ts";
import type { Surface } from "../../src/surface/surface.ts";

/** What each step is known to remove, told by reading the releases in another way (literals, Python's own `ast`). */
interface Removals {
  readonly pairs: Readonly<Record<string, Partial<Removed>>>;
  /** Listed there as removed, but the later release accepts it still, or the earlier never did: with the line that says so. */
  readonly stillAccepted: readonly { readonly pair: string; readonly part: Part; readonly names: readonly string[] }[];
}

interface Removed {
  readonly flags: readonly string[];
  readonly variables: readonly string[];
  readonly metrics: readonly string[];
  readonly models: readonly string[];
  /** By the model that both releases have. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly architectures: readonly string[];
}

type Part = "flags" | "variables" | "metrics" | "models" | "architectures";

const root = join(import.meta.dirname, "../..");
const removals: Removals = JSON.parse(readFileSync(join(root, "__tests__/fixtures/surface/removals.json"), "utf8"));
const pairs = Object.keys(removals.pairs);
const versions = [...new Set(pairs.flatMap((pair) => pair.split("->")))];

const parse = await loadPythonParser(root);
const settings = await readIndexSettings(process.env);
const releases = await readReleases("vllm", settings, fetch);

const platform = { os: "linux", machine: "x86_64", glibc: [2, 35] } as const;

/** From the wheel straight into memory: the trees of so many releases are slow to write and slow to remove. */
async function readSurface(version: string): Promise<Surface> {
  const file = pickWheel(releases.get(version)?.files ?? [], platform, "3.12");
  if (file === undefined) throw new Error(`the index lists no wheel of vLLM ${version}`);
  const wheel = await openWheel(file, { fetch, settings });
  const members = await wheel.read((name) => name.startsWith("vllm/") && name.endsWith(".py"));
  return extractSurface(version, new Map([...members].map(([name, bytes]) => [name, bytes.toString("utf8")])), parse);
}

const surfaces = new Map<string, Surface>();
// Two at a time: one is downloaded while the other is read.
const waiting = [...versions];
const readAll = async () => {
  for (let version = waiting.pop(); version !== undefined; version = waiting.pop()) {
    surfaces.set(version, await readSurface(version));
  }
};
await Promise.all([readAll(), readAll()]);

function names(surface: Surface, part: Part): ReadonlySet<string> {
  switch (part) {
    case "flags":
      return new Set(surface.options.flatMap((option) => [...option.names, ...option.negations]));
    case "models":
      return new Set(Object.keys(surface.requests));
    default:
      return new Set(Object.keys(surface[part]));
  }
}

const gone = (before: ReadonlySet<string>, after: ReadonlySet<string>) =>
  [...before].filter((name) => !after.has(name)).sort();

describe.each(pairs)("%s", (pair) => {
  const [from, to] = pair.split("->").map((version) => surfaces.get(version)) as [Surface, Surface];

  test.each<Part>(["flags", "variables", "metrics", "models", "architectures"])("%s", (part) => {
    expect(gone(names(from, part), names(to, part))).toEqual([...(removals.pairs[pair]?.[part] ?? [])].sort());
  });

  test("fields of requests", () => {
    const known = removals.pairs[pair]?.fields ?? {};
    const found = Object.entries(from.requests).flatMap(([model, fields]) => {
      const later = to.requests[model];
      const lost = later === undefined ? [] : gone(new Set(Object.keys(fields)), new Set(Object.keys(later)));
      return lost.length === 0 ? [] : [[model, lost] as const];
    });
    expect(Object.fromEntries(found)).toMatchObject(known);
    // Names for several models lose what those lose; the other reading does not list them.
    const all = new Set(Object.values(known).flat());
    expect(found.flatMap(([, lost]) => lost).filter((field) => !all.has(field))).toEqual([]);
  });
});

test.each(removals.stillAccepted)("$pair does not remove $names ($part)", ({ pair, part, names: accepted }) => {
  const [from, to] = pair.split("->").map((version) => surfaces.get(version)) as [Surface, Surface];
  const lost = gone(names(from, part), names(to, part));
  expect(accepted.filter((name) => lost.includes(name))).toEqual([]);
});
