import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { parse, read, summary } from "./support.ts";

const pins = (text: string, file = "k8s/vllm.yaml") => summary(parse(file, text));

describe("Kubernetes, charts and other YAML: which files", () => {
  it.each([
    "deploy.yaml",
    "charts/a/values-prod.yml",
    "charts/a/templates/_helpers.tpl",
    "a/vllm.yaml.j2",
    "infra/vllm.tftpl",
    "k8s/pod.json",
    ".devcontainer/devcontainer.json",
    "ecs/task-definition.json",
  ])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("kubernetes");
  });
  it.each([".github/ISSUE_TEMPLATE/bug.yml", "data/train.json", "package.json", "node_modules/x/a.yaml"])(
    "not %s",
    (path) => {
      expect(formatOfPath(path)?.format).not.toBe("kubernetes");
    },
  );
});

describe("Kubernetes: images", () => {
  it("finds images wherever they stand, and no comment", () => {
    const text = `# image: vllm/vllm-openai:v0.1.0
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
spec:
  predictor:
    containers:
      - image: "vllm/vllm-openai:v0.5.5" # vllm/vllm-openai:v0.2.0
        args: ["--image=vllm/vllm-openai:v0.5.6", --model, m]
        env:
          - name: WORKER
            value: vllm/vllm-openai:v0.5.7
      - image: rocm/vllm:v0.5.8
      - image: vllm/vllm-openai
      - image: vllm/vllm-openai:latest
---
kind: Service
image: vllm/vllm-openai-cpu:v0.6.0@sha256:0a
`;
    expect(pins(text)).toEqual([
      "7:34 image v0.5.5",
      "8:42 image v0.5.6",
      "11:37 image v0.5.7",
      "13:16 image vllm/vllm-openai",
      "14:33 image latest",
      "17:29 image v0.6.0@sha256:0a",
    ]);
    expect(pins(text.replaceAll("\n", "\r\n"))).toHaveLength(6);
  });

  it("takes a tag that stands apart from its image", () => {
    const values = `servingEngineSpec:
  modelSpec:
    - name: a
      repository: vllm/vllm-openai
      tag: "v0.8.5"
    - repository: lmcache/vllm-openai
      tag: v0.3.0
    - repository: vllm/vllm-openai
image: { repository: docker.io/vllm/vllm-openai, tag: latest-cu129 }
`;
    expect(pins(values, "values-prod.yaml")).toEqual(["5:13 image v0.8.5", "9:55 image latest-cu129"]);
    const kustomization = `images:
  - name: vllm/vllm-openai
    newTag: v0.9.0
  - name: server
    newName: vllm/vllm-openai
    newTag: v0.9.1
  - name: vllm/vllm-openai
    newName: other.example/server
    newTag: v0.9.2
`;
    expect(pins(kustomization, "kustomization.yaml")).toEqual(["3:13 image v0.9.0", "6:13 image v0.9.1"]);
    expect(pins("image: vllm/vllm-openai\ntag: v0.9.0\n")).toEqual(["2:6 image v0.9.0"]);
    // The version beside a whole reference is the engine's, for people.
    expect(pins('version: "0.9.0"\nimage: vllm/vllm-openai:v0.9.0\n')).toEqual(["2:25 image v0.9.0"]);
  });

  it("reads templates, and leaves unpinned what they fill in", () => {
    const text = `{{- if .Values.on }}
kind: Deployment
spec:
  image: vllm/vllm-openai:{{ .Values.tag }}
  other: "{{ .Values.repository }}:{{ .Values.tag }}"
  third: vllm/vllm-openai:v0.9.0
{{- end }}
`;
    const manifest = parse("charts/a/templates/deployment.yaml", text);
    expect(summary(manifest)).toEqual(["4:27 image {{ .Values.tag }}", "6:27 image v0.9.0"]);
    expect(manifest.pins[0]).toMatchObject({
      specifier: "image vllm/vllm-openai:{{ .Values.tag }}",
      reference: { kind: "unpinned" },
    });
  });

  it("reads JSON, with comments too", () => {
    expect(
      pins(
        '{\n  // vllm/vllm-openai:v1\n  "image": "vllm/vllm-openai:v0.9.0",\n}\n',
        ".devcontainer/devcontainer.json",
      ),
    ).toEqual(["3:30 image v0.9.0"]);
  });
});

