import { describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import type { Check, CheckContext } from "../../src/checks/check.ts";
import { compare } from "../../src/checks/compare.ts";
import { dependenciesCheck } from "../../src/checks/dependencies.ts";
import { importCheck } from "../../src/checks/import.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import { pinsCheck } from "../../src/checks/pins.ts";
import { pipCheckCheck } from "../../src/checks/pip-check.ts";
import { releaseCheck } from "../../src/checks/release.ts";
import { versionCheck } from "../../src/checks/version.ts";
import type { Installed } from "../../src/environment/install.ts";
import type { LaneState } from "../../src/environment/lanes.ts";
import type { Pin } from "../../src/pins/pin.ts";
import type { Release } from "../../src/release/release.ts";
import { recordedReleases, release } from "../support/fake-index.ts";
import { context, lane, side, told } from "../support/samples-checks.ts";
import { environment } from "../support/samples-environment.ts";
import { pin } from "../support/samples-pins.ts";

const onTarget = (check: Check, over: Partial<CheckContext> = {}) => check.run(context(over), "target");

function findingsOf(outcome: Outcome) {
  return outcome.status === "failed" || outcome.status === "passed" ? (outcome.findings ?? []) : [];
}

const AT_PIN = { path: "requirements.txt", line: 3, column: 1, endLine: 3, endColumn: 13 };

describe("pins", () => {
  const judge = (over: Parameters<typeof side>[1]) =>
    onTarget(pinsCheck, { sides: { current: side("current"), target: side("target", over) } });

  it("passes where all agree, and counts them", async () => {
    expect(await judge({})).toMatchObject({ status: "passed", summary: "1 pin in 1 file." });
    const two = [pin(), pin({ file: "b.txt" }), pin({ file: "b.txt", line: 2 })];
    expect(await judge({ pins: two })).toMatchObject({ summary: "3 pins in 2 files." });
    expect(await judge({ pins: [] })).toMatchObject({ status: "passed", summary: "No pins; the versions were given." });
  });

  it("fails where two files disagree, at both places", async () => {
    const pins = [pin({ version: "0.32.0" }), pin({ file: "requirements-serving.txt", line: 4, column: 1 })];
    const outcome = await judge({ pins });
    expect(outcome).toMatchObject({
      status: "failed",
      summary: expect.stringMatching(/requirements-serving\.txt:4 says ==0\.31\.0/),
    });
    expect(findingsOf(outcome)).toMatchObject([
      { rule: "pins-disagree", severity: "error", data: { otherFile: expect.any(String) } },
    ]);
  });

  it("passes where another deployment stands at another version, and says what the check is about", async () => {
    const pins = [pin({ version: "0.32.0" }), pin({ file: "serving/requirements.txt", version: "0.30.0" })];
    const current = side("current", { pins: [pin(), pins[1] as Pin] });
    const outcome = await onTarget(pinsCheck, { sides: { current, target: side("target", { pins }) } });
    expect(outcome).toMatchObject({
      status: "passed",
      summary: "1 pin in 1 file of requirements.txt; 1 other deployment stays as it is.",
      findings: [],
    });
  });

  it("judges another deployment that the change moves too", async () => {
    const image = (version: string) =>
      pin({ file: "serving/Dockerfile", format: "dockerfile", role: "image", version });
    const own = pin({ file: "serving/requirements.txt" });
    const current = side("current", { pins: [pin(), own, image("0.31.0")] });
    const target = side("target", { pins: [pin({ version: "0.32.0" }), own, image("0.32.0")] });
    const outcome = await onTarget(pinsCheck, { sides: { current, target } });
    expect(findingsOf(outcome)).toMatchObject([{ rule: "pins-disagree", data: { subject: expect.any(String) } }]);
  });

  it("lists what a move leaves behind: beside the moved pin a warning, elsewhere information, with what to write", async () => {
    const extra = pin({ file: "pyproject.toml", format: "pyproject", group: "old", groupKind: "extra", line: 9 });
    const main = (version: string) =>
      pin({ file: "pyproject.toml", format: "pyproject", group: "serve", groupKind: "extra", line: 8, version });
    const other = pin({ file: "examples/requirements.txt" });
    const current = side("current", { pins: [main("0.31.0"), extra, other] });
    const target = side("target", { pins: [main("0.32.0"), extra, other], mentions: [] });
    const outcome = await onTarget(pinsCheck, { sides: { current, target } });
    expect(outcome).toMatchObject({ status: "passed" });
    expect(findingsOf(outcome)).toMatchObject([
      { rule: "leftover-version", severity: "warning", path: "pyproject.toml", line: 9, suggestion: "vllm==0.32.0" },
      {
        rule: "leftover-version",
        severity: "information",
        path: "examples/requirements.txt",
        suggestion: "vllm==0.32.0",
      },
    ]);
    expect(
      findingsOf(await onTarget(pinsCheck, { sides: { current, target: { ...target, pins: current.pins } } })),
    ).toEqual([]);
  });

  it("fails where code refuses the target when it runs, and warns where the move is imagined", async () => {
    const reference = { kind: "range", specifier: "<=0.31.0" } as const;
    const check = pin({
      file: "src/app.py",
      format: "python",
      role: "check",
      line: 7,
      specifier: "<=0.31.0",
      reference,
    });
    const range = (specifier: string) => pin({ specifier, reference: { kind: "range", specifier } });
    const current = side("current", { pins: [range("<0.32"), check] });
    const target = side("target", { pins: [range("<0.33"), check] });
    expect(findingsOf(await onTarget(pinsCheck, { sides: { current, target } }))[0]).toMatchObject({
      rule: "pins-disagree",
      severity: "error",
      message: "src/app.py:7 asks for vLLM <=0.31.0 when it runs, which excludes 0.32.0.",
      data: { otherFile: "requirements.txt" },
    });
    const imagined = { current, target: side("target", { pins: current.pins }) };
    expect(await onTarget(pinsCheck, { sides: imagined })).toMatchObject({
      status: "passed",
      findings: [{ severity: "warning", message: expect.stringContaining("It has to move with the pins.") }],
    });
  });

  it("fails for a file that cannot be read, with the remedy as a sentence of its own", async () => {
    const problems = [
      { file: "pyproject.toml", line: 7, column: 2, message: "The file is not valid TOML: x", remedy: "Fix it." },
    ];
    expect(findingsOf(await judge({ problems }))).toEqual([
      {
        rule: "unreadable-file",
        severity: "error",
        message: "The file is not valid TOML: x. Fix it.",
        path: "pyproject.toml",
        line: 7,
        column: 2,
        data: { subject: "pyproject.toml" },
      },
    ]);
  });

  it("only mentions a pin that is a URL or a git revision", async () => {
    const git = pin({ reference: { kind: "git", url: "git+https://x@h/vllm" }, specifier: "" });
    const outcome = await judge({ pins: [git] });
    expect(outcome.status).toBe("passed");
    expect(findingsOf(outcome)).toMatchObject([{ rule: "pin-not-a-release", severity: "warning" }]);
    const wheel = pin({ reference: { kind: "url", url: "https://h/vllm-0.31.0-x.whl", version: "0.31.0" } });
    expect(findingsOf(await judge({ pins: [wheel] }))).toMatchObject([
      {
        severity: "information",
        message: expect.stringContaining("The index's release 0.31.0 is judged in its place."),
      },
    ]);
  });
});

describe("release", () => {
  const judge = (found: Release, over: Partial<CheckContext> = {}) =>
    onTarget(releaseCheck, {
      ...over,
      sides: { current: side("current"), target: side("target", { release: { kind: "release", release: found } }) },
    });
  const real = (version: string) => recordedReleases().get(version) as Release;

  it("passes for a release that fits", async () => {
    expect(await judge(real("0.32.0"))).toEqual({
      status: "passed",
      summary: expect.stringMatching(/^Published 2026-\d\d-\d\d, Python <3\.15,>=3\.11\.$/),
    });
    expect(await judge(release("0.32.0"))).toMatchObject({ summary: "Published at an unknown date." });
  });

  it("fails where there is none, at the pin", async () => {
    const missing = side("target", { release: { kind: "missing", message: "vLLM 9 is not on the package index." } });
    const outcome = await onTarget(releaseCheck, { sides: { current: side("current"), target: missing } });
    expect(findingsOf(outcome)).toEqual([
      { rule: "release-missing", severity: "error", message: "vLLM 9 is not on the package index.", ...AT_PIN },
    ]);
  });

  it.each([
    ["A bug.", "was yanked by its maintainers: “A bug.”."],
    ["", "was yanked by its maintainers: no reason given."],
  ])("fails for a yanked one, with the reason %j", async (reason, words) => {
    const outcome = await judge(release("0.32.0", { yanked: { reason } }));
    expect(outcome).toMatchObject({ status: "failed", summary: expect.stringContaining(words) });
  });

  it("lets a repository leave a release that was yanked since", async () => {
    const resolved = { kind: "release", release: release("0.31.0", { yanked: { reason: "A bug." } }) } as const;
    const sides = { current: side("current", { release: resolved }), target: side("target") };
    expect(await releaseCheck.run(context({ sides }), "current")).toMatchObject({
      status: "passed",
      summary: expect.stringContaining("yanked since"),
    });
  });

  it.each([
    ["3.10", "<3.15,>=3.11", true],
    ["3.10.14", ">=3.11", true],
    ["3.11", "<3.15,>=3.11", false],
    ["3.11", ">=3.11.4", false],
    ["3.15", "<3.15,>=3.11", true],
    ["3.11.2", ">=3.11.4", true],
    ["3.11", "nonsense", false],
  ])("Python %s with Requires-Python %s fails: %s", async (version, requiresPython, fails) => {
    const outcome = await judge(release("0.32.0", { requiresPython }), {
      python: { version, from: ".python-version" },
    });
    expect(outcome.status).toBe(fails ? "failed" : "passed");
    if (fails)
      expect(findingsOf(outcome)).toMatchObject([
        { rule: "python-unsupported", data: { requiresPython, python: version } },
      ]);
  });

  it("fails where no wheel fits, except where the platform is not judged", async () => {
    const alpine = { os: "linux", machine: "x86_64", musl: [1, 2] } as const;
    expect(findingsOf(await judge(real("0.32.0"), { platform: alpine }))).toMatchObject([
      { rule: "no-matching-wheel", message: "vLLM 0.32.0 has no wheel for Linux x86_64 with musl and Python 3.11." },
    ]);
    const old = { os: "linux", machine: "x86_64", glibc: [2, 17] } as const;
    expect((await judge(real("0.32.0"), { platform: old })).status).toBe("failed");
    expect((await judge(real("0.32.0"), { platform: { os: "darwin", machine: "arm64" } })).status).toBe("passed");
    const sdist = release("0.32.0", { files: [{ filename: "vllm-0.32.0.tar.gz", url: "x", yanked: false }] });
    expect((await judge(sdist, { platform: alpine })).status).toBe("passed");
  });
});

describe("dependencies", () => {
  const judge = (target: LaneState) =>
    onTarget(dependenciesCheck, { lanes: async () => ({ current: lane(), target, notes: [] }) });

  it("passes with what was installed, and no more", async () => {
    expect(await judge(lane())).toEqual({ status: "passed", summary: "1 package resolved; nothing was installed." });
    const environments: LaneState["environments"] = new Map<"release" | "cpu", Installed | CannotTell>([
      ["release", environment()],
      ["cpu", new CannotTell("no-cpu-build", "None.", "Wait.")],
    ]);
    expect(await judge(lane({ environments }))).toEqual({
      status: "passed",
      summary: "1 package resolved; installed: release build.",
    });
  });

  it("fails for a conflict, with the packages and what the repository asks for", async () => {
    const explanation = {
      summary: "a needs b>2; you require b<1",
      text: "Because …",
      packages: ["a", "b"],
      requirements: ["b<1"],
    };
    const outcome = await judge(lane({ resolution: { kind: "conflict", file: "requirements.txt", explanation } }));
    expect(outcome).toMatchObject({
      status: "failed",
      summary: "requirements.txt does not resolve with vLLM 0.32.0: a needs b>2; you require b<1.",
      details: "Because …",
      findings: [{ rule: "dependency-conflict", data: { packages: ["a", "b"], requirements: ["b<1"] }, ...AT_PIN }],
    });
  });

  it("names packages that do not support the target, where the repository asks for them", async () => {
    const support = { ranges: [{ specifier: "<=0.31.1", extra: "vllm" }] };
    const outcome = await onTarget(dependenciesCheck, {
      declared: [{ text: "trl>=1", role: "requirement", file: "requirements.txt", line: 2 }],
      thirdParties: async () => [
        { name: "trl", version: "1.8.0", root: "trl", support, already: false, newer: "1.9.0" },
        { name: "other", version: "1", root: "gone", support: { ranges: [{ specifier: "<0.2" }] }, already: true },
      ],
    });
    expect(outcome.status).toBe("passed");
    expect(findingsOf(outcome)).toMatchObject([
      {
        rule: "third-party-excludes",
        severity: "warning",
        message: "trl 1.8.0 asks for vllm<=0.31.1 (extra vllm), which excludes 0.32.0. trl 1.9.0 admits it.",
        path: "requirements.txt",
        line: 2,
      },
      {
        severity: "information",
        message: "other 1, which gone brings, asks for vllm<0.2, which excludes 0.32.0, as it does the current 0.31.0.",
        ...AT_PIN,
      },
    ]);
  });

  it("names packages whose code breaks on the target, and what of their code is not known", async () => {
    const place = (line: number) => ({ path: "lm_eval/models/vllm.py", line, message: `\`X\` is gone (${line}).` });
    const outcome = await onTarget(dependenciesCheck, {
      declared: [{ text: "lm-eval==0.4.8", role: "requirement", file: "requirements.txt", line: 2 }],
      thirdPartyCode: async () => ({
        judged: ["lm-eval", "other", "fine"],
        broken: [
          { name: "lm-eval", version: "0.4.8", root: "lm-eval", newest: "0.4.13", places: [place(3), place(9)] },
          {
            name: "other",
            version: "1",
            root: "gone",
            places: [place(1), ...Array.from({ length: 30 }, () => place(2))],
          },
        ],
        unread: [{ name: "large", why: "it did not come in time." }],
      }),
    });
    expect(outcome).toMatchObject({
      status: "passed",
      summary:
        "1 package resolved; nothing was installed. Of those that use vLLM the code was compared: lm-eval, other, fine. The code of large was not compared: it did not come in time.",
    });
    const [first, second] = findingsOf(outcome);
    expect(first).toEqual({
      rule: "third-party-breaks",
      severity: "warning",
      message:
        "lm-eval 0.4.8 does not fit vLLM 0.32.0 (lm_eval/models/vllm.py:3, and 1 more place): `X` is gone (3). Its newest release is 0.4.13.",
      path: "requirements.txt",
      line: 2,
      data: {
        subject: "lm-eval",
        version: "0.4.8",
        places: ["lm_eval/models/vllm.py:3", "lm_eval/models/vllm.py:9"],
        newest: "0.4.13",
      },
    });
    expect(second).toMatchObject({
      message:
        "other 1, which gone brings, does not fit vLLM 0.32.0 (lm_eval/models/vllm.py:1, and 30 more places): `X` is gone (1).",
      ...AT_PIN,
    });
    expect(second?.data?.["places"]).toHaveLength(20);
  });

  describe("what must move with vLLM", () => {
    const declared: CheckContext["declared"] = [
      { text: "torch==2.10.0", role: "override", file: "pyproject.toml", line: 7 },
      { text: "flash-attn==2.8.3+cu12torch2.10", role: "requirement", file: "requirements.txt", line: 5 },
    ];
    const asked: CheckContext["asked"] = async (role) =>
      new Map([["torch", role === "current" ? "==2.10.0" : "==2.11.0"]]);
    const lanes = (target: LaneState) => async () => ({ current: lane(), target, notes: [] });

    it("is a warning where it resolves all the same, at its place", async () => {
      const outcome = await onTarget(dependenciesCheck, { declared, asked, lanes: lanes(lane()) });
      expect(outcome.status).toBe("passed");
      expect(findingsOf(outcome)).toEqual([
        {
          rule: "sibling-pin",
          severity: "warning",
          message:
            "pyproject.toml:7 overrides with torch==2.10.0; vLLM 0.32.0 asks for ==2.11.0 (vLLM 0.31.0: ==2.10.0).",
          path: "pyproject.toml",
          line: 7,
          data: { subject: "torch", requirement: "torch==2.10.0" },
          suggestion: "torch==2.11.0",
        },
        {
          rule: "sibling-wheel",
          severity: "warning",
          message: "requirements.txt:5 takes flash-attn built for torch 2.10; vLLM 0.32.0 comes with torch 2.11.0.",
          path: "requirements.txt",
          line: 5,
          data: { subject: "flash-attn", requirement: "flash-attn==2.8.3+cu12torch2.10", builtFor: "torch 2.10" },
        },
      ]);
    });

    it("explains a conflict, and is said of the target alone", async () => {
      const explanation = { summary: "torch", text: "Because …", packages: ["torch"], requirements: ["torch==2.10.0"] };
      const conflict = lane({ resolution: { kind: "conflict", file: "pyproject.toml", explanation } });
      const both: CheckContext["declared"] = [
        ...declared,
        { text: "numpy<2", role: "constraint", file: "constraints.txt", line: 1 },
      ];
      const more: CheckContext["asked"] = async (role) =>
        new Map([...((await asked(role)) ?? []), ["numpy", role === "target" ? ">=2" : ""]]);
      const outcome = await onTarget(dependenciesCheck, { declared: both, asked: more, lanes: lanes(conflict) });
      expect(findingsOf(outcome).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
        "error dependency-conflict",
        // An override conflicts with nothing: it only hides that it is wrong.
        "warning sibling-pin",
        "error sibling-pin",
        "warning sibling-wheel",
      ]);
      const current = await dependenciesCheck.run(context({ declared, asked, lanes: lanes(lane()) }), "current");
      expect(findingsOf(current)).toEqual([]);
    });
  });

  it("fails for what resolves and does not install, with the end of the installer's words", async () => {
    const outcome = await judge(lane({ environments: new Map([["cpu", { failed: `${"x".repeat(9000)}END` }]]) }));
    expect(outcome).toMatchObject({ status: "failed", findings: [{ rule: "install-failed" }] });
    expect(outcome.status === "failed" && outcome.details).toMatch(/END$/);
    expect(outcome.status === "failed" && outcome.details?.length).toBe(4000);
  });
});

