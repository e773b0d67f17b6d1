// Measures the code check on a repository of 1,500 Python files, cold (nothing cached) and warm, beside what a user would do by
// hand: (a) download both wheels with pip, (b) install both and run a type checker beside each, to compare what it says.
//
//   node benchmarks/code-check.mjs [--root DIR] [--no-hand]
//
// --root: a repository of your own instead of the generated one. Needs network; by hand also Python, npm and about 30 GB of disk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, table } from "./measure.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [CURRENT, TARGET] = ["0.31.0", "0.32.0"];
const FILES = 1500;
/** One file in fifteen imports vLLM, as in the large training frameworks. */
const EVERY = 15;

const { values } = parseArgs({
  options: { root: { type: "string" }, "no-hand": { type: "boolean", default: false } },
});
const folder = mkdtempSync(join(tmpdir(), "benchmark-"));
const root = values.root ?? join(folder, "repository");
if (values.root === undefined) generate(root);

/** @type {(checks: string) => string[]} */
const check = (checks) => [
  process.execPath,
  join(project, "dist", "cli.js"),
  ...["--root", root, "--from", CURRENT, "--to", TARGET, "--checks", checks],
  ...["--format", "json", "--output", join(folder, "report.json")],
];
/** @type {(name: string) => Record<string, string>} */
const caches = (name) => ({
  RUNNER_TOOL_CACHE: join(folder, name),
  UV_CACHE_DIR: join(folder, `uv-${name}`),
  RUNNER_TEMP: folder,
});

const download = `set -e
for version in ${CURRENT} ${TARGET}; do
  python3 -m pip download --quiet --no-deps --no-cache-dir --dest ${folder}/wheels vllm==$version
done
`;
const install = `set -e
cd ${folder}
export UV_CACHE_DIR=${folder}/uv-hand
mkdir -p pyright
(cd pyright && npm install --silent --no-save pyright)
python3 -m venv installer
installer/bin/pip install --quiet uv
for version in ${CURRENT} ${TARGET}; do
  installer/bin/uv venv --quiet venv-$version
  installer/bin/uv pip install --quiet --python venv-$version/bin/python vllm==$version
  pyright/node_modules/.bin/pyright --pythonpath venv-$version/bin/python ${root} > said-$version || true
done
diff said-${CURRENT} said-${TARGET} || true
`;

try {
  const rows = [
    { name: "code check, cold", ...(await measure(check("code"), caches("code"))) },
    { name: "code check, warm", ...(await measure(check("code"), caches("code"))) },
    { name: "all static checks, cold", ...(await measure(check("static"), caches("static"))) },
    { name: "all static checks, warm", ...(await measure(check("static"), caches("static"))) },
  ];
  if (!values["no-hand"]) {
    rows.push({ name: "pip download of both wheels", ...(await measure(["bash", "-c", download], {})) });
    rows.push({ name: "install both, pyright beside each, diff", ...(await measure(["bash", "-c", install], {})) });
  }
  console.log(table(rows, 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A framework in packages of 50 modules: every module imports others, one in fifteen uses vLLM.
 *
 * @param {string} to
 */
function generate(to) {
  mkdirSync(to, { recursive: true });
  writeFileSync(
    join(to, "pyproject.toml"),
    `[project]\nname = "framework"\nversion = "1"\ndependencies = ["vllm==${CURRENT}"]\n`,
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
