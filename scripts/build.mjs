// Builds dist/: TypeScript emits JavaScript to build/, ncc bundles each entry, and the bundles are put together.
//
//   node scripts/build.mjs [--out DIR]
//
// The result is the same byte for byte in every folder and on every supported Node: `__tests__/project/dist.test.ts`
// builds again and compares, so dist/ cannot stray from src/.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { licences } from "./licences.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const ENTRIES = ["index", "cli", "surface-thread"];
const EXECUTABLE = "cli";
/** Above this, a bundle is worth minifying; below it, readable beats small. */
const READABLE_BYTES = 3_000_000;
/** Found by their own address at run time (src/platform/syntax-parsers.ts), so they cannot go into the bundle. */
const BESIDE_THE_BUNDLE = [
  "web-tree-sitter/web-tree-sitter.js",
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python/tree-sitter-python.wasm",
  "tree-sitter-bash/tree-sitter-bash.wasm",
];

const { values } = parseArgs({ options: { out: { type: "string", default: join(project, "dist") } } });
build(resolve(values.out));

/** @param {string} out */
function build(out) {
  // A fixed folder: module paths end up in the bundle's comments.
  const emitted = join(project, "build");
  rmSync(join(emitted, "src"), { recursive: true, force: true });
  node("typescript/bin/tsc", "-p", "tsconfig.build.json");

  const scratch = mkdtempSync(join(tmpdir(), "ncc-"));
  try {
    const bundles = ENTRIES.map((entry) => {
      const folder = join(scratch, entry);
      const stats = join(scratch, `${entry}.json`);
      bundle(join(emitted, "src", `${entry}.js`), folder, ["--stats-out", stats]);
      if (readFileSync(join(folder, "index.js")).length > READABLE_BYTES) {
        rmSync(folder, { recursive: true });
        bundle(join(emitted, "src", `${entry}.js`), folder, ["--minify"]);
      }
      return { entry, folder, stats };
    });
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    for (const { entry, folder } of bundles) putTogether(entry, folder, out);
    for (const file of BESIDE_THE_BUNDLE) copyAsPublished(file, join(out, "tree-sitter"));
    writeFileSync(
      join(out, "licenses.txt"),
      licences(
        bundles.map(({ stats }) => JSON.parse(readFileSync(stats, "utf8"))),
        BESIDE_THE_BUNDLE.map((file) => join(project, "node_modules", dirname(file))),
      ),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} entry
 * @param {string} folder
 * @param {readonly string[]} options
 */
function bundle(entry, folder, options) {
  node("@vercel/ncc/dist/ncc/cli.js", "build", entry, "-o", folder, "--no-cache", ...options);
}

/**
 * Copies one bundle's files to `out`: the bundle under its entry's name, the assets under their own.
 *
 * @param {string} entry
 * @param {string} folder
 * @param {string} out
 */
function putTogether(entry, folder, out) {
  for (const name of readdirSync(folder)) {
    const from = join(folder, name);
    const to = join(out, name === "index.js" ? `${entry}.js` : name);
    if (existsSync(to) && !readFileSync(from).equals(readFileSync(to)))
      throw new Error(`The bundles disagree about the asset ${name}.`);
    cpSync(from, to, { recursive: true });
    chmodSync(to, entry === EXECUTABLE && name === "index.js" ? 0o755 : 0o644);
  }
}

/**
 * @param {string} file below node_modules
 * @param {string} folder
 */
function copyAsPublished(file, folder) {
  mkdirSync(folder, { recursive: true });
  const to = join(folder, basename(file));
  cpSync(join(project, "node_modules", file), to);
  chmodSync(to, 0o644);
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function node(script, ...args) {
  const { status, stdout } = spawnSync(process.execPath, [join(project, "node_modules", script), ...args], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status === 0) return;
  // Both tools say what is wrong on standard output.
  process.stderr.write(stdout);
  throw new Error(`${script} failed.`);
}