describe("Kubernetes: scripts, environments, requirements", () => {
  it("reads what a container, a task or a configuration file installs", () => {
    const text = `kind: ConfigMap
data:
  start.sh: |
    pip install vllm==0.9.0 \\
      'ray>=2'
  nested.yaml: |
    image: vllm/vllm-openai:v0.9.1
    setup: pip install vllm==0.9.2
spec:
  command: ["bash", "-c", "pip install vllm==0.9.3 && vllm serve m"]
  args:
    - pip install "vllm==0.9.4" && exec vllm serve m
  install: ["pip", "install", "vllm==0.9.5"]
  description: |
    pip install vllm==0.1.0
  note_for: You can run pip install vllm==0.1.1 too
  runtime_env: { pip: ["vllm==0.9.6", vllm-ascend==0.1.2] }
  env:
    - { name: VLLM_VERSION, value: 0.9.7 }
    - VLLM_TAG=v0.9.8
  vllmVersion: 0.9.9
  version: 0.1.3
`;
    expect(pins(text)).toEqual([
      "4:17 requirement/stage:script 1 vllm==0.9.0",
      "7:29 image v0.9.1",
      "8:24 requirement/stage:script 2 vllm==0.9.2",
      "10:40 requirement/stage:script 3 vllm==0.9.3",
      "12:20 requirement/stage:script 4 vllm==0.9.4",
      "13:32 requirement/stage:script 5 vllm==0.9.5",
      "17:25 requirement vllm==0.9.6",
      "19:36 constraint 0.9.7",
      "20:16 image v0.9.8",
      "21:16 constraint 0.9.9",
    ]);
  });

  it("keeps the sets of scripts apart, and starts none with an image", async () => {
    const text = "image: vllm/vllm-openai:v1.0.0\na: pip install vllm==1.0.0 ray\nb: pip install vllm==1.0.0 torch\n";
    const { pins: found, manifests } = await read({ "a.yaml": text });
    const sets = found.map((pin) => requirementSet(pin, manifests).requirements);
    expect(sets).toEqual([[], ["ray"], ["torch"]]);
  });

  it("says nothing of a schema, nor of text without a version", () => {
    const schema = "kind: CustomResourceDefinition\nspec:\n  default: vllm/vllm-openai:v0.9.0\n";
    expect(pins(schema)).toEqual([]);
    expect(pins("model: vllm\nimage: ghcr.io/llm-d/llm-d:v0.2.0\nengine: vllm\npip: [torch]\n")).toEqual([]);
  });
});

describe("Terraform and its kin", () => {
  const text = `# image = "vllm/vllm-openai:v0.1.0"
/* image = "vllm/vllm-openai:v0.1.1" */
resource "kubectl_manifest" "model" {
  yaml_body = <<-EOT
    apiVersion: v1
    kind: Pod
    spec:
      containers:
        - image: vllm/vllm-openai:v0.31.0 # image: vllm/vllm-openai:v0.1.2
  EOT
}
resource "aws_iam_policy" "all" {
  resources = ["arn:aws:s3:::models/*"] // "vllm/vllm-openai:v0.1.4"
}
variable "image" {
  description = "such as vllm/vllm-openai:v0.1.3"
  default     = "vllm/vllm-openai:v0.30.0"
}
resource "aws_instance" "server" {
  user_data = <<EOF
#!/bin/bash
docker run vllm/vllm-openai:v0.29.0
EOF
}
`;
  it("gives its strings, manifests and scripts", () => {
    expect(pins(text, "infra/main.tf")).toEqual(["9:35 image v0.31.0", "17:35 image v0.30.0", "22:29 image v0.29.0"]);
    expect(pins('config { image = "vllm/vllm-openai:v0.31.0" }\n', "server.nomad")).toEqual(["1:36 image v0.31.0"]);
    expect(pins(`a = <<EOT\n${"x: <<EOT\n".repeat(3_000)}`, "main.tf")).toEqual([]);
  });
});

