import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node24 } from "./support/fetched-tools.ts";
import { read, root, run } from "./support/project.ts";

const dist = join(root, "dist");
const version: string = JSON.parse(read("package.json")).version;
const scratch = mkdtempSync(join(tmpdir(), "dist-"));
const elsewhere = join(scratch, "another folder");

/** Builds in a copy of the project, so that neither the folder nor what else is going on in it can matter. */
function buildElsewhere(node: string): string {
  const out = join(scratch, "dist");
  rmSync(out, { recursive: true, force: true });
  const { exitCode, output } = run(node, ["scripts/build.mjs", "--out", out], elsewhere);
  expect(output).toBe("");
  expect(exitCode).toBe(0);
  return out;
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

function expectSameAsCommitted(built: string) {
  expect(files(dist)).toEqual(files(built));
  const stale = files(built).filter((name) => !readFileSync(join(built, name)).equals(readFileSync(join(dist, name))));
  expect(stale, "dist/ is not what src/ builds to: run `npm run build` and commit the result").toEqual([]);
}

describe("dist", () => {
  beforeAll(() => {
    for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json", "scripts", "src"])
      cpSync(join(root, name), join(elsewhere, name), { recursive: true });
    // Hard links: the bundler must see real files beside the project, and a copy of node_modules is large.
    const linked = run("cp", ["-al", join(root, "node_modules"), join(elsewhere, "node_modules")]);
    if (linked.exitCode !== 0) {
      rmSync(join(elsewhere, "node_modules"), { recursive: true, force: true });
      cpSync(join(root, "node_modules"), join(elsewhere, "node_modules"), { recursive: true, verbatimSymlinks: true });
    }
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("is what src builds to, byte for byte", () => {
    expectSameAsCommitted(buildElsewhere(process.execPath));
  });

  it("is the same when Node 24 builds it", ({ skip }) => {
    const node = node24();
    if (node === undefined || node === process.execPath)
      return skip("built with Node 24 above, or no binary for it here");
    expectSameAsCommitted(buildElsewhere(node));
  });

  it("names the licence of every package it holds", () => {
    const licences = `\n${read("dist/licenses.txt")}`;
    const dependencies = Object.entries<string>(JSON.parse(read("package.json")).dependencies);
    // Of those that come with others, two that the GitHub client is made of.
    const names = [...dependencies.map(([name, version]) => `${name} ${version}`), "undici ", "@octokit/core "];
    expect(names.filter((name) => !licences.includes(`\n${name}`))).toEqual([]);
  });

  it("holds no path of the machine that built it", () => {
    for (const name of files(dist)) expect(readFileSync(join(dist, name), "utf8")).not.toContain(root);
  });
});

describe.each([
  ["this Node", () => process.execPath],
  ["Node 24", node24],
])("the bundled command on %s", (_, find) => {
  const cli = (...args: string[]) => {
    const node = find();
    return node === undefined ? undefined : run(node, [join(dist, "cli.js"), ...args], tmpdir());
  };

  it("says its version", ({ skip }) => {
    const result = cli("--version");
    if (result === undefined) return skip("no Node 24 binary for this platform");
    expect(result).toEqual({ exitCode: 0, output: expect.stringContaining(version) });
  });

  it("says how to use it", ({ skip }) => {
    const result = cli("--help");
    if (result === undefined) return skip("no Node 24 binary for this platform");
    expect(result.exitCode).toBe(0);
    for (const option of ["--root", "--from", "--to", "--checks", "--format", "--output"])
      expect(result.output).toContain(option);
  });

  it("exits with 2 on an option it does not know", ({ skip }) => {
    const result = cli("--frmo", "0.31.0");
    if (result === undefined) return skip("no Node 24 binary for this platform");
    expect(result).toEqual({ exitCode: 2, output: expect.stringContaining("--frmo") });
  });
});

it("the command is executable", () => {
  expect(statSync(join(dist, "cli.js")).mode & 0o111).toBe(0o111);
  expect(read("dist/cli.js").startsWith("#!/usr/bin/env node\n")).toBe(true);
});
