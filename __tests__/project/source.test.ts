import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { read, run, sourceFiles } from "./support/project.ts";

const text = sourceFiles().filter((path) =>
  /\.(?:ts|mjs|py|md|ya?ml|json|toml|txt|in)$|^\.ci\/|\/Dockerfile$/.test(path),
);

describe("the source", () => {
  it("has no file above 250 lines: that would be two rooms", () => {
    const long = sourceFiles()
      .filter((path) => /^(?:src|scripts)\//.test(path))
      .map((path) => ({ path, lines: read(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  it("names no path of one machine", () => {
    const machine = /(?<![\w.])\/(?:home|Users|root|work)\/[\w.-]+/;
    const found = text
      .filter((path) => !path.startsWith("__tests__/") && machine.test(read(path)))
      .map((path) => ({ path, match: machine.exec(read(path))?.[0] }));
    expect(found).toEqual([]);
  });

  it("has no utils and no helpers: a file is named after what it does", () => {
    expect(sourceFiles().filter((path) => /^src\/.*\b(?:utils?|helpers?|misc|common)\b/.test(path))).toEqual([]);
  });
});

describe("the dependencies", () => {
  const { dependencies, devDependencies, engines } = JSON.parse(read("package.json"));
  const lock = JSON.parse(read("package-lock.json"));

  it("are pinned exactly", () => {
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it("are locked by content, whichever registry serves them", () => {
    const entries = Object.entries<{ resolved?: string; integrity?: string; link?: boolean }>(lock.packages).filter(
      ([path]) => path !== "",
    );
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { integrity, link }]) => !link && integrity === undefined).map(([path]) => path)).toEqual(
      [],
    );
  });

  it("install without running anybody's scripts", () => {
    expect(read(".npmrc")).toContain("ignore-scripts=true");
  });

  it("are asked for from the Node that the README names", () => {
    expect(engines.node).toBe(">=20.19");
    expect(read("README.md")).toContain("Node 20.19");
  });
});

describe("the tally", () => {
  const tally = (report: string | undefined) => {
    const folder = mkdtempSync(join(tmpdir(), "tally-"));
    try {
      const file = join(folder, "vitest.json");
      if (report !== undefined) writeFileSync(file, report);
      return run(process.execPath, ["scripts/tally.mjs", file]).output;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it.each([
    ["a run that passed", { numPassedTests: 12, numFailedTests: 0, testResults: [] }, "12 passed, 0 failed"],
    ["a run that failed", { numPassedTests: 11, numFailedTests: 2, testResults: [] }, "11 passed, 2 failed"],
    [
      "a file that broke before its first test",
      { numPassedTests: 3, numFailedTests: 0, testResults: [{ status: "failed", assertionResults: [] }] },
      "3 passed, 1 failed",
    ],
  ])("counts %s", (_, report, line) => {
    expect(tally(JSON.stringify(report))).toBe(line);
  });

  it("counts a run that left no report, or half of one, as a failure", () => {
    expect(tally(undefined)).toBe("0 passed, 1 failed");
    expect(tally('{"numPassedTests": 3')).toBe("0 passed, 1 failed");
  });
});