describe("pip check", () => {
  it("passes where nothing is broken, and says what was left out", async () => {
    expect(await onTarget(pipCheckCheck)).toEqual({ status: "passed", summary: "No broken requirements." });
    const explained = ["timm 1 requires torchvision, which is not installed."];
    expect(await onTarget(pipCheckCheck, { pipCheck: async () => ({ broken: [], explained }) })).toMatchObject({
      status: "passed",
      summary: "No broken requirements (1 line about the CPU stand-in left out).",
      details: explained[0],
    });
  });

  it("fails with each line as a finding", async () => {
    const broken = ["a 1 requires b, which is not installed.", "c 1 has requirement d<2, but you have d 3."];
    const outcome = await onTarget(pipCheckCheck, { pipCheck: async () => ({ broken, explained: [] }) });
    expect(outcome).toMatchObject({
      status: "failed",
      summary: `${broken[0]} (and 1 more)`,
      details: broken.join("\n"),
    });
    expect(findingsOf(outcome).map(({ data }) => data)).toEqual([{ subject: "a → b" }, { subject: "c → d" }]);
  });

  it("could not tell where pip itself failed", async () => {
    expect(await onTarget(pipCheckCheck, { pipCheck: async () => ({ error: "Traceback" }) })).toMatchObject({
      status: "inconclusive",
      cause: "tool-failed",
      details: "Traceback",
    });
  });

  it("lets what was broken before pass, whatever its versions, and nothing beside it", async () => {
    const lines = (vllm: string, more: string[] = []) => [
      `vllm ${vllm} has requirement six<2, but you have six 2.0.`,
      ...more,
    ];
    const judge = async (more: string[]) => {
      const pipCheck: CheckContext["pipCheck"] = async ({ role }) => ({
        broken: role === "current" ? lines("0.31.0") : lines("0.32.0", more),
        explained: [],
      });
      const [current, target] = await Promise.all([
        pipCheckCheck.run(context({ pipCheck }), "current"),
        pipCheckCheck.run(context({ pipCheck }), "target"),
      ]);
      return compare(current, target, { foundation: false, failOn: "regression" });
    };
    expect(await judge([])).toMatchObject({ blocks: false, comparison: "still-failing" });
    expect(await judge(["zope 1 is not supported on this platform"])).toMatchObject({
      blocks: true,
      comparison: "regressed",
      summary: "zope 1 is not supported on this platform",
    });
  });
});

