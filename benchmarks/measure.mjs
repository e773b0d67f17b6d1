import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Runs a command; its wall time, the processor time of its main thread, and the largest sum of resident memory over its process
 * tree, the last two sampled four times a second.
 *
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<{ status: number | null, seconds: number, mainSeconds: number, peakBytes: number }>}
 */
export function measure([command = "", ...args], env) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
    let peakBytes = 0;
    let mainSeconds = 0;
    const timer = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0));
      mainSeconds = Math.max(mainSeconds, processorSeconds(child.pid ?? 0));
    }, 250);
    child.on("error", reject);
    child.on("close", (status) => {
      clearInterval(timer);
      resolve({ status, seconds: (performance.now() - started) / 1000, mainSeconds, peakBytes });
    });
  });
}

/**
 * The rows as a Markdown table; ratios to the first.
 *
 * @param {readonly { name: string, status: number | null, seconds: number, mainSeconds: number, peakBytes: number }[]} rows
 * @param {number} digits of the seconds
 */
export function table(rows, digits) {
  const base = rows[0]?.seconds ?? 1;
  const lines = rows.map(({ name, status, seconds, mainSeconds, peakBytes }) => {
    const memory = `${(peakBytes / 1e9).toFixed(1)} GB`;
    return `| ${name} | ${status} | ${seconds.toFixed(digits)} | ${(seconds / base).toFixed(2)} | ${mainSeconds.toFixed(1)} | ${memory} |`;
  });
  return [
    "| run | exit | seconds | ratio | of the main thread | peak resident memory |",
    "|:--|--:|--:|--:|--:|--:|",
    ...lines,
  ].join("\n");
}

/**
 * Processor time of a process's main thread, from /proc/PID/task/PID/stat (proc(5): fields 14 and 15, in hundredths). What else the
 * machine is doing changes it little.
 *
 * @param {number} pid
 */
function processorSeconds(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
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
