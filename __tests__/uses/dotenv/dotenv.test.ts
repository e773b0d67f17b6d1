// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the file's.
import { beforeAll, expect, test } from "vitest";
import { dotenvFiles } from "../../../src/uses/dotenv/dotenv.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext(["CUDA_HOME"]);
});

const TEXT = `# VLLM_NO=1
VLLM_A=1 # why
export VLLM_B="two words"
 VLLM_C = '$3'
VLLM_D=\${E}
CUDA_HOME=/usr
OTHER=1
VLLM_EXTRA_ARGS="--swap-space 4"
`;

test.each([".env", ".env.production", "vllm.env", "env.list", "deploy/.env.example"])("%s", (path) => {
  const found = readFile(dotenvFiles, context, path, TEXT) ?? [];
  expect(found.map(summary)).toEqual([
    "VLLM_A=1",
    "VLLM_B=two words",
    "VLLM_C=$3",
    "VLLM_D",
    "likely CUDA_HOME=/usr",
    "VLLM_EXTRA_ARGS=--swap-space 4",
    "likely serve --swap-space 4",
  ]);
  const last = found.at(-1);
  expect(last?.kind === "command" && last.words.map(({ place }) => textAt(TEXT, place))).toEqual(["--swap-space", "4"]);
  expect(found[1]?.place).toMatchObject({ line: 3, column: 8, endColumn: 14 });
});

test.each(["env.py", "environment.yml", "settings.ini"])("not %s", (path) => {
  expect(readFile(dotenvFiles, context, path, TEXT)).toBeUndefined();
});
