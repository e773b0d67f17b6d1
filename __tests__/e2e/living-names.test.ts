import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeNames } from "../../src/breakage/names/names.ts";
import { sharpen } from "../../src/breakage/sharpen/sharpen.ts";
import type { Finding } from "../../src/checks/finding.ts";
import { childEnvironment } from "../../src/platform/child-environment.ts";
import { execute } from "../../src/platform/exec.ts";
import { loadPythonParser, type ParsePython } from "../../src/platform/syntax-parsers.ts";
import { type CpuRelease, installCpuReleases } from "./support/cpu-releases.ts";
import { type Question, questionsOf, type Surface, seeded, surfaceOf } from "./support/name-questions.ts";

// What is read from a release's text is what the living package does: every question is asked of both.

const project = join(import.meta.dirname, "..", "..");
const MODULES = 400;
const SEED = 20_261_124;

let parse: ParsePython;
let installed: Awaited<ReturnType<typeof installCpuReleases>>;

beforeAll(async () => {
  parse = await loadPythonParser(project);
  installed = await installCpuReleases("0.31.0", "0.32.0");
});

afterAll(() => rm(installed.folder, { recursive: true, force: true }));

type Answer = "yes" | "no" | "cannot tell";

interface Readable {
  readonly release: CpuRelease;
  readonly texts: ReadonlyMap<string, string>;
  readonly surfaces: Map<string, Surface | undefined>;
}

function readable(release: CpuRelease): Readable {
  return { release, texts: new Map([...release.files, ...sharpen(release.files, parse)]), surfaces: new Map() };
}

function fileOf(module: string, files: ReadonlyMap<string, string>): string | undefined {
  const path = module.replaceAll(".", "/");
  return [`${path}/__init__.py`, `${path}.py`].find((file) => files.has(file));
}

function surface(side: Readable, module: string): Surface | undefined {
  if (side.surfaces.has(module)) return side.surfaces.get(module);
  const file = fileOf(module, side.texts);
  const text = file === undefined ? undefined : side.texts.get(file);
  const found = text === undefined ? undefined : surfaceOf(text, module, file?.endsWith("__init__.py") ?? false, parse);
  side.surfaces.set(module, found);
  return found;
}

async function readAnswers(side: Readable, questions: readonly Question[]): Promise<Answer[]> {
  const { files, names, version } = side.release;
  const source = { version, folder: "/nowhere", names, text: async (name: string) => files.get(name) };
  const { resolveName, moduleExists, isConditional } = makeNames(source, parse);
  const answers: Answer[] = [];
  for (const [kind, module, first, name] of questions) {
    if (!moduleExists(module)) answers.push("no");
    else if (kind === "import") {
      const status = await resolveName(module, first);
      // In a branch only: this platform may or may not have taken it.
      if (status === "unknown" || (status === "bound" && (await isConditional(module, first))))
        answers.push("cannot tell");
      else answers.push(status === "bound" || status === "submodule" ? "yes" : "no");
    } else {
      const owner = surface(side, module)?.[kind === "attribute" ? "classes" : "callables"].get(first);
      if (owner === undefined) answers.push("cannot tell");
      else if (owner.own.has(name)) answers.push("yes");
      else answers.push(owner.closed ? "no" : "cannot tell");
    }
  }
  return answers;
}

async function livingAnswers({ python, version }: CpuRelease, questions: readonly Question[]): Promise<string[]> {
  const [asked, told] = ["questions", "answers"].map((name) => join(installed.folder, `${name}-${version}.json`));
  await writeFile(asked as string, JSON.stringify(questions));
  const script = join(import.meta.dirname, "support", "try_names.py");
  const result = await execute(python, [script, asked as string, told as string], {
    cwd: installed.folder,
    env: { ...childEnvironment(process.env, installed.folder), VLLM_NO_USAGE_STATS: "1", HF_HUB_OFFLINE: "1" },
    timeoutMs: 10 * 60_000,
  });
  expect(result.exitCode, result.stderr.slice(-2000)).toBe(0);
  return JSON.parse(await readFile(told as string, "utf8"));
}

/** The sample: names of every kind from both releases, the same on every machine. */
function sample(sides: readonly [Readable, Readable]): Question[] {
  const random = seeded(SEED);
  const modules = [...new Set(sides.flatMap(({ texts }) => [...texts.keys()]))]
    .filter((file) => !/third_party|flash_attn|benchmarks|__main__|_pb2/.test(file))
    .map((file) => file.replace(/(?:\/__init__)?\.py$/, "").replaceAll("/", "."))
    .toSorted();
  return Array.from({ length: MODULES }, () => modules[Math.floor(random() * modules.length)] ?? "vllm")
    .filter((module, place, all) => all.indexOf(module) === place)
    .flatMap((module) => questionsOf(module, surface(sides[0], module), surface(sides[1], module), random, 4));
}

