import { describe, expect, it } from "vitest";
import { linesOf, usesOf } from "./support.ts";

/** A manifest with one container, whose lines start at line 6. */
const pod = (lines: string, kind = "Deployment") =>
  `apiVersion: v1\nkind: ${kind}\nspec:\n  containers:\n    - name: llm\n${lines.replace(/^/gm, "      ")}\n`;

describe("a Kubernetes manifest", () => {
  it("joins command and arguments", async () => {
    const list = 'image: org/own\ncommand: ["vllm", "serve"]\nargs:\n  - org/model\n  - "--enable-x"\n  - --dtype auto';
    expect(await linesOf("pod.yaml", pod(list))).toEqual(["7:18 kubernetes serve org/model --enable-x --dtype auto"]);
    const [use] = await usesOf("pod.yaml", pod(list));
    expect(use?.kind === "command" && use.words.map(({ element }) => element)).toEqual([true, true, true]);
  });

  it("takes the image's entry point where none is given", async () => {
    expect(await linesOf("pod.yaml", pod("image: vllm/vllm-openai:v0.9.2\nargs: [--model, m]"))).toEqual([
      "7:14 kubernetes serve --model m",
    ]);
    expect(await linesOf("pod.yaml", pod("image: org/vllm-router\nargs: [--swap-space, '4']"))).toEqual([]);
    expect(await linesOf("pod.yaml", pod("image: org/sglang # not vllm\nargs: [--swap-space, '4']"))).toEqual([]);
  });

  it("reads a script, at its own lines and columns", async () => {
    const script =
      'command: ["/bin/bash", "-lc"]\nargs:\n  - |\n    ulimit -n 65536; vllm serve /models/m \\\n      --swap-space 4\n';
    expect(await linesOf("pod.yaml", pod(script))).toEqual(["9:28 kubernetes serve /models/m --swap-space 4"]);
    const [use] = await usesOf("pod.yaml", pod(script));
    expect(use?.kind === "command" && use.words[1]?.place).toEqual({
      path: "pod.yaml",
      line: 10,
      column: 13,
      endLine: 10,
      endColumn: 25,
    });
    const one = 'command: ["/bin/sh", "-c", "vllm serve m --a \\"x y\\" --b"]';
    expect(await linesOf("pod.yaml", pod(one))).toEqual(["6:35 kubernetes serve m --a x y --b"]);
  });

  it("resolves references to the container's own variables", async () => {
    const text = [
      "image: vllm/vllm-openai",
      "args: [--model, $(MODEL), --host, $(POD_IP), $(ELSEWHERE), $$(NOT)]",
      "env:",
      "  - name: MODEL",
      "    value: org/model",
      "  - name: POD_IP",
      "    valueFrom: { fieldRef: { fieldPath: status.podIP } }",
    ].join("\n");
    expect(await linesOf("pod.yaml", pod(text))).toEqual([
      "7:14 kubernetes serve --model org/model --host ? ? $$(NOT)",
    ]);
    const shell = 'command: [sh, -c, "vllm serve m $EXTRA_ARGS"]\nenv:\n  - { name: EXTRA_ARGS, value: "--a --b" }';
    expect(await linesOf("pod.yaml", pod(shell))).toEqual(["6:26 kubernetes serve m --a --b"]);
  });

  it("finds variables by name and value", async () => {
    const text =
      'image: org/vllm\nenv:\n  - name: VLLM_USE_V1\n    value: "0"\n  - name: VLLM_API_KEY\n    valueFrom: {}\n  - name: OTHER\n    value: VLLM_USE_V1\n  - name: CUDA_VISIBLE_DEVICES\n    value: "0"';
    expect(await linesOf("pod.yaml", pod(text))).toEqual([
      "8:17 kubernetes VLLM_USE_V1=0",
      "10:17 kubernetes VLLM_API_KEY",
      "14:17 kubernetes likely CUDA_VISIBLE_DEVICES=0",
    ]);
    const others = "image: trainer\nenv:\n  - name: CUDA_VISIBLE_DEVICES\n    value: '0'\n# vllm\n";
    expect(await linesOf("pod.yaml", pod(others))).toEqual([]);
  });

  it("takes a variable that hands on arguments for them", async () => {
    const text = 'image: org/vllm\nenv:\n  - name: VLLM_ADDITIONAL_ARGS\n    value: "--swap-space 4 --a"';
    expect(await linesOf("pod.yaml", pod(text))).toContain("9:19 kubernetes serve --swap-space 4 --a");
  });

  it("reads scripts, settings and YAML in a ConfigMap", async () => {
    const text = [
      "apiVersion: v1",
      "kind: ConfigMap",
      "data:",
      "  VLLM_USE_V1: '1'",
      "  run.sh: |",
      "    #!/bin/bash",
      "    export VLLM_LOGGING_LEVEL=DEBUG",
      "    vllm serve m --a",
      "  pod.yaml: |",
      "    apiVersion: v1",
      "    kind: Pod",
      "    spec:",
      "      containers:",
      "        - image: vllm/vllm-openai",
      "          args:",
      "            - --b",
      "  serve.yaml: |",
      "    max-model-len: 4096",
      "    swap-space: 4",
      "  readme: vllm serve is a command",
      "",
    ].join("\n");
    expect(await linesOf("map.yaml", text)).toEqual([
      "4:3 kubernetes VLLM_USE_V1=1",
      "7:12 kubernetes VLLM_LOGGING_LEVEL=DEBUG",
      "8:5 kubernetes serve m --a",
      "16:15 kubernetes serve --b",
      "18:5 kubernetes likely max-model-len swap-space",
    ]);
  });

  it("knows the file of a ConfigMap that a command names", async () => {
    const map = "---\nkind: ConfigMap\n# vllm\ndata:\n  serve.yaml: |\n    port: 8000\n    swap-space: 4\n";
    const text = `${pod("image: vllm/vllm-openai\nargs: [--config, /etc/serve.yaml]")}${map}`;
    expect(await linesOf("all.yaml", text)).toEqual([
      "7:14 kubernetes serve --config /etc/serve.yaml",
      "13:5 kubernetes port swap-space",
    ]);
  });

  it("finds arguments in custom resources by what is beside them", async () => {
    const model = (engine: string) =>
      `kind: Model\nspec:\n  engine: ${engine}\n  args:\n    - --swap-space=4\n# vllm\n`;
    expect(await linesOf("model.yaml", model("VLLM"))).toEqual(["5:7 kubernetes serve --swap-space=4"]);
    expect(await linesOf("model.yaml", model("OLlama"))).toEqual([]);
    // A name is what somebody has called it.
    const named = "kind: Model\nspec:\n  name: my-vllm\n  args:\n    - --swap-space=4\n";
    expect(await linesOf("model.yaml", named)).toEqual(["5:7 kubernetes likely serve --swap-space=4"]);
    const kserve =
      "kind: InferenceService\nspec:\n  predictor:\n    model:\n      modelFormat:\n        name: huggingface\n      args:\n        - --model_name=m\n        - --gpu-memory-utilization=0.9\n";
    expect(await linesOf("isvc.yaml", kserve)).toEqual([
      "8:11 kubernetes likely serve --model_name=m --gpu-memory-utilization=0.9",
    ]);
    const nested =
      "kind: Fleet\nspec:\n  engine: { type: vllm }\n  groups:\n    - serve_args: [--a]\n    - router:\n        args: [--b]\n";
    expect(await linesOf("fleet.yaml", nested)).toEqual(["5:20 kubernetes serve --a"]);
  });

  it("reads a job's command in one text", async () => {
    expect(await linesOf("job.yaml", "kind: RayJob\nspec:\n  entrypoint: vllm serve m --a\n")).toEqual([
      "3:15 kubernetes serve m --a",
    ]);
    expect(await linesOf("task.yaml", "run: |\n  pip list\n  vllm serve m\n    --a 1\n    --b\n")).toEqual([
      "3:3 yaml serve m --a 1 --b",
    ]);
  });

  it("leaves a schema alone", async () => {
    const text = "kind: CustomResourceDefinition\nspec:\n  vllmArgs: [--a]\n";
    expect(await linesOf("crd.yaml", text)).toEqual([]);
  });
});

describe("a manifest with a template in a script", () => {
  it("is read on behind a sum of what is not known", async () => {
    const script = [
      "image: org/own",
      'command: ["/bin/sh", "-c"]',
      "args:",
      "  - |-",
      '    eval "vllm serve m \\',
      "      --data-parallel-size $(( {{ or .Spec.Local 1 }} * {{ or .Spec.Data 1 }} )) \\",
      '      --disable-log-requests"',
    ].join("\n");
    const [use] = await usesOf("pod.yaml", pod(script, "LLMInferenceServiceConfig"));
    expect(use?.kind === "command" && use.words.map(({ text }) => text)).toContain("--disable-log-requests");
  });
});
