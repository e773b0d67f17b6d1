// Measures the code check on a repository of 1,500 Python files, cold (nothing cached) and warm, beside what a user would do by
// hand: (a) download both wheels with pip, (b) install both and run a type checker beside each, to compare what it says.
//
//   node benchmarks/code-check.mjs [--root DIR] [--no-hand]
//
// --root: a repository of your own instead of the generated one. Needs network; by hand also Python, npm and about 30 GB of disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFramework } from "./generated-repository.mjs";
import { measure, table } from "./measure.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [CURRENT, TARGET] = ["0.31.0", "0.32.0"];

const { values } = parseArgs({
  options: { root: { type: "string" }, "no-hand": { type: "boolean", default: false } },
});
const folder = mkdtempSync(join(tmpdir(), "benchmark-"));
const root = values.root ?? join(folder, "repository");
if (values.root === undefined) generateFramework(root, CURRENT);

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
