import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../../src/configuration.ts";
import { formatOfPath } from "../../src/pins/formats.ts";
import { loadPython } from "../support/python-grammar.ts";
import { read, sourceFiles } from "./support/project.ts";

const python = await loadPython();

const files = sourceFiles().filter((path) => path.startsWith("examples/"));
const folders = [...new Set(files.map((path) => path.split("/")[1] ?? ""))].filter((name) => name !== "README.md");

describe.each(folders)("examples/%s", (folder) => {
  const own = files.filter((path) => path.startsWith(`examples/${folder}/`));
  const versions = own.flatMap((path) => {
    const manifest = formatOfPath(path)?.parse(read(path), path, { python, beside: () => undefined });
    expect(manifest?.problems ?? []).toEqual([]);
    return (manifest?.pins ?? []).map(({ reference }) =>
      reference.kind === "exact" ? reference.version : reference.kind,
    );
  });

  it("pins one release, wherever it pins", () => {
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("has a configuration file that is understood", () => {
    const path = `examples/${folder}/vllm-upgrade-check.yml`;
    expect(() => parseConfiguration(read(path), path)).not.toThrow();
  });

  it("has code that uses vLLM, or starts its server", () => {
    const uses = (path: string) =>
      path.endsWith(".py")
        ? /from vllm import/.test(read(path))
        : /\.(?:sh|ya?ml)$/.test(path) && /\bvllm serve /.test(read(path));
    expect(own.some(uses)).toBe(true);
  });

  it("is shown with a command that starts from its pin", () => {
    const command = new RegExp(`--root examples/${folder} --from (\\S+) --to`).exec(read("examples/README.md"));
    expect(command?.[1]).toBe(versions[0]);
  });
});

it("every example is a folder with files", () => {
  expect(folders.length).toBeGreaterThanOrEqual(2);
  expect(files.every((path) => dirname(path) !== "examples" || path === "examples/README.md")).toBe(true);
});