test("names, attributes and keywords read from the text are those of the living package", async () => {
  const sides = [readable(installed.current), readable(installed.target)] as const;
  const questions = sample(sides);
  const tally: Record<string, number> = {};
  const count = (key: string) => (tally[key] = (tally[key] ?? 0) + 1);
  const disagreements: string[] = [];
  for (const side of sides) {
    const [read, living] = await Promise.all([readAnswers(side, questions), livingAnswers(side.release, questions)]);
    for (const [place, question] of questions.entries()) {
      const [ours, theirs] = [read[place], living[place] ?? ""];
      if (ours === "cannot tell" || theirs.startsWith("cannot tell")) count("not comparable");
      else if (ours === theirs) count(`${question[0]} ${ours}`);
      else disagreements.push(`${side.release.version} ${question.join(" ")}: read ${ours}, lives ${theirs}`);
    }
  }
  console.log(questions.length, tally);
  expect(disagreements).toEqual([]);
  for (const kind of ["import", "attribute", "keyword"])
    for (const answer of ["yes", "no"]) expect(tally[`${kind} ${answer}`] ?? 0).toBeGreaterThan(20);
  const compared = Object.entries(tally).reduce((sum, [key, many]) => (key === "not comparable" ? sum : sum + many), 0);
  expect(compared).toBeGreaterThan(1000);
});

test("a keyword that LLM hands on is one of EngineArgs, and no other", async () => {
  for (const side of [readable(installed.current), readable(installed.target)]) {
    const ours = surfaceOf(side.texts.get("vllm/entrypoints/llm.py") ?? "", "vllm.entrypoints.llm", false, parse);
    const fields = new Set([...(ours.classes.get("LLM")?.own ?? [])]);
    expect(fields.has("generate")).toBe(true);
    const init = /def __init__\(([\s\S]*?)\) -> None/.exec(side.texts.get("vllm/entrypoints/llm.py") ?? "")?.[1] ?? "";
    const keywords = [...init.matchAll(/(\w+)=\.\.\./g)].map((match) => match[1] ?? "");
    expect(keywords.length).toBeGreaterThan(50);
    const asked = [...keywords, "swap_space_gone"].map((name) => ["keyword", "vllm", "EngineArgs", name] as const);
    const living = await livingAnswers(side.release, asked);
    expect(living).toEqual([...keywords.map(() => "yes"), "no"]);
  }
});

function derives(side: Readable, [, module, owner]: Question): boolean {
  return surface(side, module)?.classes.get(owner)?.closed === false;
}

/** One question a line, each in a function of its own: what fails on the current release must not be its neighbours' excuse. */
function lineFor([kind, module, first, name]: Question): string {
  if (kind === "import") return `def f(): from ${module} import ${first}`;
  // What else the call needs may come with `more`: only the keyword is asked about.
  const use = kind === "attribute" ? `.${name}` : `(${name}=None, **more)`;
  return `def f(more): import ${module} as m; m.${first}${use}`;
}

test("what the check finds between two releases is what the living packages say, and nothing else", async () => {
  const sides = [readable(installed.current), readable(installed.target)] as const;
  const questions = sample(sides);
  const repository = join(installed.folder, "repository");
  await mkdir(repository);
  const lines = (kind: Question[0]) => questions.filter((question) => question[0] === kind).map(lineFor);
  const kinds = ["import", "attribute", "keyword"] as const;
  for (const kind of kinds) await writeFile(join(repository, `${kind}s.py`), `${lines(kind).join("\n")}\n`);
  const cli = join(project, "dist", "cli.js");
  const args = ["--root", repository, "--from", installed.current.version, "--to", installed.target.version];
  const result = await execute(process.execPath, [cli, ...args, "--checks", "code", "--format", "json"], {
    env: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeoutMs: 5 * 60_000,
  });
  const report = JSON.parse(result.stdout) as { checks: { id: string; findings: Finding[] }[] };
  const findings = report.checks.find(({ id }) => id === "code")?.findings ?? [];
  const flagged = new Set(
    findings
      // A new required argument is another matter than the keyword asked about.
      .filter(({ severity, rule }) => severity === "error" && rule !== "argument-required")
      .map(({ path, line }) => `${path}:${line}`),
  );
  const [before, after] = [
    await livingAnswers(installed.current, questions),
    await livingAnswers(installed.target, questions),
  ];
  const disagreements: string[] = [];
  const tally = { compared: 0, broken: 0, openClasses: 0 };
  const seen = { import: 0, attribute: 0, keyword: 0 };
  for (const [place, question] of questions.entries()) {
    const [kind] = question;
    seen[kind] += 1;
    const [was, is] = [before[place] ?? "", after[place] ?? ""];
    if (was.startsWith("cannot tell") || is.startsWith("cannot tell")) continue;
    const breaks = was === "yes" && is === "no";
    const found = flagged.has(`${kind}s.py:${seen[kind]}`);
    // The class derives from one of a package that is not read (torch): it may have any attribute.
    if (breaks && !found && kind === "attribute" && derives(sides[1], question)) {
      tally.openClasses += 1;
      continue;
    }
    tally.compared += 1;
    if (breaks) tally.broken += 1;
    if (found !== breaks)
      disagreements.push(
        `${question.join(" ")}: ${breaks ? "breaks, not found" : "found, does not break"} (${was} → ${is})`,
      );
  }
  console.log(tally);
  expect(disagreements).toEqual([]);
  expect(tally.compared).toBeGreaterThan(500);
  expect(tally.broken).toBeGreaterThan(20);
  expect(tally.openClasses).toBeLessThan(5);
});
