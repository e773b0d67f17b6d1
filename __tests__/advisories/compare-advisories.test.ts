import { describe, expect, it } from "vitest";
import { compareAdvisories } from "../../src/advisories/compare-advisories.ts";
import { moved, osv, recorded, recordsOf } from "../support/samples-advisories.ts";

describe("moves between real releases", () => {
  // Read off the published ranges by hand.
  it.each([
    {
      current: "0.8.4",
      target: "0.8.5",
      fixed: ["CVE-2025-32444", "CVE-2025-47277", "CVE-2025-30202", "CVE-2025-46560"],
      entered: ["CVE-2026-54235"],
    },
    {
      current: "0.9.2",
      target: "0.10.1",
      fixed: ["CVE-2025-30165"],
      entered: ["CVE-2025-9141", "CVE-2026-22807", "CVE-2026-27893"],
    },
    { current: "0.10.1", target: "0.10.1.1", fixed: ["CVE-2025-9141", "CVE-2025-48956"], entered: [] },
    { current: "0.11.2", target: "0.12.0", fixed: ["CVE-2026-22773"], entered: ["CVE-2026-55514"] },
    {
      current: "0.19.0",
      target: "0.24.0",
      fixed: ["CVE-2026-55574", "CVE-2026-55514", "CVE-2026-54235"],
      entered: [],
    },
    { current: "0.11.0", target: "0.10.2", fixed: [], entered: ["CVE-2025-59425", "CVE-2025-61620"] },
    { current: "0.24.0", target: "0.33.0", fixed: [], entered: [] },
  ])("$current to $target", ({ current, target, fixed, entered }) => {
    expect(moved(recorded(), current, target)).toMatchObject({ fixed, entered });
  });

  it("leaves open what no release fixes", () => {
    const { open } = compareAdvisories(recorded(), { current: "0.24.0", target: "0.33.0" });
    expect(open).toEqual([
      {
        id: "CVE-2026-9540",
        ids: ["CVE-2026-9540", "GHSA-98f3-hwg4-4rf7"],
        summary: "vllm has Improper Resource Shutdown or Release ",
        severity: { rating: "medium", score: 5.3 },
        url: "https://github.com/advisories/GHSA-98f3-hwg4-4rf7",
      },
    ]);
  });

  it("says in which release what is entered is fixed, and how grave it is", () => {
    const { entered } = compareAdvisories(recorded(), { current: "0.11.2", target: "0.12.0" });
    expect(entered).toMatchObject([
      {
        ids: ["CVE-2026-55514", "GHSA-33cg-gxv8-3p8g", "PYSEC-2026-2303"],
        severity: { rating: "high", score: 7.1 },
        fixedIn: "0.24.0",
      },
    ]);
  });

  it("is its own opposite the other way round", () => {
    const versions = ["0.8.4", "0.8.5", "0.9.2", "0.10.1", "0.10.2", "0.11.2", "0.12.0", "0.19.0", "0.33.0"];
    for (const a of versions)
      for (const b of versions) {
        const [there, back] = [moved(recorded(), a, b), moved(recorded(), b, a)];
        expect(there.fixed).toEqual(back.entered);
        expect(there.open).toEqual(back.open);
      }
  });
});

