import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { parse, read, summary } from "./support.ts";

const FILE = ".github/workflows/test.yml";
const pins = (text: string, file = FILE) => summary(parse(file, text));

describe("pipelines", () => {
  it.each([
    FILE,
    ".github/actions/setup/action.yml",
    "action.yaml",
    ".gitlab-ci.yml",
    ".buildkite/pipeline.yaml",
    ".circleci/config.yml",
    "azure-pipelines.yml",
  ])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("workflow");
  });

  it("reads GitHub's steps, containers, services and environments", () => {
    const text = `env:
  VLLM_VERSION: 0.31.0
jobs:
  test:
    container: vllm/vllm-openai:v0.30.0
    services:
      server:
        image: vllm/vllm-openai:v0.29.0
    steps:
      - run: pip install vllm==0.28.0 # pip install vllm==0.1.0
      - run: |
          uv pip install git+https://github.com/vllm-project/vllm.git@main
      - run: pip install "vllm==$VLLM_VERSION"
      - run: pip install "vllm==\${{ env.VLLM_VERSION }}"
      - shell: python
        run: |
          "pip install vllm==0.1.1"
      - uses: actions/github-script@v7
        with:
          script: |
            pip install vllm==0.1.2
      - uses: docker/build-push-action@v6
        with:
          build-args: |
            BASE=vllm/vllm-openai:v0.27.0
            VLLM_VERSION=0.26.0
  other:
    steps:
      - run: pip install vllm==\${{ inputs.version }}
`;
    expect(pins(text)).toEqual([
      "2:17 requirement/stage:test 0.31.0",
      "5:33 image/stage:test v0.30.0",
      "8:33 image/stage:test v0.29.0",
      "10:26 requirement/stage:test vllm==0.28.0",
      "12:26 requirement/stage:test git+https://github.com/vllm-project/vllm.git@main",
      "25:35 image/stage:test v0.27.0",
      "26:26 constraint/stage:test 0.26.0",
      `29:26 requirement/stage:other vllm==\${{ inputs.version }}`,
    ]);
  });

  it("reads the values of a matrix as alternatives", () => {
    const text = `jobs:
  test:
    strategy:
      matrix:
        vllm: ["0.30.0", "0.31.0"]
        include:
          - vllm-version: v0.29.0
          - packages: vllm==0.28.0
    steps:
      - run: pip install vllm==\${{ matrix.vllm }}
`;
    const manifest = parse(FILE, text);
    expect(
      summary(manifest)
        .slice(0, 4)
        .map((line) => line.replace(/\/stage:\S+ \d+/, "")),
    ).toEqual([
      "5:17 constraint 0.30.0",
      "5:27 constraint 0.31.0",
      "7:27 constraint v0.29.0",
      "8:23 requirement vllm==0.28.0",
    ]);
    expect(new Set(manifest.pins.map(({ group }) => group)).size).toBe(manifest.pins.length);
  });

  it("follows the one value of a matrix", () => {
    const text = `jobs:\n  a:\n    strategy: { matrix: { v: [0.31.0] } }\n    steps:\n      - run: pip install vllm==\${{ matrix.v }}\n`;
    expect(pins(text)).toEqual(["3:31 requirement/stage:a 0.31.0"]);
  });

  it.each([
    [
      ".gitlab-ci.yml",
      "test:\n  image: vllm/vllm-openai:v0.31.0\n  script:\n    - git clone https://github.com/vllm-project/vllm\n    - cd vllm\n    - git checkout v0.30.0\n",
      ["2:27 image/stage:test v0.31.0", "6:20 requirement/stage:test v0.30.0"],
    ],
    [
      ".buildkite/pipeline.yaml",
      "steps:\n  - label: x\n    commands: [pip install vllm==0.31.0, pytest]\n",
      ["3:28 requirement/stage:step 1 vllm==0.31.0"],
    ],
    [
      ".circleci/config.yml",
      "jobs:\n  t:\n    docker: [{ image: vllm/vllm-openai:v0.31.0 }]\n    steps:\n      - run: { command: pip install vllm==0.30.0 }\n",
      ["3:40 image/stage:t v0.31.0", "5:37 requirement/stage:t vllm==0.30.0"],
    ],
    [
      "azure-pipelines.yml",
      "steps:\n  - bash: pip install vllm==0.31.0\n",
      ["2:23 requirement/stage:step 1 vllm==0.31.0"],
    ],
    [
      "action.yml",
      "inputs:\n  vllm-version:\n    default: 0.31.0\nruns:\n  steps:\n    - run: pip install vllm==0.30.0\n",
      ["3:14 constraint 0.31.0", "6:24 requirement/stage:runs vllm==0.30.0"],
    ],
  ])("%s", (file, text, expected) => {
    expect(pins(text, file)).toEqual(expected);
  });

  it("reads sources of a matrix whose revision stands apart", () => {
    const text = `jobs:
  a:
    strategy:
      matrix:
        vllm:
          - { name: default, repo: "" }
          - { name: main, repo: git+https://github.com/vllm-project/vllm --branch main }
        include:
          - vllm: { name: lowest, repo: "git+https://github.com/vllm-project/vllm --tag=v0.30.0" }
          - vllm: { name: other, repo: git+https://github.com/other/server --tag v0.29.0 }
    steps:
      - run: uv add \${{ matrix.vllm.repo }}
`;
    expect(pins(text).map((pin) => pin.replace(/stage:a \d+/, "stage:a"))).toEqual([
      "7:83 requirement/stage:a main",
      "9:89 requirement/stage:a v0.30.0",
    ]);
  });

  it("puts together what one job installs", async () => {
    const text =
      "jobs:\n  a:\n    steps:\n      - run: pip install ray\n      - run: pip install vllm==1.0.0\n  b:\n    steps:\n      - run: pip install torch vllm==1.0.0\n";
    const { pins: found, manifests } = await read({ [FILE]: text });
    expect(found.map((pin) => requirementSet(pin, manifests).requirements)).toEqual([["ray"], ["torch"]]);
  });
});

describe("a checkout of vLLM", () => {
  it.each([
    ["v0.31.0", "requirement/stage:a v0.31.0"],
    [`\${{ inputs.branch || 'main' }}`, "requirement/stage:a main"],
    [`\${{ inputs.branch }}`, `requirement/stage:a \${{ inputs.branch }}`],
  ])("at %s", (ref, expected) => {
    const text = `jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          repository: vllm-project/vllm\n          ref: ${ref}\n`;
    expect(summary(parse(".github/workflows/a.yml", text)).map((line) => line.replace(/^\S+ /, ""))).toEqual([
      expected,
    ]);
  });
});
