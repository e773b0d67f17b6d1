import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManifestMemory } from "../../src/pins/manifest-memory.ts";
import { readManifests } from "../../src/pins/read.ts";
import { type Exec, execute } from "../../src/platform/exec.ts";
import { gitTree } from "../../src/platform/git-tree.ts";
import { rememberingTree } from "../../src/platform/remembering-tree.ts";
import { sharedTree } from "../../src/platform/shared-tree.ts";
import { workTree } from "../../src/platform/work-tree.ts";
import { loadBoundedPython } from "../support/python-grammar.ts";

const env = { PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
const root = mkdtempSync(join(tmpdir(), "shared-tree-"));

function git(...args: string[]): void {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  execFileSync("git", [...identity, ...args], { cwd: root, env, stdio: "ignore" });
}

beforeAll(() => {
  const files = {
    "a.sh": "pip install vLLM==0.31.0\n",
    "b.sh": "pip install vllm==0.31.0\n",
    "c.sh": "pip install torch\n",
    "gone.sh": "pip install vllm==0.31.0\n",
    "vllm.txt": "name only\n",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  symlinkSync("a.sh", join(root, "link.sh"));
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "one");
  writeFileSync(join(root, "b.sh"), "pip install vllm==0.32.0\n");
  writeFileSync(join(root, "new.sh"), "pip install vllm==0.32.0\n");
  unlinkSync(join(root, "gone.sh"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Counts the objects that are read from git. */
function counting() {
  const objects: string[] = [];
  const exec: Exec = (command, args, options) => {
    if (args.includes("cat-file")) objects.push(...(options.input ?? "").trim().split("\n"));
    return execute(command, args, options);
  };
  return { exec, objects };
}

describe("a commit's files beside the working tree", () => {
  it("says which files a word is in, links and untracked files among them", async () => {
    const said = await workTree(root, execute, env).saying?.("vllm");
    expect([...(said ?? [])].filter(Boolean).sort()).toEqual(["a.sh", "b.sh", "link.sh", "new.sh"]);
    const plain = mkdtempSync(join(tmpdir(), "no-git-"));
    expect(await workTree(plain, execute, env).saying?.("vllm")).toBeUndefined();
    rmSync(plain, { recursive: true });
  });

  it("are read from git where they differ alone", async () => {
    const { exec, objects } = counting();
    const base = await sharedTree(gitTree(root, "HEAD", exec, env), workTree(root, exec, env), { root, exec, env });
    expect(await Promise.all(["a.sh", "b.sh", "gone.sh", "new.sh"].map((path) => base.read(path)))).toEqual([
      "pip install vLLM==0.31.0\n",
      "pip install vllm==0.31.0\n",
      "pip install vllm==0.31.0\n",
      undefined,
    ]);
    expect(await base.list()).not.toContain("new.sh");
    // `b.sh` and `gone.sh` said the same: one object.
    expect(objects).toHaveLength(1);
  });

  it("are the commit's own where git cannot tell", async () => {
    const head = workTree(root, execute, env);
    const exec: Exec = async (command, args, options) => ({
      ...(await execute(command, args, options)),
      ...(args.includes("diff") ? { exitCode: 128 } : {}),
    });
    const commit = gitTree(root, "HEAD", exec, env);
    expect(await sharedTree(commit, head, { root, exec, env })).toBe(commit);
  });

  it("have the pins that each side has when it is read alone", async () => {
    const memory = new ManifestMemory();
    const head = rememberingTree(workTree(root, execute, env));
    const commit = gitTree(root, "HEAD", execute, env);
    const base = await sharedTree(commit, head, { root, exec: execute, env });
    const shared = await Promise.all([head, base].map((tree) => readManifests(tree, loadBoundedPython, memory)));
    const { read, list, tooLarge } = workTree(root, execute, env);
    const alone = await Promise.all(
      [{ read, list, tooLarge }, commit].map((tree) => readManifests(tree, loadBoundedPython)),
    );
    expect(shared).toEqual(alone);
    expect(shared.map(({ pins }) => pins.map(({ file, specifier }) => `${file} ${specifier}`))).toEqual([
      ["a.sh ==0.31.0", "b.sh ==0.32.0", "link.sh ==0.31.0", "new.sh ==0.32.0"],
      ["a.sh ==0.31.0", "b.sh ==0.31.0", "gone.sh ==0.31.0", "link.sh ==0.31.0"],
    ]);
    expect(shared[1]?.manifests[0]?.pins).toBe(shared[0]?.manifests[0]?.pins);
  });
});
