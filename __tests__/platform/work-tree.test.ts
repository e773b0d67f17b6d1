import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exec, execute } from "../../src/platform/exec.ts";
import { workTree } from "../../src/platform/work-tree.ts";

const ENV = { PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
const base = mkdtempSync(join(tmpdir(), "work-tree-"));
const checkout = join(base, "checkout");
const plain = join(base, "plain");
const FILES = {
  "requirements.txt": "vllm==0.31.0\r\n",
  "app/requirements.txt": "fastapi\n",
  "app/\u00fc \n.txt": "x\n",
  ".github/workflows/ci.yml": "on: push\n",
  "node_modules/a/requirements.txt": "no\n",
  ".venv/requirements.txt": "no\n",
  "build/requirements.txt": "no\n",
  "big.txt": "x".repeat(5_000_001),
};

function git(cwd: string, ...args: string[]): void {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  execFileSync("git", [...identity, ...args], { cwd, env: ENV, stdio: "ignore" });
}

beforeAll(() => {
  writeFileSync(join(base, "secret.txt"), "secret");
  for (const root of [checkout, plain]) {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    symlinkSync("app/requirements.txt", join(root, "link.txt"));
    symlinkSync("../secret.txt", join(root, "out.txt"));
    symlinkSync("..", join(root, "up"));
  }
  git(checkout, "init", "-q");
  writeFileSync(join(checkout, ".gitignore"), "node_modules\n.venv\nbuild\n");
  writeFileSync(join(checkout, "gone.txt"), "x");
  git(checkout, "add", "-A");
  git(checkout, "commit", "-qm", "one");
  rmSync(join(checkout, "gone.txt"));
  writeFileSync(join(checkout, "new.txt"), "new\n");
  mkdirSync(join(checkout, "nested"));
  git(join(checkout, "nested"), "init", "-q");
  writeFileSync(join(checkout, "nested/requirements.txt"), "vllm==0.1.0\n");
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("workTree", () => {
  it("lists what git tracks or would track", async () => {
    expect(await workTree(checkout, execute, ENV).list()).toEqual([
      ".github/workflows/ci.yml",
      ".gitignore",
      "app/requirements.txt",
      "app/\u00fc \n.txt",
      "big.txt",
      "link.txt",
      "new.txt",
      "out.txt",
      "requirements.txt",
      "up",
    ]);
  });

  it("takes a sub-folder for the root", async () => {
    const tree = workTree(join(checkout, "app"), execute, ENV);
    expect(await tree.list()).toEqual(["requirements.txt", "\u00fc \n.txt"]);
    expect(await tree.read("requirements.txt")).toBe("fastapi\n");
    expect(await tree.read("../requirements.txt")).toBeUndefined();
  });

  const walked = [
    "app/requirements.txt",
    "app/\u00fc \n.txt",
    "big.txt",
    "build/requirements.txt",
    "link.txt",
    "out.txt",
    "requirements.txt",
    "up",
  ];

  it("walks where git has no say", async () => {
    expect(await workTree(plain, execute, ENV).list()).toEqual(walked);
    const absent: Exec = () => Promise.reject(new Error("spawn git ENOENT"));
    expect(await workTree(plain, absent, ENV).list()).toEqual(walked);
  });

  it("walks a folder that git ignores as a whole", async () => {
    expect(await workTree(join(checkout, "build"), execute, ENV).list()).toEqual(["requirements.txt"]);
  });

  it("walks when git's answer did not fit", async () => {
    const cut: Exec = async (...call) => ({ ...(await execute(...call)), stdout: "[12 characters left out]\na\0b" });
    expect(await workTree(plain, cut, ENV).list()).toEqual(walked);
  });

  it("answers nothing for a folder that is not there", async () => {
    const tree = workTree(join(base, "absent"), execute, ENV);
    expect(await tree.list()).toEqual([]);
    expect(await tree.read("x")).toBeUndefined();
  });

  it("reads as written, and nothing outside or too big", async () => {
    const tree = workTree(checkout, execute, ENV);
    expect(await tree.read("requirements.txt")).toBe("vllm==0.31.0\r\n");
    expect(await tree.read("link.txt")).toBe("fastapi\n");
    symlinkSync(join(".git", "config"), join(checkout, "requirements-git.txt"));
    for (const path of [
      "requirements-git.txt",
      ".git/config",
      "out.txt",
      "up/secret.txt",
      "../secret.txt",
      "app",
      "big.txt",
      "absent.txt",
      "a\0b",
    ]) {
      expect(await tree.read(path)).toBeUndefined();
    }
  });
});