describe("import", () => {
  it("passes with the build and the time", async () => {
    expect(await onTarget(importCheck)).toEqual({
      status: "passed",
      summary: "from vllm import LLM works (cpu build, 2 s).",
    });
  });

  it("fails with the error and the traceback", async () => {
    const importVllm = async () => ({ ok: false, error: "ImportError: gone", details: "Traceback" }) as const;
    expect(await onTarget(importCheck, { importVllm })).toMatchObject({
      status: "failed",
      summary: "from vllm import LLM fails on 0.32.0: ImportError: gone",
      details: "Traceback",
      findings: [{ rule: "import-failed", ...AT_PIN }],
    });
  });

  describe("the plugins of vLLM", () => {
    const plugin = { group: "vllm.general_plugins", name: "mine", value: "mine:register", from: "mine 1.2" };
    const broken = { ...plugin, error: "ImportError: gone" };
    const judge = (current: readonly object[] | CannotTell, target: readonly object[] | undefined) =>
      onTarget(importCheck, {
        plugins: async ({ role }) => {
          if (role === "target") return target as never;
          if (current instanceof CannotTell) throw current;
          return current as never;
        },
      });

    it("are counted where they load", async () => {
      expect(await judge([], [plugin])).toEqual({
        status: "passed",
        summary: "from vllm import LLM works (cpu build, 2 s); 1 plugin loads.",
      });
      expect(await judge([], undefined)).toMatchObject({ summary: "from vllm import LLM works (cpu build, 2 s)." });
    });

    it("fail where one loads on the current release and not on the target", async () => {
      const other = { ...broken, name: "old" };
      const outcome = await judge([plugin, other], [other, broken]);
      expect(outcome).toMatchObject({
        status: "failed",
        summary:
          "The plugin mine (vllm.general_plugins) of mine 1.2 does not load with vLLM 0.32.0: ImportError: gone.",
      });
      expect(findingsOf(outcome)).toMatchObject([
        { rule: "plugin-broken", severity: "error", data: { subject: "mine" }, ...AT_PIN },
        { severity: "information", message: expect.stringMatching(/gone\. Nor does it with 0\.31\.0\.$/) },
      ]);
    });

    it("warn where nobody knows what the current release makes of one", async () => {
      const { from: _, ...own } = broken;
      const unknown = await judge(new CannotTell("nothing-to-compare", "No.", "Wait."), [own]);
      expect(unknown.status).toBe("passed");
      expect(findingsOf(unknown)).toMatchObject([
        {
          severity: "warning",
          message:
            "The plugin mine (vllm.general_plugins) of this repository does not load with vLLM 0.32.0: ImportError: gone. Whether it does with 0.31.0 is not known.",
        },
      ]);
      expect(findingsOf(await judge([], [broken]))).toMatchObject([
        { severity: "warning", message: expect.stringMatching(/It is not installed beside 0\.31\.0\.$/) },
      ]);
    });
  });
});

