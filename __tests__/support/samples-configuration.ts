import type { ChangedDefault } from "../../src/breakage/surface/changed-default.ts";
import type { Finding } from "../../src/checks/finding.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import type { CheckResult } from "../../src/checks/result.ts";
import { RULES, type RuleId } from "../../src/checks/rules.ts";
import type { Report } from "../../src/report/report.ts";
import { checkResult, cleanChecks, HOSTILE, passed, reportOf } from "./report-samples.ts";

/** A finding of the configuration check. */
export function configurationFinding(
  rule: RuleId,
  subject: string,
  place: readonly [path: string, line: number],
  message: string,
  more: Partial<Finding> & { readonly data?: Finding["data"] } = {},
): Finding {
  const [path, line] = place;
  const { data, ...rest } = more;
  const where = { path, line, column: 5, endLine: line, endColumn: 5 + subject.length };
  return { rule, severity: RULES[rule].severity, message, ...where, ...rest, data: { subject, ...data } };
}

const silent = { silent: true, removedIn: "0.12.0" };
const METRIC =
  "The metric `vllm:gpu_cache_usage_perc` is gone: vLLM 0.12.0 does not expose it (removed in 0.12.0). Write `vllm:kv_cache_usage_perc` instead. As it is, the query finds nothing: a panel shows “No data”, an alert never fires.";
const FLAG =
  "`--disable-log-requests` is gone: `vllm serve` of 0.12.0 refuses it and exits (removed in 0.12.0). Write `--no-enable-log-requests` instead.";

export const CONFIGURATION_FINDINGS: readonly [Finding, ...Finding[]] = [
  configurationFinding("flag-gone", "--disable-log-requests", ["deploy/serve.yaml", 31], FLAG, {
    suggestion: "          - --no-enable-log-requests",
    data: { before: "          - --disable-log-requests", renamedTo: "--no-enable-log-requests" },
  }),
  configurationFinding("flag-gone", "--disable-log-requests", ["docker/run.sh", 12], FLAG),
  configurationFinding("metric-gone", "vllm:gpu_cache_usage_perc", ["grafana/vllm.json", 220], METRIC, {
    data: { ...silent, where: "KV cache" },
  }),
  configurationFinding("metric-gone", "vllm:gpu_cache_usage_perc", ["alerts/vllm.yaml", 9], METRIC, { data: silent }),
  configurationFinding(
    "variable-gone",
    "VLLM_USE_V1",
    ["deploy/serve.yaml", 44],
    "`VLLM_USE_V1` is gone: vLLM 0.12.0 does not read it, and nothing fails (removed in 0.12.0).",
    { data: silent },
  ),
  configurationFinding(
    "flag-and-value-in-one",
    "--dtype",
    ["deploy/serve.yaml", 33],
    "`--dtype` and its value stand in one element of the list: the parser takes them for one word and refuses it.",
  ),
  configurationFinding(
    "setting-deprecated",
    "--cuda-graph-sizes",
    ["docker/run.sh", 14],
    "`--cuda-graph-sizes` still works in 0.12.0 and is announced to go. vLLM says: “use `cudagraph_capture_sizes`.”",
  ),
  configurationFinding(
    "flag-gone",
    "--swap-space",
    ["docs/guide.md", 80],
    "`--swap-space` is gone. It does not alarm: it stands in a document.",
    { severity: "information", data: { quiet: "it stands in a document" } },
  ),
];

export const CHANGED_DEFAULTS: readonly ChangedDefault[] = [
  { kind: "option", name: "--gpu-memory-utilization", current: "0.9", target: "0.92", weak: false },
  { kind: "config-field", owner: "EPLBConfig", name: "use_async", current: "False", target: "True", weak: false },
  {
    kind: "option",
    name: "--max-num-seqs",
    current: "128",
    weak: true,
    evidence: "vllm/config/scheduler.py:30 in 0.12.0",
  },
];

/** The check's result, with the defaults where the runner puts them. */
export function configurationResult(
  findings: readonly [Finding, ...Finding[]] = CONFIGURATION_FINDINGS,
  defaults: readonly ChangedDefault[] = CHANGED_DEFAULTS,
  current: Outcome = passed("vLLM 0.11.2 is what the target is compared with."),
): CheckResult {
  const summary = "5 places in 4 files break, 3 silently (3 commands, 5 variables, 12 metrics in 9 files).";
  const result = checkResult("configuration", { status: "failed", summary, findings }, current);
  return defaults.length === 0 ? result : { ...result, defaults };
}

export function configurationReport(
  configuration: CheckResult = configurationResult(),
  more: Partial<Report> = {},
): Report {
  return reportOf(cleanChecks({ configuration }), more);
}

function hostileConfigurationReport(): Report {
  const line = HOSTILE.split("\n").join(" ");
  const place = ["a|b`c\n<img>.yaml", 3] as const;
  const data = { silent: true, where: HOSTILE, removedIn: HOSTILE, replacedBy: line, nearest: HOSTILE, quiet: HOSTILE };
  return configurationReport(
    configurationResult(
      [
        configurationFinding("variable-gone", HOSTILE, place, `${HOSTILE} \`code | ${line}\``, { data }),
        configurationFinding("metric-gone", line, place, HOSTILE, {
          suggestion: "```` | </details>",
          data: { before: line },
        }),
        configurationFinding("request-field-gone", line, place, HOSTILE, { severity: "information", data }),
      ],
      [
        {
          kind: "option",
          name: HOSTILE,
          owner: HOSTILE,
          current: HOSTILE,
          target: line,
          weak: true,
          evidence: HOSTILE,
        },
      ],
    ),
  );
}

function hugeConfigurationReport(): Report {
  const many = (amount: number, severity: Finding["severity"]) =>
    Array.from({ length: amount }, (_, index) =>
      configurationFinding(
        "variable-gone",
        `VLLM_${index}`,
        [`deploy/part_${index % 90}/values.yaml`, index + 1],
        `\`VLLM_${index}\` is gone from the variables that vLLM reads. ${"Setting it has no effect. ".repeat(4)}`,
        { severity, suggestion: `VLLM_NEW_${index}=1`, data: { silent: true, before: `VLLM_${index}=1` } },
      ),
    );
  const [first, ...rest] = [...many(900, "error"), ...many(900, "warning"), ...many(900, "information")];
  const defaults = Array.from(
    { length: 900 },
    (_, index) => ({ ...CHANGED_DEFAULTS[0], name: `--flag-${index}` }) as ChangedDefault,
  );
  return configurationReport(configurationResult([first as Finding, ...rest], defaults));
}

export const CONFIGURATION_SAMPLES: Readonly<Record<string, () => Report>> = {
  configuration: () => configurationReport(),
  "hostile configuration": hostileConfigurationReport,
  "huge configuration": hugeConfigurationReport,
};
