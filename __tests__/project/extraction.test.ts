import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { EXTRACTION } from "../../src/analysis/release-surface.ts";

const root = join(import.meta.dirname, "../..");

/** A file and all that it imports, by path. Types alone do not run. */
function closure(start: string): string[] {
  const found = new Set([start]);
  for (const file of found) {
    const text = readFileSync(file, "utf8");
    for (const [, path = ""] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*? from "(\.[^"]+)";$/gm)) {
      found.add(join(dirname(file), path));
    }
  }
  return [...found].sort();
}

it("names the extraction by what extracts: a surface kept by an older one must not be used", () => {
  const files = closure(join(root, "src/surface/extract.ts"));
  const paths = files.map((file) => relative(root, file));
  expect(paths).toContain("src/surface/options/serve-parser.ts");
  expect(paths).toContain("src/breakage/workspace/syntax-node.ts");
  expect(paths.filter((path) => path.startsWith("src/analysis/"))).toEqual([]);

  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  // Another grammar is another tree.
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of ["tree-sitter-python", "web-tree-sitter"]) {
    const version = { ...dependencies, ...devDependencies }[name];
    expect(version, name).toBeTypeOf("string");
    hash.update(version);
  }
  const now = hash.digest("hex").slice(0, 12);
  expect(EXTRACTION, `Set EXTRACTION in src/analysis/release-surface.ts to "${now}".`).toBe(now);
});
