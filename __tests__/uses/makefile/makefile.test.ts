// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are make's.
import { beforeAll, describe, expect, test } from "vitest";
import { makefiles } from "../../../src/uses/makefile/makefile.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

function uses(text: string): string[] {
  return (readFile(makefiles, context, "Makefile", text) ?? []).map(summary);
}

describe("recipes", () => {
  test.each([
    ["serve:\n\tvllm serve m --a\n", ["serve m --a"]],
    ["serve:\n\t@vllm serve m \\\n\t  --a\n", ["serve m --a"]],
    ["F := --a\nF += --b\nserve:\n\tvllm serve m $(F) ${F}\n", ["serve m --a --b --a --b"]],
    ["M ?= m # why\nserve:\n\tvllm serve $(M)\n", ["serve m"]],
    ["serve:\n\tM=m; vllm serve $$M $(X)\n", ["serve m ?*"]],
    ["ifeq ($(X),1)\nF := --a\nelse\nF := --b\nendif\nserve:\n\tvllm serve m $(F)\n", ["serve m --a --b"]],
    ["A = $(B)\nB = --b\nserve:\n\tvllm serve m $(A)\n", ["serve m --b"]],
    ["serve:\n\t-docker run vllm/vllm-openai --model m\n", ["serve --model m"]],
  ])("%j", (text, expected) => {
    expect(uses(text)).toEqual(expected);
  });

  test.each(["serve:\n\techo vllm serve m\n", "# vllm serve m\n", "A = $(A)\nvllm:\n\tpip install $(A)\n"])(
    "not %j",
    (text) => {
      expect(uses(text)).toEqual([]);
    },
  );
});

test("variables", () => {
  expect(uses("export VLLM_A := 1\nserve: export VLLM_B = 2\nVLLM_ARGS := --a\nx:\n\tVLLM_C=3 python x.py\n")).toEqual([
    "VLLM_A=1",
    "VLLM_B=2",
    "VLLM_ARGS=--a",
    "VLLM_C=3",
    "likely serve --a",
  ]);
});

test("places", () => {
  const text = "F := --swap-space 4\nserve:\n\tvllm serve m \\\n\t\t$(F) --b\n";
  const [use] = readFile(makefiles, context, "Makefile", text) ?? [];
  expect(use?.kind === "command" && use.words.map(({ place }) => [place.line, textAt(text, place)])).toEqual([
    [3, "m"],
    [1, "--swap-space"],
    [1, "4"],
    [4, "--b"],
  ]);
});
