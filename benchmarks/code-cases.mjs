// Recall and precision of the code check on public cases.
//
//   node benchmarks/code-cases.mjs --cases FILE --repositories DIR
//
// FILE: {"cases": [{repo, commit, from, to, expect: [[path, line, what]], information?, either?}]}, lines of Python that the move
// breaks at error level. DIR holds each repository checked out at its commit as <name>-<first seven of the commit>.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** @typedef {readonly [path: string, line: number, what: string]} Place */
/** @typedef {{ repo: string, commit: string, from: string, to: string, expect: Place[], information?: Place[], either?: Place[] }} Case */
/** @typedef {{ rule: string, severity: string, message: string, path?: string, line?: number }} Finding */

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const { values } = parseArgs({ options: { cases: { type: "string" }, repositories: { type: "string" } } });
if (values.cases === undefined || values.repositories === undefined) {
  process.stderr.write("Usage: node benchmarks/code-cases.mjs --cases FILE --repositories DIR\n");
  process.exit(2);
}
/** @type {{ cases: Case[] }} */
const { cases } = JSON.parse(readFileSync(values.cases, "utf8"));
const total = { expected: 0, found: 0, reported: 0, right: 0 };
for (const one of cases) measure(one, values.repositories);
const recall = total.expected === 0 ? 1 : total.found / total.expected;
const precision = total.reported === 0 ? 1 : total.right / total.reported;
process.stdout.write(
  `\nrecall ${recall.toFixed(3)} (${total.found} of ${total.expected}), precision ${precision.toFixed(3)} (${total.right} of ${total.reported})\n`,
);
process.exitCode = recall === 1 && precision === 1 ? 0 : 1;

/**
 * @param {Case} one
 * @param {string} repositories
 */
function measure(one, repositories) {
  const name = `${one.repo.split("/")[1]}-${one.commit.slice(0, 7)}`;
  const started = performance.now();
  const findings = check(join(repositories, name), one.from, one.to);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const errors = findings.filter(({ severity }) => severity === "error");
  const expected = new Set(one.expect.map(key));
  const allowed = new Set([...expected, ...(one.either ?? []).map(key)]);
  const reported = new Set(errors.map(({ path = "", line = 0 }) => key([path, line, ""])));
  const missed = [...expected].filter((place) => !reported.has(place));
  const extra = errors.filter(({ path = "", line = 0 }) => !allowed.has(key([path, line, ""])));
  const right = [...reported].filter((place) => allowed.has(place)).length;
  total.expected += expected.size;
  total.found += expected.size - missed.length;
  total.reported += reported.size;
  total.right += right;
  process.stdout.write(
    `${name} ${one.from} → ${one.to}: ${errors.length} errors, ${findings.length} findings, ${seconds} s\n`,
  );
  for (const place of missed) process.stdout.write(`  missed ${place}\n`);
  for (const { path, line, rule, message } of extra)
    process.stdout.write(`  extra ${path}:${line} ${rule} ${message}\n`);
  for (const place of one.information ?? []) {
    const quiet = findings.some(
      ({ severity, path, line }) => severity === "information" && key(place) === `${path}:${line}`,
    );
    if (!quiet) process.stdout.write(`  not told as information: ${key(place)}\n`);
  }
}

/**
 * @param {string} root
 * @param {string} from
 * @param {string} to
 * @returns {Finding[]}
 */
function check(root, from, to) {
  const args = [cli, "--root", root, "--from", from, "--to", to, "--checks", "code", "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  try {
    return JSON.parse(stdout).checks.find((/** @type {{ id: string }} */ { id }) => id === "code").findings;
  } catch {
    process.stderr.write(stderr);
    throw new Error(`${root} could not be checked.`);
  }
}

/** @param {Place} place */
function key([path, line]) {
  return `${path}:${line}`;
}
