import { describe, expect, it } from "vitest";
import { linesOf, usesOf } from "./support.ts";

const template = "charts/llm/templates/deployment.yaml";
const values = { "charts/llm/values.yaml": "model: org/model\nengine:\n  dtype: half\n  seed: 0\nextra: [--a]\n" };

describe("a Helm template", () => {
  it("is read with its actions resolved by the chart's values, or unknown", async () => {
    const text = [
      '{{- if and .Values.on (ne .Values.x "}}") }}',
      "kind: Deployment",
      "spec:",
      "  containers:",
      "    - name: {{ .Chart.Name }}",
      '      image: "vllm/vllm-openai:{{ .Values.tag | default .Chart.AppVersion }}"',
      "      {{- /* a comment: vllm serve --no */}}",
      "      args:",
      "        - --model",
      "        - {{ .Values.model | quote }}",
      '        - "--dtype={{ .Values.engine.dtype }}"',
      '        - --seed={{ .Values.engine.seed | default "7" }}',
      "        {{- if .Values.chunked }}",
      "        - --enable-chunked-prefill",
      "        {{- else }}",
      "        - --no-enable-chunked-prefill",
      "        {{- end }}",
      "        - --port={{ .Values.port }}",
      "        {{- with .Values.extra }}",
      "        {{- toYaml . | nindent 8 }}",
      "        {{- end }}",
      "      env:",
      "        - name: VLLM_USE_V1",
      "          value: {{ .Values.v1 | quote }}",
      "{{- end }}",
      "",
    ].join("\n");
    expect(await linesOf(template, text, values)).toEqual([
      "9:11 helm serve --model org/model --dtype=half --seed=7 --enable-chunked-prefill --no-enable-chunked-prefill --port=? ?*",
      "23:17 helm VLLM_USE_V1",
    ]);
    const [use] = await usesOf(template, text, values);
    const words = use?.kind === "command" ? use.words : [];
    expect(words[1]?.place).toMatchObject({ line: 10, column: 11, endLine: 10, endColumn: 38 });
    expect(words[4]?.place).toMatchObject({ line: 14, column: 11, endLine: 14, endColumn: 35 });
  });

  it("may fill a list as a whole, before or behind other elements", async () => {
    const text = (args: string) =>
      `kind: Pod\nspec:\n  containers:\n    - image: vllm/vllm-openai\n      args:${args}\n`;
    const filled = "\n        {{- toYaml .Values.args | nindent 8 }}";
    expect(await linesOf(template, text(filled))).toEqual(["6:9 helm serve ?*"]);
    expect(await linesOf(template, text(" {{ toYaml .Values.args | nindent 8 }}"))).toEqual(["5:13 helm serve ?*"]);
    expect(await linesOf(template, text(`${filled}\n        - --a`))).toEqual(["7:11 helm serve --a ?*"]);
    expect(
      await linesOf(template, text("\n        {{- range .Values.args }}\n        - {{ . }}\n        {{- end }}")),
    ).toEqual(["7:11 helm serve ?*"]);
  });

  it("chooses one of several programs", async () => {
    const text =
      'kind: Pod\nspec:\n  containers:\n    - command:\n      {{- if eq .Values.image "own" }}\n      - /opt/vllm\n      {{- else }}\n      - vllm\n      {{- end }}\n      - serve\n      - m\n      - --a\n';
    expect(await linesOf(template, text)).toEqual(["8:9 helm serve m --a"]);
  });

  it("has scripts with actions in them", async () => {
    const text =
      "kind: Pod\nspec:\n  containers:\n    - command: [sh, -c]\n      args:\n        - |\n          {{- if .Values.debug }}\n          set -x\n          {{- end }}\n          vllm serve {{ .Values.model }} \\\n          {{ .Values.more }} \\\n            --a {{- if .Values.b }} --b{{ end }}\n";
    expect(await linesOf(template, text, values)).toEqual(["10:11 helm serve org/model ?* --a --b"]);
  });

  it("may define parts of documents", async () => {
    const text =
      '{{- define "llm.container" -}}\n- name: x\n  image: vllm/vllm-openai\n  args: [--a]\n{{- end }}\n{{- define "llm.env" -}}\n- name: VLLM_USE_V1\n  value: "1"\n{{- end }}\n';
    expect(await linesOf("charts/llm/templates/_helpers.tpl", text)).toEqual([
      "4:10 helm serve --a",
      "7:9 helm VLLM_USE_V1=1",
    ]);
  });

  it("is left alone where braces are no template", async () => {
    const text =
      "kind: Pod\n# vllm {{ not closed\nspec:\n  containers:\n    - image: vllm/vllm-openai\n      args: [--a]\n";
    expect(await linesOf("pod.yaml", text)).toEqual(["6:14 kubernetes serve --a"]);
  });
});

describe("a chart's values", () => {
  it("hold arguments where something near says that they are vLLM's", async () => {
    const text = [
      "engine:",
      "  image: { repository: org/vllm-openai, tag: v1 }",
      "  extraArgs: [--swap-space, '4']",
      "  extraEnv:",
      "    - name: VLLM_USE_V1",
      "      value: '0'",
      "  router:",
      "    extraArgs: [--no]",
      "other:",
      "  image: { repository: org/proxy }",
      "  extraArgs: [--no]",
      "vllmArgs: --a 1 --b",
      "modelSpec:",
      "  - vllmConfig:",
      "      dtype: half",
      "      extraArgs: [--c]",
      "",
    ].join("\n");
    expect(await linesOf("charts/llm/values.yaml", text)).toEqual([
      "3:15 helm serve --swap-space 4",
      "5:13 helm VLLM_USE_V1=0",
      "12:11 helm serve --a 1 --b",
      "15:7 helm dtype extraArgs",
      "16:19 helm serve --c",
    ]);
  });

  it("hold arguments that only vLLM has, whatever is around them", async () => {
    const text =
      "decode:\n  extraArgs:\n    - --max-model-len\n    - '4096'\n    - --swap-space=4\nlogging:\n  args: [--level, max_model_len]\n";
    expect(await linesOf("values-prod.yaml", text)).toEqual([
      "3:7 helm likely serve --max-model-len 4096 --swap-space=4",
    ]);
  });
});
