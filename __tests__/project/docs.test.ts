import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { OPTION_NAMES } from "../../src/inputs/command-line.ts";
import { read, root, run, sourceFiles } from "./support/project.ts";
import { fences, pages, workflowExamples, workflowFiles } from "./support/workflows.ts";

describe("the pages", () => {
  it("tell what to do about every cause of not being able to tell", () => {
    const union = /export type InconclusiveCause =([^;]+);/.exec(read("src/checks/outcome.ts"))?.[1] ?? "";
    const causes = [...union.matchAll(/"([\w-]+)"/g)].map(([, cause = ""]) => cause);
    expect(causes).toContain("base-missing");
    expect(causes.filter((cause) => !read("README.md").includes(`| \`${cause}\` |`))).toEqual([]);
  });

  it("describe inputs without expressions: the runner would evaluate them and refuse to load the action", () => {
    const { inputs, outputs } = parse(read("action.yml"));
    const described = Object.entries<{ description: string }>({ ...inputs, ...outputs });
    expect(described.filter(([, { description }]) => description.includes("${{")).map(([name]) => name)).toEqual([]);
  });

  it("list the inputs and outputs that action.yml has", () => {
    expect(run(process.execPath, ["scripts/update-readme.mjs", "--check"])).toEqual({ exitCode: 0, output: "" });
  });

  it("set only inputs that action.yml has, in every example and workflow", () => {
    const known = Object.keys(parse(read("action.yml")).inputs);
    const examples = pages().flatMap((page) =>
      fences(read(page))
        .filter(({ info }) => info === "yaml")
        .map(({ text, line }) => ({ place: `${page}:${line}`, text })),
    );
    const unknown = [...workflowFiles(), ...examples].flatMap(({ place, text }) =>
      inputsGiven(parse(text))
        .filter((input) => !known.includes(input))
        .map((input) => ({ place, input })),
    );
    expect(unknown).toEqual([]);
  });

  it("read only outputs that action.yml has", () => {
    const known = Object.keys(parse(read("action.yml")).outputs);
    const unknown = [...workflowFiles(), ...workflowExamples()].flatMap(({ place, text }) =>
      [...text.matchAll(/steps\.[\w-]+\.outputs\.([\w-]+)/g)]
        .map(([, output = ""]) => ({ place, output }))
        .filter(({ output }) => !known.includes(output)),
    );
    expect(unknown).toEqual([]);
  });

  it.each(pages())("%s links to pages and headings that exist", (page) => {
    const broken = links(read(page)).filter((target) => !resolves(page, target));
    expect(broken).toEqual([]);
  });

  it("hold YAML examples that parse", () => {
    for (const page of pages())
      for (const { info, text, line } of fences(read(page)).filter(({ info }) => info === "yaml"))
        expect(() => parse(text), `${page}:${line} ${info}`).not.toThrow();
  });

  it("list the options of the command line, and no others", () => {
    const listed = [...read("README.md").matchAll(/^\| `--.*?\|/gm)].flatMap(
      ([row]) => row.match(/(?<=--)[\w-]+/g) ?? [],
    );
    expect(listed.sort()).toEqual([...OPTION_NAMES].sort());
  });

  it("list the checks, in their order", () => {
    const section = read("README.md").split("## The checks")[1]?.split("\n| Current")[0] ?? "";
    expect([...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id)).toEqual([...CHECK_IDS]);
  });

  it("say what changed in this version", () => {
    const { version } = JSON.parse(read("package.json"));
    expect(read("CHANGELOG.md")).toMatch(new RegExp(`^## \\[(?:${version.replaceAll(".", "\\.")}|Unreleased)\\]`, "m"));
  });

  it("name every npm script they tell people to run", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = pages().flatMap((page) => [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe("the decisions", () => {
  const decisions = sourceFiles().filter((path) => path.startsWith("docs/decisions/"));

  it("are numbered without a gap", () => {
    const numbers = decisions.map((path) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]));
    expect(numbers).toEqual(decisions.map((_, index) => index + 1));
  });

  it.each(decisions)("%s has a date, a status, a context, a decision and consequences", (path) => {
    const text = read(path);
    for (const part of [
      /^# \d+\. /m,
      /^Date: \d{4}-\d{2}-\d{2}$/m,
      /^Status: \w/m,
      /^## Context$/m,
      /^## Decision$/m,
      /^## Consequences$/m,
    ])
      expect(text).toMatch(part);
  });
});

/** Inputs given to this action anywhere in a piece of workflow YAML. */
function inputsGiven(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inputsGiven);
  if (typeof value !== "object" || value === null) return [];
  const node = value as { uses?: unknown; with?: object };
  const own =
    typeof node.uses === "string" && /^\.\/$|\/vllm-upgrade-check@/.test(node.uses) ? Object.keys(node.with ?? {}) : [];
  return [...own, ...Object.values(value).flatMap(inputsGiven)];
}

/** Link targets of a page, code left out. */
function links(page: string): string[] {
  const prose = page.replaceAll(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1?\2\s*$/gm, "").replaceAll(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm)].map(
    ([, target = ""]) => target,
  );
}

function resolves(page: string, target: string): boolean {
  if (/^(?:https?|mailto):/.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || !file.endsWith(".md") || headings(read(file)).includes(anchor);
}

/** The anchors GitHub makes of a page's headings. */
const headings = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
