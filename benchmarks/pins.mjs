// Measures how long it takes to see that a change moves no pin: a generated repository of 1,500 Python files and 300 YAML files, read
// alone and with its base. Beside it git's own search for the word in every file of one side, which reads but does not understand.
//
//   node benchmarks/pins.mjs
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateFramework } from "./generated-repository.mjs";
import { measure, table } from "./measure.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const MANIFESTS = 300;
/** Every sixth manifest runs vLLM: the others are the services around it. */
const EVERY = 6;

const folder = mkdtempSync(join(tmpdir(), "benchmark-"));
const root = join(folder, "repository");
generateFramework(root, "0.31.0");
for (let index = 0; index < MANIFESTS; index++) {
  const image = index % EVERY === 0 ? "vllm/vllm-openai:v0.31.0" : `registry/service:${index}`;
  const path = join(root, "deploy", `part${index % 20}`, `service-${index}.yaml`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: main\n    image: ${image}\n`);
}
/** @type {(...args: string[]) => string} */
const git = (...args) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
  });
git("init", "-q");
git("add", "-A");
git("commit", "-qm", "base");
const base = git("rev-parse", "HEAD").trim();
writeFileSync(join(root, "README.md"), "A change that moves no pin.\n");
git("add", "-A");
git("commit", "-qm", "head");

const event = join(folder, "event.json");
writeFileSync(event, JSON.stringify({ before: base, after: git("rev-parse", "HEAD").trim(), ref: "refs/heads/main" }));
const action = {
  GITHUB_EVENT_NAME: "push",
  GITHUB_EVENT_PATH: event,
  GITHUB_WORKSPACE: root,
  GITHUB_REPOSITORY: "a/b",
  INPUT_COMMENT: "false",
  RUNNER_TEMP: folder,
};

try {
  const rows = [
    { name: "node, doing nothing", ...(await measure([process.execPath, "-e", "0"], {})) },
    { name: "git grep -c vllm, one side", ...(await measure(["git", "-C", root, "grep", "-c", "vllm"], {})) },
    {
      name: "base and head, no pin moves",
      ...(await measure([process.execPath, join(project, "dist", "index.js")], action)),
    },
  ];
  console.log(table(rows, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