describe("version", () => {
  it("passes where everything that can be asked says the same release, whatever its build", async () => {
    const over: Partial<CheckContext> = {
      installedVersion: async () => told({ version: "0.32.0+cpu" }),
      vllmVersion: async () => "0.32.0",
    };
    expect(await onTarget(versionCheck, over)).toEqual({
      status: "passed",
      summary: "0.32.0 (vllm metadata, vllm.__version__, vllm --version).",
    });
    const noImport = async () => ({ ok: false, error: "x", details: "" }) as const;
    expect(await onTarget(versionCheck, { importVllm: noImport })).toMatchObject({
      status: "passed",
      summary: "0.32.0 (vllm metadata).",
    });
  });

  it.each<[string, Partial<CheckContext>, string]>([
    [
      "the metadata",
      { installedVersion: async () => told({ version: "0.31.0" }) },
      "vllm metadata says 0.31.0, expected 0.32.0.",
    ],
    [
      "the package",
      { importVllm: async () => told({ version: "0.32.1.dev0+g123" }) },
      "vllm.__version__ says 0.32.1.dev0+g123, expected 0.32.0.",
    ],
    ["the command", { vllmVersion: async () => "0.9" }, "vllm --version says 0.9, expected 0.32.0."],
    ["nothing", { installedVersion: async () => told() }, "vllm metadata says undefined, expected 0.32.0."],
  ])("fails where %s says another", async (_, over, message) => {
    const outcome = await onTarget(versionCheck, over);
    expect(outcome).toMatchObject({
      status: "failed",
      summary: message,
      findings: [{ rule: "wrong-version", ...AT_PIN }],
    });
  });

  it("fails where it is not installed", async () => {
    const installedVersion = async () => ({ ok: false, error: "PackageNotFoundError", details: "T" }) as const;
    expect(await onTarget(versionCheck, { installedVersion })).toMatchObject({
      status: "failed",
      summary: "vllm is not installed: PackageNotFoundError",
    });
  });
});
