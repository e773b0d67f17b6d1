import { execFileSync } from "node:child_process";
import { readManifests } from "/tmp/pypins/src/pins/read.ts";
import { execute } from "/tmp/pypins/src/platform/exec.ts";
import { gitTree } from "/tmp/pypins/src/platform/git-tree.ts";
import { loadPythonParser } from "/tmp/pypins/src/platform/syntax-parsers.ts";

const [, , root, rev = "HEAD", filter = ""] = process.argv;
const tree = gitTree(root!, rev, execute, { PATH: process.env["PATH"]! });
const t = performance.now();
const cpu = process.cpuUsage();
let loadMs = 0;
const r = await readManifests(tree, async () => {
  const a = performance.now();
  const p = await loadPythonParser("/tmp/pypins");
  loadMs = performance.now() - a;
  return p;
});
const u = process.cpuUsage(cpu);
console.log(
  root,
  "wall",
  Math.round(performance.now() - t),
  "cpu",
  Math.round((u.user + u.system) / 1000),
  "load",
  Math.round(loadMs),
  "files",
  (await tree.list()).length,
  "manifests",
  r.manifests.length,
  "py",
  r.manifests.filter((m) => m.format === "python" || m.format === "notebook").length,
);
for (const p of [...r.pins, ...r.mentions])
  if (p.format.includes(filter))
    console.log(
      `  ${p.file}:${p.line}:${p.column} ${p.format}/${p.role}${p.group ? ` [${p.groupKind}:${p.group}]` : ""} ${JSON.stringify(p.raw)} -> ${p.specifier}`,
    );
for (const p of r.problems) console.log("  PROBLEM", JSON.stringify(p));
