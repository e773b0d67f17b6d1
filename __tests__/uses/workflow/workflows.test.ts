// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the workflow's.
import { beforeAll, describe, expect, test } from "vitest";
import type { UseContext } from "../../../src/uses/reader.ts";
import { workflows } from "../../../src/uses/workflow/workflows.ts";
import { cpuTimer } from "../../support/cpu-time.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

const WORKFLOW = `name: vllm serve
env:
  VLLM_TOP: 1
  MODEL: m
jobs:
  a:
    env: {VLLM_JOB: "2"}
    container:
      image: vllm/vllm-openai:v1
      env:
        VLLM_CONTAINER: 3
    steps:
      - name: start vllm serve
        env:
          VLLM_STEP: \${{ inputs.x }}
          ARGS: --swap-space 4
        run: |
          # vllm serve no
          vllm serve $MODEL $ARGS \\
            --a \${{ env.MODEL }} \${{ inputs.more }}
          echo "VLLM_LATER=5" >> "$GITHUB_ENV"
      - shell: python
        run: print("vllm serve no")
      - uses: actions/github-script@v7
        with:
          script: vllm serve no
      - uses: some/retry@v1
        with:
          command: vllm serve retried
`;

test("a workflow of GitHub", () => {
  const found = readFile(workflows, context, ".github/workflows/ci.yml", WORKFLOW) ?? [];
  expect(found.map(summary)).toEqual([
    "VLLM_TOP=1",
    "VLLM_JOB=2",
    "VLLM_CONTAINER=3",
    "VLLM_STEP",
    "serve m --swap-space 4 --a m ?*",
    "VLLM_LATER=5",
    "serve retried",
  ]);
  const command = found[4];
  expect(
    command?.kind === "command" && command.words.map(({ place }) => [place.line, textAt(WORKFLOW, place)]),
  ).toEqual([
    [4, "m"],
    [16, "--swap-space"],
    [16, "4"],
    [20, "--a"],
    [4, "m"],
    [20, "${{ inputs.more }}"],
  ]);
});

describe("pipelines of others", () => {
  test.each([
    [
      ".gitlab-ci.yml",
      "variables:\n  VLLM_A: '1'\nt:\n  script:\n    - M=m\n    - vllm serve $M --a\n",
      ["VLLM_A=1", "serve m --a"],
    ],
    [".gitlab-ci.yml", ".x: &x\n  - vllm serve m\nt:\n  script:\n    - *x\n", ["serve m"]],
    [".gitlab-ci.yml", "t:\n  image: vllm/vllm-openai\n  script:\n    - vllm serve m\n", ["serve m"]],
    [
      ".buildkite/p.yaml",
      "steps:\n- label: x\n  commands:\n  - pip install vllm\n  - vllm serve m --a\n",
      ["serve m --a"],
    ],
    [
      ".buildkite/p.yaml",
      "steps:\n- plugins:\n  - docker#v5:\n      image: vllm/vllm-openai:v1\n      command: ['--model', m]\n      environment:\n      - VLLM_A=1\n",
      ["VLLM_A=1", "serve --model m"],
    ],
    [
      ".buildkite/p.yaml",
      "podSpec:\n  containers:\n  - image: vllm/vllm-openai:v1\n    command: [bash, -c, 'vllm serve m']\n    env:\n    - name: VLLM_A\n      value: '1'\n",
      ["VLLM_A=1", "serve m"],
    ],
    [".circleci/config.yml", "jobs:\n  a:\n    steps:\n    - run:\n        command: vllm serve m\n", ["serve m"]],
    ["action.yml", "runs:\n  steps:\n  - run: vllm serve m\n    shell: bash\n", ["serve m"]],
  ])("%s: %j", (path, text, expected) => {
    expect(readFile(workflows, context, path, text)?.map(summary)).toEqual(expected);
  });

  test.each([
    ["deploy/ci.yml", "run: vllm serve m"],
    [".github/workflows/x.yml", "run: echo hello"],
  ])("not %s", (path, text) => {
    expect(readFile(workflows, context, path, text)).toBeUndefined();
  });
});

test("a matrix", () => {
  const text =
    "jobs:\n  a:\n    strategy:\n      matrix:\n        args: ['--a 1', --b]\n        model: [x, y]\n        include: [{port: 80}]\n" +
    "    steps:\n    - run: vllm serve ${{ matrix.model }} --port ${{ matrix.port }} ${{ matrix.args }}\n";
  const [use] = readFile(workflows, context, ".github/workflows/ci.yml", text) ?? [];
  expect(use && summary(use)).toBe("serve ?* --port 80 --a 1 --b");
  expect(use?.kind === "command" && use.words.slice(3).map(({ place }) => textAt(text, place))).toEqual([
    "--a",
    "1",
    "--b",
  ]);
});

test("deep and broken YAML ends in time", () => {
  const spent = cpuTimer();
  for (const text of [
    `vllm: ${"[".repeat(20_000)}`,
    `vllm: ${"{a: ".repeat(20_000)}`,
    "vllm: &a [*a, *a]\nrun: *a\n",
  ]) {
    readFile(workflows, context, ".github/workflows/x.yml", text);
  }
  expect(spent()).toBeLessThan(3_000);
});

test("a variable that the matrix gives one value", () => {
  const text =
    "jobs:\n  a:\n    strategy:\n      matrix:\n        include: [{v1: 1, name: x}]\n        os: [a, b]\n" +
    "    env:\n      VLLM_USE_V1: ${{ matrix.v1 }}\n      VLLM_OS: ${{ matrix.os }}\n    steps:\n    - run: vllm serve m\n";
  const found = readFile(workflows, context, ".github/workflows/ci.yml", text) ?? [];
  expect(found.map(summary)).toEqual(["VLLM_USE_V1=1", "VLLM_OS", "serve m"]);
});
