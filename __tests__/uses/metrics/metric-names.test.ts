import { describe, expect, it } from "vitest";
import { metricNames } from "../../../src/uses/metrics/metric-names.ts";
import { spelledNames } from "../../../src/uses/metrics/name-pattern.ts";
import { cpuTimer } from "../../support/cpu-time.ts";

const names = (text: string) => metricNames(text).map(({ name }) => name);

describe("metrics of a query", () => {
  it.each([
    ["vllm:num_requests_running", ["vllm:num_requests_running"]],
    ['sum by(le) (rate(vllm:a_bucket{model="$m"}[$__rate_interval]))', ["vllm:a_bucket"]],
    ["vllm:a_sum / vllm:a_count", ["vllm:a_sum", "vllm:a_count"]],
    ["vllm:a/vllm:b", ["vllm:a", "vllm:b"]],
    ["vllm:a[5m]", ["vllm:a"]],
    ["rate(vllm:a_total[5m])\n/\nrate(vllm:b_total[5m])", ["vllm:a_total", "vllm:b_total"]],
    ["label_values(vllm:a, model_name)", ["vllm:a"]],
    ["query_result(topk(5, vllm:a{job=~'$job'}))", ["vllm:a"]],
    ['{__name__="vllm:a", job="x"}', ["vllm:a"]],
    ['sum({__name__=~"vllm:(a|b)_total"})', ["vllm:a_total", "vllm:b_total"]],
    ["{__name__=~`^vllm:a$`}", ["vllm:a"]],
    ['{"vllm:a", job="x"}', ["vllm:a"]],
    // Escaped as in JSON, and as in JSON in JSON.
    ['sum(vllm:a{model=\\"vllm:b\\"}) + vllm:c', ["vllm:a", "vllm:c"]],
    ['{__name__=\\"vllm:a\\"}', ["vllm:a"]],
    ['{__name__=\\\\\\"vllm:a\\\\\\"}', ["vllm:a"]],
    ["rate(vllm:a[1m])\\n/\\nvllm:b", ["vllm:a", "vllm:b"]],
    // Format strings and templates that bring the labels.
    ['sum(vllm:a{job="%s"}) - vllm:b%s', ["vllm:a", "vllm:b"]],
    ['vllm:a{{model="{model}"}}', ["vllm:a"]],
    ['vllm:a{model="{{ $spec.name }}"}', ["vllm:a"]],
    ["vllm:a{$filters} + vllm:b$sel", ["vllm:a", "vllm:b"]],
    // A recorded series has a name of its own.
    ["vllm:gpu_cache_usage_perc:avg5m", ["vllm:gpu_cache_usage_perc:avg5m"]],
    ["vllm:a: gauge", ["vllm:a"]],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ['up{job="vllm:a"}'],
    ['{job="vllm:a"}'],
    ['{__name__!="vllm:a"}'],
    ['{__name__=~"vllm:.*"}'],
    ['{__name__=~"vllm:a.*|vllm:b"}'],
    ["# vllm:a is gone"],
    ["up # vllm:a"],
    ["my.vllm:a"],
    ["myvllm:a"],
    ["vllm:"],
    ["vllm:a_.*"],
    ["vllm:num_requests_(running|waiting)"],
    ["vllm:a_\uFFFC"],
    ['# HELP vllm:a Text.\n# TYPE vllm:a gauge\nvllm:a{engine="0"} 0.5\nvllm:b 1e-05 17\n'],
  ])("nothing in %s", (text) => {
    expect(names(text)).toEqual([]);
  });

  it("places names in the text", () => {
    const text = 'max(vllm:a{x="vllm:q"}) + {__name__=~"vllm:(b|c)"}';
    expect(metricNames(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "vllm:a",
      "vllm:(b|c)",
      "vllm:(b|c)",
    ]);
  });

  it.each([
    ["vllm:a or vllm:b", { "vllm:a": [["vllm:b"]], "vllm:b": [["vllm:a"]] }],
    [
      "sum(vllm:a) / vllm:c or vllm:b",
      { "vllm:a": [["vllm:b"]], "vllm:c": [["vllm:b"]], "vllm:b": [["vllm:a", "vllm:c"]] },
    ],
    ["avg(vllm:a or vllm:b) / vllm:c", { "vllm:a": [["vllm:b"]], "vllm:b": [["vllm:a"]] }],
    ['{__name__=~"vllm:a|vllm:b"}', { "vllm:a": [["vllm:b"]], "vllm:b": [["vllm:a"]] }],
    ["vllm:a or vector(0)", {}],
    ["f(vllm:a or vllm:b, vllm:c)", { "vllm:a": [["vllm:b"]], "vllm:b": [["vllm:a"]] }],
    ["vllm:a and vllm:b", {}],
  ])("knows what %s falls back on", (text, expected) => {
    const found = metricNames(text).flatMap(({ name, alternatives }) => (alternatives ? [[name, alternatives]] : []));
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it.each([
    ["vllm:a|vllm:b", ["vllm:a", "vllm:b"]],
    ["vllm:x(_total)?", ["vllm:x", "vllm:x_total"]],
    ["^(?:vllm:(a|b))$", ["vllm:a", "vllm:b"]],
    ["vllm:.+", undefined],
    ["vllm:ab?", undefined],
    ["vllm:(a|b", undefined],
    ["(a|b)".repeat(8), undefined],
    ["(((((((((a)))))))))", undefined],
  ])("spells the pattern %s", (pattern, expected) => {
    expect(spelledNames(pattern)).toEqual(expected);
  });

  it("reads a pattern of many parentheses without going deep", () => {
    expect(spelledNames("(".repeat(1_000_000))).toBeUndefined();
  });

  it.each([
    ["selectors that nothing closes", 'vllm:a{b="\n'.repeat(200_000)],
    ["braces", "vllm:a{".repeat(200_000)],
    ["dictionaries", '{"a":"vllm:a"'.repeat(100_000)],
    ["parentheses", "(vllm:a".repeat(200_000)],
    ["closed parentheses", `${"(vllm:a".repeat(100_000)}${")".repeat(100_000)}`],
    ["fallbacks", "vllm:a or ".repeat(100_000)],
    ["colons", `vllm:${":".repeat(1_000_000)}a`],
    ["backslashes", `vllm:a{b=${"\\".repeat(500_000)}"`],
    ["backslashes before quotes", `vllm:a{b="${'\\"'.repeat(500_000)}`],
    ["comments", "vllm:a #".repeat(200_000)],
    ["blanks", `vllm:a${" ".repeat(1_000_000)}`.repeat(2)],
  ])("is done soon with a million of %s", (_what, text) => {
    const spent = cpuTimer();
    metricNames(text);
    expect(spent()).toBeLessThan(2_000);
  });
});
