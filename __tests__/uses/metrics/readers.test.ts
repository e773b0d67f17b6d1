import { describe, expect, it } from "vitest";
import { metricsOf, placesOf } from "./support.ts";

const dashboard = JSON.stringify({
  title: "Serving",
  description: "Shows vllm:in_words",
  panels: [
    { targets: [{ expr: 'sum(vllm:a{model="$m"})', legendFormat: "{{vllm:in_legend}}" }], title: "Cache" },
    { title: "Row", panels: [{ title: "Inner", targets: [{ expr: "rate(vllm:b_total[5m])\n/\nvllm:c" }] }] },
    { targets: [{ expr: "vllm:d" }] },
  ],
  templating: {
    list: [{ name: "model", query: { query: "label_values(vllm:e, model_name)" }, definition: "label_values(vllm:e)" }],
  },
});

describe("dashboards", () => {
  it("places names on one long line and names the panel", () => {
    expect(placesOf("d.json", dashboard)).toEqual([
      `vllm:a @1:${dashboard.indexOf("vllm:a") + 1}-${dashboard.indexOf("vllm:a") + 7} (Cache)`,
      `vllm:b_total @1:${dashboard.indexOf("vllm:b") + 1}-${dashboard.indexOf("vllm:b") + 13} (Inner)`,
      `vllm:c @1:${dashboard.indexOf("vllm:c") + 1}-${dashboard.indexOf("vllm:c") + 7} (Inner)`,
      `vllm:d @1:${dashboard.indexOf("vllm:d") + 1}-${dashboard.indexOf("vllm:d") + 7} (Serving)`,
      `vllm:e @1:${dashboard.indexOf("vllm:e") + 1}-${dashboard.indexOf("vllm:e") + 7} (model)`,
    ]);
    expect(metricsOf("d.json", dashboard)[0]).toMatchObject({ format: "dashboard", certainty: "certain" });
  });

  it("reads one in a ConfigMap's block scalar, escapes of a template included", () => {
    const text = [
      "apiVersion: v1",
      "kind: ConfigMap",
      "data:",
      "  serving.json: |-",
      "    {",
      '      "panels": [',
      '        { "title": "Cache", "targets": [{ "expr": "max(vllm:a{pod=~\\"$pod\\"})", "legendFormat": "{{ "{{" }}pod{{ "}}" }}" }] },',
      '        { "title": "Next", "targets": [{ "expr": "vllm:b" }] }',
      "      ]",
      "    }",
    ].join("\n");
    expect(placesOf("chart/templates/dashboard.yaml", text)).toEqual([
      "vllm:a @7:56-62 (Cache)",
      "vllm:b @8:51-57 (Next)",
    ]);
  });

  it("reads one that is a string of another JSON text", () => {
    const text = JSON.stringify({ data: { "d.json": dashboard } });
    expect(placesOf("cm.json", text)).toEqual(
      [
        ["a", "Cache"],
        ["b_total", "Inner"],
        ["c", "Inner"],
        ["d", "Serving"],
        ["e", "model"],
      ].map(([name, where]) => {
        const at = text.indexOf(`vllm:${name}`) + 1;
        return `vllm:${name} @1:${at}-${at + 5 + (name ?? "").length} (${where})`;
      }),
    );
  });

  it("reads a file that is not well formed", () => {
    expect(placesOf("d.json.tpl", '{{ if .x }}{ "panels": [{"expr": "vllm:a{{ .labels }}"},\n "vllm:b')).toEqual([
      "vllm:a @1:35-41",
    ]);
  });
});

