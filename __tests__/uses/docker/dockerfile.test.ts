// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Docker's.
import { beforeAll, describe, expect, test } from "vitest";
import { dockerfiles } from "../../../src/uses/docker/dockerfile.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

function uses(text: string): string[] {
  return (readFile(dockerfiles, context, "Dockerfile", text) ?? []).map(summary);
}

describe("what the container runs", () => {
  test.each([
    ['FROM vllm/vllm-openai:v0.9.1\nCMD ["--model", "m", "--swap-space", "4"]', ["serve --model m --swap-space 4"]],
    ['FROM vllm/vllm-openai\nENTRYPOINT ["vllm", "serve"]\nCMD ["m", "--a"]', ["serve m --a"]],
    [
      'FROM python\nENTRYPOINT ["python3", "-m", "vllm.entrypoints.openai.api_server"]\nCMD ["--a"]',
      ["api-server --a"],
    ],
    ["FROM python\nCMD vllm serve $MODEL --a", ["serve ?* --a"]],
    ["FROM python\nENV MODEL=m\nCMD vllm serve $MODEL", ["serve m"]],
    ['FROM python\nCMD ["sh", "-c", "vllm serve m \\"--a\\""]', ["serve m --a"]],
    ["FROM python\nENTRYPOINT exec vllm serve m \\\n  # why\n  --a \\\n  --b", ["serve m --a --b"]],
    ['FROM vllm/vllm-openai AS base\nENV A=1\nFROM base\nCMD ["--a"]', ["serve --a"]],
    ['ARG TAG=v1\nFROM vllm/vllm-openai:${TAG}\nCMD ["--a"]', ["serve --a"]],
    ["FROM python\nRUN vllm serve m & sleep 5", ["serve m"]],
    ["FROM python\nRUN <<EOF\nvllm serve m\nEOF", ["serve m"]],
    ["FROM python\nCOPY <<EOF /start.sh\nvllm serve m\nEOF", ["serve m"]],
  ])("%j", (text, expected) => {
    expect(uses(text)).toEqual(expected);
  });

  test.each([
    "FROM vllm/vllm-openai:v0.9.1",
    'FROM vllm/vllm-openai\nENTRYPOINT ["bash"]\nCMD ["-l"]',
    'FROM rocm/vllm\nCMD ["bash"]',
    "FROM python\n# CMD vllm serve m",
    "FROM python\nRUN pip install vllm",
    'FROM python\nENTRYPOINT ["/start.sh"]\nCMD ["vllm"]',
  ])("nothing of ours: %j", (text) => {
    expect(uses(text)).toEqual([]);
  });
});

test("variables", () => {
  expect(
    uses('FROM x\nARG VLLM_A=1\nENV VLLM_B=2 C=3 \\\n  VLLM_D="4"\nENV VLLM_E 5\nENV VLLM_F=${G}\n# ENV VLLM_H=1'),
  ).toEqual(["VLLM_A=1", "VLLM_B=2", "VLLM_D=4", "VLLM_E=5", "VLLM_F"]);
  expect(uses('FROM x\nENV VLLM_EXTRA_ARGS="--a --b"')).toEqual(["VLLM_EXTRA_ARGS=--a --b", "likely serve --a --b"]);
});

test("arguments that reach the server are its own alone", () => {
  expect(uses('FROM x\nENV VLLM_ARGS="--a"\nCMD vllm serve m $VLLM_ARGS')).toEqual(["VLLM_ARGS=--a", "serve m --a"]);
});

test("places are those of the file", () => {
  const text = 'FROM vllm/vllm-openai:v1\nENV VLLM_A=1\nCMD ["--model", "m", \\\n  "--swap-space", "4"]\n';
  const found = readFile(dockerfiles, context, "docker/Dockerfile.gpu", text) ?? [];
  expect(found.map(({ place }) => textAt(text, place))).toEqual(["VLLM_A", "--model"]);
  const [, command] = found;
  if (command?.kind !== "command") throw new Error("no command");
  expect(command.words[2]?.place).toEqual({
    path: "docker/Dockerfile.gpu",
    line: 4,
    column: 4,
    endLine: 4,
    endColumn: 16,
  });
  expect(command.words.every(({ element }) => element)).toBe(true);
});