describe("ranges", () => {
  const one = (...events: readonly object[]) => recordsOf(osv("GHSA-aaaa-aaaa-aaaa", {}, ...events));
  const affected = (version: string, ...events: readonly object[]) =>
    moved(one(...events), version, version).open.length === 1;

  it.each([
    ["0.11.0", false],
    ["0.11.0+cu130", false],
    ["0.11.0.post1", false],
    ["0.10.2+cu128", true],
    // A pre-release comes before what fixes it (PEP 440).
    ["0.11.0rc1", true],
    ["0.10.1.1", true],
    ["0.9", true],
    ["0.2.7", false],
  ])("fixed in 0.11.0: %s is affected: %s", (version, is) => {
    expect(affected(version, { introduced: "0.3.0" }, { fixed: "0.11.0" })).toBe(is);
  });

  it("include the last affected release, and its builds", () => {
    const events = [{ introduced: "0" }, { last_affected: "0.9.0" }];
    expect(["0.1.0", "0.9.0", "0.9.0+cu128", "0.9.1"].map((version) => affected(version, ...events))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("may be several, in any order, and be opened again", () => {
    const events = [{ fixed: "0.9.0" }, { introduced: "0.8.0" }, { introduced: "0.12.0" }, { fixed: "0.12.2" }];
    const versions = ["0.7.0", "0.8.3", "0.9.0", "0.11.0", "0.12.1", "0.12.2"];
    expect(versions.filter((version) => affected(version, ...events))).toEqual(["0.8.3", "0.12.1"]);
  });

  it("end at a limit", () => {
    expect(affected("0.9.0", { introduced: "0" }, { limit: "0.9.0" })).toBe(false);
    expect(affected("0.9.0", { introduced: "0" }, { limit: "*" })).toBe(true);
  });

  it("of commits say nothing; the list of versions does", () => {
    const affected = [
      {
        package: { name: "VLLM", ecosystem: "PyPI" },
        ranges: [{ type: "GIT", repo: "https://example.org/x", events: [{ introduced: "0" }] }],
        versions: ["0.9.0", "0.9.0.1", "v0.9.2"],
      },
    ];
    const listed = recordsOf({ id: "PYSEC-2026-1", affected });
    expect(moved(listed, "0.9.2", "0.9.1").fixed).toEqual(["PYSEC-2026-1"]);
    expect(moved(listed, "0.9.0+cu128", "0.9").open).toEqual(["PYSEC-2026-1"]);
  });
});

describe("records", () => {
  const everything = { introduced: "0" };

  it("of one vulnerability are one, over any number of aliases", () => {
    const records = recordsOf(
      osv("PYSEC-2026-1", { aliases: ["CVE-2026-1"] }, everything),
      osv("XYZ-1", { aliases: ["GHSA-aaaa-aaaa-aaaa"] }, everything),
      osv("GHSA-aaaa-aaaa-aaaa", { aliases: ["CVE-2026-1"] }, everything),
      osv("CVE-2026-2", {}, everything),
    );
    const { open } = compareAdvisories(records, { current: "1", target: "2" });
    expect(open.map(({ ids }) => ids)).toEqual([
      ["CVE-2026-1", "GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "XYZ-1"],
      ["CVE-2026-2"],
    ]);
  });

  it("that disagree: GitHub's decides, and the other is named", () => {
    const records = recordsOf(
      osv("PYSEC-2026-1", { aliases: ["GHSA-aaaa-aaaa-aaaa"] }, everything),
      osv("GHSA-aaaa-aaaa-aaaa", {}, { introduced: "0.9.0" }, { fixed: "0.11.0" }),
    );
    const { fixed, open } = compareAdvisories(records, { current: "0.9.0", target: "0.11.0" });
    expect(fixed).toMatchObject([{ id: "GHSA-aaaa-aaaa-aaaa", disputedBy: ["PYSEC-2026-1"] }]);
    expect(open).toEqual([]);
  });

  it("that were withdrawn, or are of another package, do not count", () => {
    const other = [
      { package: { name: "vllm-x", ecosystem: "PyPI" }, ranges: [{ type: "ECOSYSTEM", events: [everything] }] },
    ];
    const npm = [{ package: { name: "vllm", ecosystem: "npm" }, ranges: [{ type: "SEMVER", events: [everything] }] }];
    const records = recordsOf(
      osv("CVE-2026-1", { withdrawn: "2026-01-01T00:00:00Z" }, everything),
      { id: "CVE-2026-2", affected: other },
      { id: "CVE-2026-3", affected: npm },
    );
    expect(records).toEqual({ records: [], unread: 0 });
  });

  it.each([
    ["no object", 5],
    ["no identifier", { ...osv("x", {}, everything), id: undefined }],
    ["an identifier that would change an address", osv("CVE-2026-1/../../evil?x=", {}, everything)],
    ["an identifier with a bidirectional mark", osv("CVE-2026-1\u202e", {}, everything)],
    ["an event without a version", osv("CVE-2026-1", {}, { introduced: 7 })],
    ["an event of no kind", osv("CVE-2026-1", {}, { started: "0" })],
    ["a version that is none", osv("CVE-2026-1", {}, everything, { fixed: "next" })],
  ])("that are none are counted: %s", (_, record) => {
    expect(recordsOf(record, osv("CVE-2026-9", {}, everything))).toMatchObject({
      records: [{ id: "CVE-2026-9" }],
      unread: 1,
    });
  });

  it.each([
    [["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"], "LOW", { rating: "critical", score: 10 }],
    [["CVSS:3.1/rubbish"], "MODERATE", { rating: "medium" }],
    [["CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N"], undefined, { rating: "high", score: 7.1 }],
    [["CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N"], undefined, { rating: "low", score: 3.1 }],
    [["AV:N/AC:L/Au:N/C:P/I:P/A:P"], undefined, { rating: "unknown" }],
    [[], "grave", { rating: "unknown" }],
  ])("%j and %s are rated", (vectors, word, severity) => {
    const severityList = vectors.map((score) => ({ type: "CVSS", score }));
    const record = osv("CVE-2026-1", { severity: severityList, database_specific: { severity: word } }, everything);
    expect(compareAdvisories(recordsOf(record), { current: "1", target: "2" }).open[0]?.severity).toEqual(severity);
  });
});