describe("YAML", () => {
  it("reads rules with their names, not what they say", () => {
    const text = `groups:
  - name: serving
    rules:
      # vllm:in_comment
      - alert: CacheFull
        expr: vllm:a{job="x"} > 0.9 # vllm:in_comment
        annotations:
          summary: vllm:in_words is high
      - expr: |
          sum(vllm:b)
            / sum(vllm:c)
        record: vllm:b:ratio
      - record: vllm:e:sum
        expr: "sum({__name__=\\"vllm:e\\"})"
`;
    expect(placesOf("rules.yaml", text)).toEqual([
      "vllm:a @6:15-21 (CacheFull)",
      "vllm:b @10:15-21 (vllm:b:ratio)",
      "vllm:c @11:19-25 (vllm:b:ratio)",
      "vllm:e @14:32-38 (vllm:e:sum)",
    ]);
    expect(metricsOf("rules.yaml", text)[0]?.format).toBe("alert-rules");
  });

  it("reads rules in a ConfigMap", () => {
    expect(
      placesOf(
        "cm.yaml",
        "data:\n  rules.yml: |\n    groups:\n      - name: g\n        rules:\n          - alert: A\n            expr: vllm:a > 1\n            annotations:\n              description: vllm:in_words\n",
      ),
    ).toEqual(["vllm:a @7:19-25 (A)"]);
  });

  it("reads scalers, their adapters and their flags", () => {
    const text = `triggers:
  - type: prometheus
    metadata:
      metricName: vllm:own_name
      query: sum(vllm:a{model="{{ $model.name }}"})
---
rules:
  - seriesQuery: '{__name__=~"^vllm:b$"}'
    metricsQuery: sum by(namespace) (vllm:b)
---
metrics:
  - type: External
    external: { metric: { name: "vllm:c" } }
  - external: { metric: { name: vllm_num_requests_waiting } }
---
args:
  - --kv-cache-usage-percentage-metric
  - "vllm:d"
  - --total-queued-requests-metric=vllm:e
image: vllm/vllm-openai:v0.11.2
`;
    expect(placesOf("scaler.yaml", text)).toEqual([
      "vllm:a @5:18-24",
      "vllm:b @8:32-38",
      "vllm:b @9:38-44",
      "vllm:c @13:34-40 (vllm:c)",
      "vllm:d @18:6-12",
      "vllm:e @19:36-42",
    ]);
  });

  it("reads relabelling, but not what it drops", () => {
    const text = `metricRelabelings:
  - sourceLabels: [__name__]
    regex: vllm:(a|b)
    action: keep
  - sourceLabels: [__name__]
    regex: 'vllm:c'
    action: drop
  - regex: vllm:.*
    action: keep
`;
    expect(metricsOf("monitor.yaml", text)).toMatchObject([
      { name: "vllm:a", place: { line: 3, column: 12, endColumn: 22 }, alternatives: [["vllm:b"]] },
      { name: "vllm:b", place: { line: 3, column: 12, endColumn: 22 }, alternatives: [["vllm:a"]] },
    ]);
  });

  it("takes keys among metrics as uses, other keys not", () => {
    const text = `metrics:
  - vllm:a: vllm.a
  - "vllm:b": vllm.b
labels:
  vllm:c: x
`;
    expect(placesOf("conf.yaml", text)).toEqual(["vllm:a @2:5-11", "vllm:b @3:6-12"]);
  });

  it("reads a chart's template", () => {
    const text = `{{- range $s := .Values.specs }}
{{- /* vllm:in_comment */}}
metadata:
  name: {{ .Release.Name }}-{{ $s.name }}
{{- if $s.query }}
query: {{ $s.query | default "vllm:a" }}
{{- else }}
    query: vllm:b{model="{{ $s.name }}"}
{{- end }}
{{- end }}
`;
    expect(placesOf("templates/scaler.yaml", text)).toEqual(["vllm:a @6:31-37", "vllm:b @8:12-18"]);
  });

  it("reads a script in a manifest", () => {
    const text = `command:
  - sh
  - -c
  - |
    # vllm:in_comment
    curl -s localhost:8000/metrics | grep 'vllm:a' | grep -v '#' | awk '{print $2}'
`;
    expect(placesOf("pod.yaml", text)).toEqual(["vllm:a @6:44-50"]);
  });
});

describe("source", () => {
  it("may name families where a string is a name and nothing else", () => {
    const text = 'x := family["vllm:a_seconds"]; y := "sum(vllm:b_seconds)"';
    expect(metricsOf("a.go", text).map(({ name, family }) => [name, family])).toEqual([
      ["vllm:a_seconds", true],
      ["vllm:b_seconds", undefined],
    ]);
    expect(metricsOf("panel.json", '{"panels": [{"expr": "vllm:a_seconds"}]}').map(({ family }) => family)).toEqual([
      undefined,
    ]);
  });

  it.each([
    [
      "a.go",
      '// vllm:no\nx := "vllm:a" /* "vllm:no" */\ny := `sum(vllm:b{x="vllm:no"})`\nr := \'"\'; z := "vllm:c"',
      ["a", "b", "c"],
    ],
    ["a.ts", "// 'vllm:no'\nconst x = 'vllm:a' + `sum(vllm:b{x=\"y\"})` + \"it's\" + 'vllm:c';", ["a", "b", "c"]],
    ["a.rs", 'fn f<\'a>(x: &\'a str) { g(r#"{__name__="vllm:a"}"#, \'"\', "vllm:b") } // "vllm:no"', ["a", "b"]],
    ["A.java", 'char c = \'"\'; String s = """\n  vllm:a\n  """ + "vllm:b";', ["a", "b"]],
    ["a.libsonnet", "// 'vllm:no'\n# 'vllm:no'\n{ expr: 'vllm:a{%s}' % x, e: |||\n  sum(vllm:b)\n||| }", ["a", "b"]],
    ["a.tf", '# "vllm:no"\nq = "vllm:a"\nd = <<-EOT\n  vllm:b > 1\nEOT\ne = "vllm:c"', ["a", "b", "c"]],
    ["a.promql", "# vllm:no\nsum(vllm:a)", ["a"]],
    ["a.toml", '# "vllm:no"\nnamepass = ["vllm:a"]', ["a"]],
    [
      "a.sh",
      '# vllm:no\necho vllm:no\ncurl x | grep "vllm:a"\nq \'sum(vllm:b)\'\necho "vllm:c > 1" > rule.yaml\n',
      ["a", "b", "c"],
    ],
    ["a.py", "x = 'vllm:a'", []],
    ["a.md", "`vllm:a`", []],
  ])("%s", (path, text, expected) => {
    expect(metricsOf(path, text).map(({ name }) => name)).toEqual(expected.map((name) => `vllm:${name}`));
  });
});

describe("a script that a build has made", () => {
  it("queries nothing: a site's pages hold the text of its documentation", () => {
    const query = 'const q = "sum(vllm:gpu_cache_usage_perc)";';
    expect(metricsOf("src/panel.js", `${query}\n${"call();\n".repeat(500)}`)).toHaveLength(1);
    expect(metricsOf("assets/main.js", `${query}${"call();".repeat(500)}`)).toEqual([]);
  });
});
