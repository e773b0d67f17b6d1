// Measures what the configuration check adds to the code check, cold (nothing cached) and warm: a generated repository of 1,500
// Python files, 300 YAML files and 100 dashboards, judged with the code check alone, then with both.
//
//   node benchmarks/configuration-check.mjs [--from VERSION] [--to VERSION]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFramework } from "./generated-repository.mjs";
import { measure, table } from "./measure.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const MANIFESTS = 300;
/** Every sixth manifest runs vLLM: the others are the services around it. */
const EVERY = 6;
const DASHBOARDS = 100;
const PANELS = 40;

const { values } = parseArgs({
  options: { from: { type: "string", default: "0.31.0" }, to: { type: "string", default: "0.32.0" } },
});
const folder = mkdtempSync(join(tmpdir(), "benchmark-"));
const root = join(folder, "repository");
generateFramework(root, values.from);
for (let index = 0; index < MANIFESTS; index++)
  write(`deploy/part${index % 20}/service-${index}.yaml`, index % EVERY === 0 ? serving(index) : plain(index));
for (let index = 0; index < DASHBOARDS; index++) write(`dashboards/board-${index}.json`, dashboard(index));

/** @type {(checks: string, cache: string) => Promise<{ status: number | null, seconds: number, mainSeconds: number, peakBytes: number }>} */
const check = (checks, cache) =>
  measure(
    [
      process.execPath,
      join(project, "dist", "cli.js"),
      ...["--root", root, "--from", values.from, "--to", values.to, "--checks", checks],
      ...["--format", "json", "--output", join(folder, "report.json")],
    ],
    { RUNNER_TOOL_CACHE: join(folder, cache), RUNNER_TEMP: folder },
  );

try {
  const rows = [
    { name: "code check, cold", ...(await check("code", "code")) },
    { name: "code and configuration, cold", ...(await check("code,configuration", "both")) },
    { name: "code check, warm", ...(await check("code", "code")) },
    { name: "code and configuration, warm", ...(await check("code,configuration", "both")) },
  ];
  console.log(table(rows, 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** @param {number} index */
function serving(index) {
  return manifest(
    index,
    `vllm/vllm-openai:v${values.from}`,
    `        args:
        - --model=org/model-${index}
        - --max-model-len
        - "8192"
        - --gpu-memory-utilization=0.9
        - --enable-prefix-caching
        - --compilation-config={"mode": 3}
        env:
        - name: VLLM_LOGGING_LEVEL
          value: INFO
        - name: VLLM_USE_RAY_COMPILED_DAG
          value: "1"
`,
  );
}

/** @param {number} index */
function plain(index) {
  return manifest(index, `registry/service:${index}`, `        args: ["--port", "80", "--workers=4"]\n`);
}

/**
 * @param {number} index
 * @param {string} image
 * @param {string} container
 */
function manifest(index, image, container) {
  const objects = Array.from(
    { length: 4 },
    (_, part) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}-${part}
  labels: {app: service-${index}, part: "${part}"}
spec:
  replicas: 2
  selector:
    matchLabels: {app: service-${index}}
  template:
    metadata:
      labels: {app: service-${index}}
    spec:
      containers:
      - name: main
        image: ${image}
${container}        resources:
          limits: {cpu: "4", memory: 16Gi}
`,
  );
  return objects.join("---\n");
}

/** @param {number} index */
function dashboard(index) {
  const panels = Array.from({ length: PANELS }, (_, panel) => ({
    id: panel,
    title: `Panel ${panel}`,
    type: "timeseries",
    gridPos: { h: 8, w: 12, x: 0, y: panel * 8 },
    fieldConfig: { defaults: { custom: { drawStyle: "line", lineWidth: 1, fillOpacity: 10 } }, overrides: [] },
    targets: [
      {
        expr: `histogram_quantile(0.9, sum by(le) (rate(vllm:time_to_first_token_seconds_bucket{model_name="m-${index}"}[5m])))`,
        refId: "A",
      },
      { expr: `sum(vllm:num_requests_running{model_name="m-${index}"})`, refId: "B" },
    ],
  }));
  return JSON.stringify({ title: `Board ${index}`, schemaVersion: 39, panels }, undefined, 2);
}
