import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FILES = 1500;
/** One file in fifteen imports vLLM, as in the large training frameworks. */
const EVERY = 15;

/**
 * A framework in packages of 50 modules: every module imports others, one in fifteen uses vLLM.
 *
 * @param {string} to
 * @param {string} version the vLLM release it pins
 */
export function generateFramework(to, version) {
  mkdirSync(to, { recursive: true });
  writeFileSync(
    join(to, "pyproject.toml"),
    `[project]\nname = "framework"\nversion = "1"\ndependencies = ["vllm==${version}"]\n`,
  );
  for (let index = 0; index < FILES; index++) {
    const path = join(to, "framework", `part${Math.floor(index / 50)}`, `module${index}.py`);
    if (index % 50 === 0) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(join(dirname(path), "__init__.py"), "");
    }
    writeFileSync(path, index % EVERY === 0 ? usingVllm(index) : plain(index));
  }
  writeFileSync(join(to, "framework", "__init__.py"), "");
}

/** @param {number} index */
function plain(index) {
  const functions = Array.from({ length: 12 }, (_, number) =>
    [
      `def step_${number}(batch: list[dict], scale: float = 1.0) -> list[float]:`,
      `    """One step of part ${index}."""`,
      "    result = []",
      "    for row in batch:",
      '        value = row.get("value", 0.0) * scale',
      "        if value > 1.0:",
      "            value = math.sqrt(value)",
      `        result.append(value + ${number})`,
      "    return result",
      "",
      "",
    ].join("\n"),
  );
  const other = (index * 7 + 1) % FILES;
  const from = `framework.part${Math.floor(other / 50)}.module${other}`;
  return ["import math", "", "import torch", `from ${from} import step_0 as earlier`, "", "", ...functions].join("\n");
}

/** @param {number} index */
function usingVllm(index) {
  return [
    "from vllm import LLM, SamplingParams",
    "from vllm.config import VllmConfig",
    "from vllm.engine.arg_utils import AsyncEngineArgs",
    "from vllm.v1.engine.async_llm import AsyncLLM",
    "",
    "",
    plain(index),
    "class Engine:",
    "    def __init__(self, model: str):",
    "        self.llm = LLM(model, gpu_memory_utilization=0.5, seed=1)",
    "        self.config: VllmConfig = self.llm.llm_engine.vllm_config",
    "",
    "    def generate(self, prompts: list[str]) -> list[str]:",
    "        params = SamplingParams(temperature=0.7, max_tokens=64, n=1)",
    "        return [output.outputs[0].text for output in self.llm.generate(prompts, params)]",
    "",
    "",
    "def serve(model: str) -> AsyncLLM:",
    "    return AsyncLLM.from_engine_args(AsyncEngineArgs(model=model, enforce_eager=True))",
    "",
  ].join("\n");
}