describe("YAML: lists and pairs", () => {
  it.each([
    ["a/config.yaml", "requirements:\n  - vllm[audio]\n  - torch\n", ["2:5 requirement vllm[audio]"]],
    ["a/config.yaml", "requirements: [torch, vllm]\n", ["1:23 requirement vllm"]],
    [
      "a/config.yaml",
      "requirements:\n- --pre --extra-index-url https://wheels.vllm.ai/nightly\n- vllm\n",
      ["2:50 index nightly", "3:3 requirement vllm"],
    ],
    [
      "overlays/kustomization.yaml",
      'patches:\n  - patch: |\n      - op: replace\n        path: /spec/image\n        value: "me.example/vllm/vllm-openai@sha256:00"\n',
      ["5:44 image @sha256:00"],
    ],
    [
      "a/cog.yaml",
      'build:\n  run:\n    - --mount=type=cache,target=/cache/pip A="8.0;8.6" B=/c pip install --ignore-installed vllm==0.31.0\n    - --mount=type=cache,target=/cache/pip pip install cog==0.10\n',
      ["3:92 requirement/stage:script 1 vllm==0.31.0"],
    ],
    [
      "a/cog.yaml",
      "build:\n  run:\n    - --mount=type=cache,target=/c A=1 pip install vllm==0.31.0\n    - pip install cog\n",
      ["3:52 requirement/stage:script 1 vllm==0.31.0"],
    ],
    [
      "models/a.yaml",
      'docker_image: "docker pull vllm/vllm-openai-rocm:v0.31.0"\n',
      ["1:50 image/stage:script 1 v0.31.0"],
    ],
    ["a/build.yaml", "substitutions:\n  _BASE_IMAGE: vllm/vllm-openai\n", ["2:16 image vllm/vllm-openai"]],
    [
      "chart/templates/a.yaml",
      'image: {{ .Values.image | default "vllm/vllm-openai:v0.31.0" | quote }}\n',
      ["1:53 image v0.31.0"],
    ],
    ["a/values.yaml.j2", "image: {{ image | default('vllm/vllm-openai:v0.31.0') }}\n", ["1:45 image v0.31.0"]],
    ["deploy/registry.json", '{"core": ["vllm==0.31.0", "grpcio==1.76.0"]}', ["1:12 requirement vllm==0.31.0"]],
    ["a/versions.yaml", "vllm:\n  version: 0.31.0\n", ["2:12 constraint 0.31.0"]],
    ["a/build.yaml", "vllm_ref: v0.31.0\n", ["1:11 constraint v0.31.0"]],
    ["main.tf", 'variable "vllm_version" {\n  type    = string\n  default = "0.31.0"\n}\n', ["3:14 constraint 0.31.0"]],
    ["docker-bake.hcl", 'args = {\n  VLLM_REF = "v0.31.0"\n}\n', ["2:15 constraint v0.31.0"]],
    ["hooks.yaml", "- repo: https://github.com/vllm-project/vllm\n  rev: v0.31.0\n", ["2:8 requirement v0.31.0"]],
  ])("%s %j", (file, text, expected) => {
    expect(summary(parse(file, text))).toEqual(expected);
  });

  it.each([
    ["requirements of a person", "a.yaml", "requirements: [communication, english]\nengine: vllm\n"],
    ["a support matrix", "a.yaml", "matrix:\n  a: { vllm: 0.31.0, torch: 2.9.0 }\n"],
    ["what a run recorded", "baselines/manifest.json", '{"vllm_version": "0.31.0", "image": "me/a:1"}'],
    ["a guide", "models/a.yaml", "guide: |\n  Use the vllm/vllm-openai:v0.31.0 image\n"],
    ["a branch of a fork", "docker-bake.hcl", 'VLLM_REF = "v0.31.0-extras"\n'],
    ["a fork of another name", "a.yaml", "repo: https://github.com/vllm-project/vllm-ascend\nrev: v0.31.0\n"],
  ])("none in %s", (_, file, text) => {
    expect(summary(parse(file, text))).toEqual([]);
  });
});
