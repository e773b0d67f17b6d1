import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifests } from "../../src/pins/read.ts";
import { makePlan } from "../../src/plan.ts";
import { execute } from "../../src/platform/exec.ts";
import { workTree } from "../../src/platform/work-tree.ts";
import { buildRollback } from "../../src/report/rollback.ts";
import { rehearsePatch } from "../../src/rollback-rehearsal.ts";
import { rollbackTexts } from "../../src/rollback-texts.ts";
import { loadPython } from "../support/python-grammar.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const env = { PATH: process.env["PATH"] ?? "" };
const [CURRENT, TARGET] = ["0.31.0", "0.33.0"];

const parents = ["examples", ...["code", "configuration", "pins"].map((name) => join("__tests__/fixtures", name))];
const roots = await Promise.all(
  parents.map(async (parent) => {
    const entries = await readdir(join(project, parent), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(project, parent, name));
  }),
);

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "rollback-patch-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** The rollback of a repository from its own version, or the one given, to `TARGET`; nothing is asked of an index. */
async function wayBack(root: string) {
  const head = workTree(root, execute, env);
  const reading = await readManifests(head, loadPython);
  if (reading.pins.length === 0) return undefined;
  const own = makePlan({ inputs: { target: TARGET }, head: reading });
  const exact = own.kind === "compare" && own.current.wanted.kind === "exact" ? own.current.wanted.version : undefined;
  const current = exact ?? CURRENT;
  const plan =
    exact === undefined ? makePlan({ inputs: { currentVersion: current, target: TARGET }, head: reading }) : own;
  if (plan.kind !== "compare") return undefined;
  const texts = await rollbackTexts(plan, { head, current, target: TARGET });
  const rollback = buildRollback({ current, target: TARGET, pinsNow: reading.pins, texts });
  const diffs = rollback.edits.filter(({ kind }) => kind === "diff").length;
  return {
    diffs,
    rehearsal: await rehearsePatch(rollback, texts, current, { parent, exec: execute, env, loadPython }),
  };
}

describe("the rollback's patch", () => {
  const moved: string[] = [];

  it.each(roots.flat().map((root) => relative(project, root)))("goes back in %s", async (root) => {
    const found = await wayBack(join(project, root));
    if (found === undefined || found.diffs === 0) return;
    moved.push(root);
    expect(found.rehearsal).toEqual({ ok: true, files: found.diffs, pins: expect.any(Number) });
    expect(found.rehearsal?.ok === true && found.rehearsal.pins).toBeGreaterThan(0);
  });

  it("was tried in most of them", () => {
    expect(moved.length).toBeGreaterThan(8);
    expect(moved).toEqual(expect.arrayContaining(["examples/chat-service", "examples/model-server"]));
  });
});
