import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { BroughtPackage } from "../../src/analysis/brought-packages.ts";
import type { CodeAnalysis } from "../../src/analysis/code-analysis.ts";
import { packageTree } from "../../src/analysis/package-tree.ts";
import { thirdPartyCode } from "../../src/analysis/third-party-code.ts";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { NO_COMMENTS } from "../../src/checks/suppression/source-comments.ts";
import type { Fetch } from "../../src/platform/http.ts";
import type { FileTree } from "../../src/platform/tree.ts";
import { pageOf, QUICK } from "../support/fake-index.ts";
import { rangeFetch } from "../support/range-server.ts";
import { finding } from "../support/samples-checks.ts";
import { SETTINGS } from "../support/samples-environment.ts";
import { wheelOf } from "../support/zip-builder.ts";

const folder = mkdtempSync(join(tmpdir(), "third-party-code-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const USES = "from vllm import LLM\n";

type Files = Readonly<Record<string, string>>;

/** Wheels by the name of their package, and the releases of a project. */
function index(packages: Readonly<Record<string, Files>>, pages: Readonly<Record<string, readonly string[]>> = {}) {
  const wheels = new Map(
    Object.entries(packages).map(([name, files]) => {
      const members = Object.entries(files).map(([path, content]) => ({ name: path, content }));
      return [name, wheelOf([...members, { name: `${name}-1.0.dist-info/METADATA`, content: "" }])];
    }),
  );
  const asked: string[] = [];
  const fetch: Fetch = async (input, init) => {
    const url = String(input);
    asked.push(url);
    const wheel = wheels.get(/files\/(.+)-1\.0-py3-none-any\.whl$/.exec(url)?.[1] ?? "");
    if (wheel !== undefined) return rangeFetch(wheel)(input, init);
    if (url.includes("/slow-")) return new Promise<Response>(() => {});
    const project = /simple\/([^/]+)\/$/.exec(url)?.[1] ?? "";
    const files = pages[project]?.map((version) => `${project}-${version}-py3-none-any.whl`);
    if (files === undefined) return new Response("", { status: 404 });
    return pageOf(...files.map((filename) => ({ filename, url: `https://h/files/${filename}` })));
  };
  const brought = (name: string, requires: readonly string[], over: Partial<BroughtPackage> = {}): BroughtPackage => {
    const filename = `${name}-1.0-py3-none-any.whl`;
    const size = wheels.get(name)?.length ?? 1000;
    return {
      ...{ name, version: "1.0", root: name, requires },
      wheel: { filename, url: `https://h/files/${filename}`, size },
      ...over,
    };
  };
  return { asked, fetch, brought };
}

function analysis(findings: CodeAnalysis["findings"] = []): CodeAnalysis {
  return { findings, counts: { python: 1, reaching: 1, documents: 0 }, comments: NO_COMMENTS, excluded: [] };
}

let runs = 0;
async function judge(
  { fetch }: ReturnType<typeof index>,
  brought: readonly BroughtPackage[],
  analyse: (tree: FileTree) => Promise<CodeAnalysis>,
  over: { readonly cacheDir?: string; readonly deadlineMs?: number } = {},
) {
  const cacheDir = join(folder, `${++runs}`);
  return thirdPartyCode(brought, { fetch, settings: SETTINGS, policy: QUICK, cacheDir, analyse, ...over });
}

describe("the code of packages that use vLLM", () => {
  it("is compared as it lies beside each other, and only what surely raises counts", async () => {
    const source = index(
      {
        eval: { "eval/models.py": USES, "eval/tool.py": "x = 1\n", "eval/data.txt": "vllm", "vllm/extra.py": USES },
        fine: { "fine/__init__.py": USES },
      },
      { eval: ["1.0", "1.1", "1.2", "2.0rc1"] },
    );
    const paths: string[] = [];
    const told = await judge(
      source,
      [source.brought("eval", ['vllm>=0.4; extra == "vllm"'], { root: "app" }), source.brought("fine", ["vllm"])],
      async (tree) => {
        paths.push(...(await tree.list()));
        expect(await tree.read("eval/models.py")).toBe(USES);
        return analysis([
          finding({ rule: "import-gone", path: "eval/models.py", line: 1, message: "`LLM` is gone." }),
          finding({ rule: "import-gone", path: "eval/models.py", line: 9, message: "More." }),
          finding({ severity: "warning", path: "fine/__init__.py", line: 1 }),
          finding({ severity: "information", path: "fine/__init__.py", line: 2 }),
        ]);
      },
    );
    expect(paths).toEqual(["eval/models.py", "eval/tool.py", "fine/__init__.py"]);
    expect(told).toEqual({
      judged: ["eval", "fine"],
      unread: [],
      broken: [
        {
          name: "eval",
          version: "1.0",
          root: "app",
          newest: "1.2",
          places: [
            { path: "eval/models.py", line: 1, message: "`LLM` is gone." },
            { path: "eval/models.py", line: 9, message: "More." },
          ],
        },
      ],
    });
  });

  it("is looked for in what says vllm, and in what is small and asked for by the repository itself", async () => {
    const uses = { "a/__init__.py": USES };
    const source = index({
      "vllm-ascend": uses,
      small: uses,
      behind: uses,
      large: uses,
      other: { "o.py": "# vllm\n" },
    });
    const large = source.brought("large", ["numpy"]);
    const told = await judge(
      source,
      [
        source.brought("behind", ["numpy"], { root: "small" }),
        { ...large, wheel: { ...large.wheel, size: 600_000 } },
        source.brought("other", []),
        source.brought("small", ["numpy"]),
        source.brought("vllm-ascend", []),
      ],
      async () => analysis(),
    );
    expect(told).toEqual({ judged: ["vllm-ascend", "small"], broken: [], unread: [] });
    expect(source.asked.filter((url) => /behind|large/.test(url))).toEqual([]);
  });

  it("is not compared where nothing imports vLLM", async () => {
    const source = index({ talk: { "talk.py": 'print("vllm")\n' } });
    const analyse = async () => {
      throw new Error("asked");
    };
    const told = await judge(source, [source.brought("talk", ["vllm"])], analyse);
    expect(told).toEqual({ judged: [], broken: [], unread: [] });
  });

  it("is read once, whichever run asks", async () => {
    const source = index({ eval: { "eval.py": USES } });
    const packages = [source.brought("eval", ["vllm"])];
    const cacheDir = join(folder, "kept");
    await judge(source, packages, async () => analysis(), { cacheDir });
    const asked = source.asked.length;
    const again = await judge(source, packages, async () => analysis(), { cacheDir });
    expect([again.judged, source.asked.length]).toEqual([["eval"], asked]);
  });

  it("has a limit, and the names of what lies beyond it", async () => {
    const names = Array.from({ length: 10 }, (_, at) => `user-${at}`);
    const source = index(Object.fromEntries(names.map((name) => [name, { [`${name}.py`]: USES }])));
    const told = await judge(
      source,
      names.map((name) => source.brought(name, ["vllm"])),
      async () => analysis(),
    );
    expect(told.judged).toEqual(names.slice(0, 8));
    expect(told.unread.map(({ name }) => name)).toEqual(names.slice(8));
  });

  it("says nothing where something goes wrong, and names it", async () => {
    const source = index({ eval: { "eval.py": USES } });
    const packages = [source.brought("eval", ["vllm"]), source.brought("gone", ["vllm"]), source.brought("quiet", [])];
    const found = await judge(source, packages, async () => analysis());
    expect(found).toMatchObject({ judged: ["eval"], unread: [{ name: "gone", why: expect.stringContaining("404") }] });
    for (const error of [new CannotTell("timeout", "It took too long.", "Wait."), new Error("It took too long.")]) {
      const told = await judge(source, packages.slice(0, 1), async () => {
        throw error;
      });
      expect(told).toEqual({ judged: [], broken: [], unread: [{ name: "eval", why: "It took too long." }] });
    }
  });

  it("is not waited for longer than the time there is", async () => {
    const source = index({ eval: { "eval.py": USES } });
    const packages = [source.brought("eval", ["vllm"]), source.brought("slow", ["vllm"])];
    const told = await judge(source, packages, async () => analysis(), { deadlineMs: 300 });
    expect(told).toEqual({ judged: ["eval"], broken: [], unread: [{ name: "slow", why: "it did not come in time" }] });
  });
});

it("a path of two packages is the first one's", async () => {
  const tree = packageTree(
    new Map([
      ["a", { "tests/x.py": "a" }],
      ["b", { "tests/x.py": "b", "b.py": "" }],
    ]),
  );
  expect(await tree.list()).toEqual(["b.py", "tests/x.py"]);
  expect([await tree.read("tests/x.py"), tree.packageOf("tests/x.py"), tree.packageOf("c")]).toEqual([
    "a",
    "a",
    undefined,
  ]);
});
