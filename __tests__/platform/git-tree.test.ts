import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exec, execute } from "../../src/platform/exec.ts";
import { ensureCommit, gitTree } from "../../src/platform/git-tree.ts";

const ENV = { PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
const base = mkdtempSync(join(tmpdir(), "git-tree-"));
const origin = join(base, "origin");
let first = "";
let second = "";

function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...args], {
    cwd,
    encoding: "utf8",
    env: ENV,
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

function write(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

beforeAll(() => {
  mkdirSync(origin);
  git(origin, "init", "-q");
  write(origin, {
    "requirements.txt": "vllm==0.31.0\n",
    "app/requirements.txt": "fastapi\r\n\n\n",
    "app/empty.txt": "",
    "app/no newline.txt": "x",
    "app/\u00fcn\u00ef code\n.txt": "\u{1F600}\n",
    "big.txt": "x".repeat(5_000_001),
    "binary.bin": Buffer.from([0, 255, 254, 10, 0]),
    "zz.txt": "after binary\n",
  });
  symlinkSync("app/requirements.txt", join(origin, "link.txt"));
  symlinkSync("link.txt", join(origin, "link2.txt"));
  symlinkSync("../outside.txt", join(origin, "out.txt"));
  symlinkSync("loop.txt", join(origin, "loop.txt"));
  git(origin, "add", "-A");
  git(origin, "commit", "-qm", "one");
  first = git(origin, "rev-parse", "HEAD");
  write(origin, { "requirements.txt": "vllm==0.32.0\n" });
  git(origin, "commit", "-qam", "two");
  second = git(origin, "rev-parse", "HEAD");
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("gitTree", () => {
  it("lists and reads a revision, sorted, byte for byte", async () => {
    const tree = gitTree(origin, first, execute, ENV);
    const list = await tree.list();
    expect(list).toEqual([...list].sort());
    expect(list).toContain("app/\u00fcn\u00ef code\n.txt");
    expect(await tree.read("requirements.txt")).toBe("vllm==0.31.0\n");
    expect(await tree.read("app/requirements.txt")).toBe("fastapi\r\n\n\n");
    expect(await tree.read("app/empty.txt")).toBe("");
    expect(await tree.read("app/no newline.txt")).toBe("x");
    expect(await tree.read("app/\u00fcn\u00ef code\n.txt")).toBe("\u{1F600}\n");
    expect(await gitTree(origin, "HEAD", execute, ENV).read("requirements.txt")).toBe("vllm==0.32.0\n");
  });

  it("reads many at once with one process, whatever stands beside them", async () => {
    let calls = 0;
    const counting: Exec = (command, args, options) => {
      if (args.includes("cat-file")) calls += 1;
      return execute(command, args, options);
    };
    const tree = gitTree(origin, first, counting, ENV);
    const paths = [
      "binary.bin",
      "requirements.txt",
      "app/empty.txt",
      "zz.txt",
      "app/no newline.txt",
      "requirements.txt",
    ];
    const texts = await Promise.all(paths.map((path) => tree.read(path)));
    expect(texts.slice(1)).toEqual(["vllm==0.31.0\n", "", "after binary\n", "x", "vllm==0.31.0\n"]);
    expect(calls).toBe(1);
  });

  it("follows links inside, and no others", async () => {
    const tree = gitTree(origin, first, execute, ENV);
    expect(await tree.read("link2.txt")).toBe("fastapi\r\n\n\n");
    for (const path of ["out.txt", "loop.txt", "absent.txt", "app", "../x", "big.txt"]) {
      expect(await tree.read(path)).toBeUndefined();
    }
  });

  it("takes a sub-folder for the root, and a bare repository", async () => {
    const tree = gitTree(join(origin, "app"), first, execute, ENV);
    expect(await tree.list()).toContain("requirements.txt");
    expect(await tree.list()).not.toContain("big.txt");
    expect(await tree.read("requirements.txt")).toBe("fastapi\r\n\n\n");
    const bare = gitTree(join(origin, ".git"), first, execute, ENV);
    expect(await bare.read("requirements.txt")).toBe("vllm==0.31.0\n");
  });

  it.each(["--output=/tmp/x", "-h", "HEAD:app", "a b", "", "HEAD\n", "$(x)"])(
    "refuses the revision %j",
    async (revision) => {
      await expect(gitTree(origin, revision, execute, ENV).list()).rejects.toThrow("is not a git revision");
    },
  );

  it("says what git says of a revision that is not there", async () => {
    await expect(gitTree(origin, "nowhere", execute, ENV).list()).rejects.toThrow(/could not list.*nowhere/);
  });

  it("takes no orders from the environment or the repository", async () => {
    const marker = join(base, "ran");
    git(origin, "config", "core.fsmonitor", `touch ${marker}`);
    const hostile = {
      ...ENV,
      GIT_DIR: "/nonexistent",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "a.b",
      GIT_CONFIG_VALUE_0: "c",
      GIT_TRACE: "1",
    };
    const seen: Record<string, string>[] = [];
    const watching: Exec = (command, args, options) => {
      seen.push({ ...options.env });
      return execute(command, args, options);
    };
    expect(await gitTree(origin, first, watching, hostile).read("requirements.txt")).toBe("vllm==0.31.0\n");
    expect(seen.flatMap((env) => Object.keys(env)).filter((name) => /^GIT_(DIR|CONFIG|TRACE)/.test(name))).toEqual([]);
    expect(() => execFileSync("test", ["-e", marker])).toThrow();
  });
});

describe("ensureCommit", () => {
  const clone = (name: string) => {
    const path = join(base, name);
    git(base, "clone", "-q", "--depth=1", `file://${origin}`, path);
    return path;
  };

  it("knows a commit that is there", async () => {
    expect(await ensureCommit(origin, first, execute, ENV)).toEqual({ status: "present" });
  });

  it("fetches what a shallow clone lacks", async () => {
    const shallow = clone("shallow");
    await expect(gitTree(shallow, first, execute, ENV).list()).rejects.toThrow();
    expect(await ensureCommit(shallow, first, execute, ENV)).toEqual({ status: "fetched" });
    expect(await ensureCommit(shallow, first, execute, ENV)).toEqual({ status: "present" });
    expect(await gitTree(shallow, first, execute, ENV).read("requirements.txt")).toBe("vllm==0.31.0\n");
    expect(git(shallow, "rev-parse", "HEAD")).toBe(second);
    expect(git(shallow, "status", "--porcelain")).toBe("");
  });

  it("says why it cannot", async () => {
    const lost = clone("lost");
    git(lost, "remote", "set-url", "origin", `file://user:secret@${base}/gone`);
    const result = await ensureCommit(lost, first, execute, ENV);
    expect(result).toMatchObject({ status: "missing", reason: expect.stringMatching(/\S/) });
    expect(JSON.stringify(result)).not.toContain("secret");
    expect(await ensureCommit(clone("unknown"), "0".repeat(40), execute, ENV)).toMatchObject({ status: "missing" });
    expect(await ensureCommit(base, first, execute, ENV)).toMatchObject({ status: "missing" });
    const absent: Exec = () => Promise.reject(new Error("spawn git ENOENT"));
    expect(await ensureCommit(lost, first, absent, ENV)).toMatchObject({ reason: expect.stringContaining("ENOENT") });
  });

  it.each(["--upload-pack=touch x", "HEAD", "main", "", "abc"])("refuses %j without asking git", async (sha) => {
    const never: Exec = () => Promise.reject(new Error("asked"));
    expect(await ensureCommit(origin, sha, never, ENV)).toMatchObject({
      reason: expect.stringContaining("is not a commit id"),
    });
  });
});
