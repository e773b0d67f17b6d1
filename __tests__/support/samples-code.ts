import type { Finding } from "../../src/checks/finding.ts";
import { RULES, type RuleId } from "../../src/checks/rules.ts";
import type { Report } from "../../src/report/report.ts";
import type { UpgradeMap } from "../../src/report/upgrade-map.ts";
import { checkResult, cleanChecks, failed, HOSTILE, passed, pinAt, reportOf } from "./report-samples.ts";

/** A finding of the code check. */
export function codeFinding(
  rule: RuleId,
  place: readonly [path: string, line: number, column: number],
  message: string,
  more: Partial<Finding> = {},
): Finding {
  const [path, line, column] = place;
  return { rule, severity: RULES[rule].severity, message, path, line, column, ...more };
}

/** An edit of one line: what it is, what to write instead. */
export function edit(before: string, suggestion: string, data: Finding["data"] = {}): Partial<Finding> {
  return { suggestion, data: { before, ...data } };
}

const BEFORE = "The code is judged against it.";

export const CODE_FINDINGS: readonly [Finding, ...Finding[]] = [
  codeFinding(
    "import-gone",
    ["app/training/rollout.py", 27, 5],
    "`GuidedDecodingParams` is gone from `vllm.sampling_params` (removed in 0.12.0). It is renamed to `StructuredOutputsParams`.",
    {
      ...edit(
        "from vllm.sampling_params import GuidedDecodingParams",
        "from vllm.sampling_params import StructuredOutputsParams",
        { renamedTo: "StructuredOutputsParams", removedIn: "0.12.0" },
      ),
      endLine: 27,
      endColumn: 60,
    },
  ),
  codeFinding(
    "keyword-unknown",
    ["app/training/rollout.py", 112, 21],
    "`SamplingParams` does not take `guided_decoding` in 0.12.0 any more.",
    { data: { renamedTo: "structured_outputs", removedIn: "0.12.0" } },
  ),
  codeFinding(
    "override-changed",
    ["app/training/rollout.py", 140, 9],
    "`Executor.collective_rpc` has another signature in 0.12.0: `non_block` is new.",
  ),
  codeFinding(
    "import-gone",
    ["app/serve.py", 8, 1],
    "`get_open_port` is gone from `vllm.utils` (removed in 0.11.1). It is at `vllm.utils.network_utils`.",
    edit("from vllm.utils import get_open_port", "from vllm.utils.network_utils import get_open_port", {
      movedTo: "vllm.utils.network_utils",
    }),
  ),
  codeFinding(
    "deprecated-on-target",
    ["app/serve.py", 61, 3],
    "`disable_log_requests` still works in 0.12.0 and is announced to go.",
  ),
  codeFinding("import-gone", ["notebooks/try-it.ipynb", 12, 1], "`vllm.lora.models` is gone (notebook, cell 3).", {
    severity: "information",
  }),
  codeFinding("override-changed", ["app/plugin.py", 5, 5], "`Worker.init_device` has another signature in 0.12.0."),
];

export const UPGRADE_MAP: UpgradeMap = {
  releases: [
    { version: "0.11.1", errors: 0, warnings: 1 },
    { version: "0.11.2", errors: 0, warnings: 1 },
    { version: "0.12.0", errors: 3, warnings: 2 },
    { version: "0.13.0", errors: 5, warnings: 2 },
    { version: "0.14.0", unknown: "the index answered 503" },
    { version: "0.15.0", errors: 17, warnings: 4 },
  ],
  furthestSafe: "0.11.2",
};

/** The target breaks the code, and the map shows how far one could go. */
export function codeReport(
  findings: readonly [Finding, ...Finding[]] = CODE_FINDINGS,
  more: Partial<Report> = {},
): Report {
  const code = failed("3 errors in 2 of 12 files that reach vLLM.", findings);
  return reportOf(cleanChecks({ code: checkResult("code", code, passed(BEFORE)) }), {
    current: { version: "0.11.0", from: "requirements.txt:3 at the base 8f3c1e2" },
    target: { version: "0.12.0", from: "requirements.txt:3" },
    pins: [pinAt("requirements.txt", 3, "0.12.0")],
    upgradeMap: UPGRADE_MAP,
    ...more,
  });
}

/** Everything that the repository and the index can put into the code's part tries to break out of it. */
export function hostileCodeReport(): Report {
  const line = HOSTILE.split("\n").join(" ");
  const [place, message] = [["a|b`c\n<img>.py", 3, 1] as const, `${HOSTILE} \`code | ${line}\` \`\`x\`\``];
  const hostile = { movedTo: HOSTILE, renamedTo: line, removedIn: HOSTILE, nearest: HOSTILE };
  return codeReport(
    [
      codeFinding("import-gone", place, message, edit(line, HOSTILE, hostile)),
      codeFinding("attribute-gone", place, message, edit("```", "````\n</details>", hostile)),
      codeFinding("keyword-unknown", place, message, edit("x = `a` | ~~~", "```` | @octocat </details>")),
      codeFinding("deprecated-on-target", place, message, { data: hostile }),
    ],
    {
      target: { version: HOSTILE, from: HOSTILE },
      upgradeMap: {
        releases: [
          { version: HOSTILE, errors: 1, warnings: 0 },
          { version: '0.2"] end', unknown: HOSTILE },
          { version: "0.3", errors: 2, warnings: 2 },
        ],
        furthestSafe: HOSTILE,
      },
    },
  );
}

/** More code findings and more releases than fit anywhere. */
export function hugeCodeReport(): Report {
  const many = (amount: number, severity: Finding["severity"]) =>
    Array.from({ length: amount }, (_, index) =>
      codeFinding(
        "import-gone",
        [`app/part_${index % 70}/module_${index % 210}.py`, index + 1, 5],
        `${severity} ${index}: \`name_${index}\` is gone from \`vllm.some.very.long.module.path\`.`,
        { severity, ...edit(`from vllm.x import name_${index}`, `from vllm.y import name_${index}`) },
      ),
    );
  const [first, ...rest] = [...many(900, "error"), ...many(900, "warning"), ...many(900, "information")];
  const releases = Array.from({ length: 300 }, (_, index) => ({
    version: `0.${index}.0`,
    errors: index < 120 ? 0 : index,
    warnings: 3,
  }));
  return codeReport([first as Finding, ...rest], {
    target: { version: "0.200.0", from: "requirements.txt:3" },
    upgradeMap: { releases, furthestSafe: "0.119.0" },
  });
}

export const CODE_SAMPLES: Readonly<Record<string, () => Report>> = {
  code: () => codeReport(),
  "hostile code": hostileCodeReport,
  "huge code": hugeCodeReport,
};
