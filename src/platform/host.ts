import { readFile, statfs } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { dirname } from "node:path";
import type { PlatformTags } from "../release/wheel-tags.ts";
import { readerEnvironment } from "./child-environment.ts";
import type { Exec } from "./exec.ts";
import { type GpuReading, readGpus } from "./gpu.ts";

/** The machine the check runs on. */
export interface Host extends GpuReading {
  readonly tags: PlatformTags;
  /** Key of `TOOL_PINS` builds: `linux-x64-glibc`. */
  readonly toolPlatform: string;
  readonly cores: number;
  /** What this process may use: the cgroup's limit where it is lower than the machine's memory. Bytes. */
  readonly memoryBytes: number;
  /** Linux `/proc/cpuinfo` flags; empty elsewhere. */
  readonly cpuFlags: ReadonlySet<string>;
  /** Free bytes for us on the file system that holds `path` (or its nearest existing parent). */
  freeBytes(path: string): Promise<number>;
}

const MACHINES: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64" };

export async function inspectHost(exec: Exec, env: Readonly<Record<string, string | undefined>>): Promise<Host> {
  const os = process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux";
  const machine = os === "darwin" && process.arch === "arm64" ? "arm64" : (MACHINES[process.arch] ?? process.arch);
  const libc = os === "linux" ? await readLibc() : {};
  const [reading, cpuFlags, limit] = await Promise.all([
    readGpus(exec, readerEnvironment(env)),
    readCpuFlags(),
    readCgroupLimit(),
  ]);
  const suffix = os === "linux" ? ("musl" in libc ? "-musl" : "-glibc") : "";
  return {
    ...reading,
    tags: { os, machine, ...libc },
    toolPlatform: `${os}-${process.arch}${suffix}`,
    cores: availableParallelism(),
    memoryBytes: Math.min(totalmem(), limit),
    cpuFlags,
    freeBytes,
  };
}

async function readLibc(): Promise<Pick<PlatformTags, "glibc" | "musl">> {
  // Node's own report names the glibc it runs on; a musl build of Node has none.
  // Without this the report looks up the name of every open connection.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const version = report.header?.glibcVersionRuntime;
  if (version === undefined) return { musl: [1, 2] };
  const [major = 2, minor = 17] = version.split(".").map(Number);
  return { glibc: [major, minor] };
}

async function readCpuFlags(): Promise<ReadonlySet<string>> {
  const text = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  return new Set((/^flags\s*:\s*(.+)$/m.exec(text)?.[1] ?? "").split(/\s+/).filter(Boolean));
}

async function readCgroupLimit(): Promise<number> {
  for (const file of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    const bytes = Number((await readFile(file, "utf8").catch(() => "")).trim() || Number.NaN);
    if (Number.isFinite(bytes) && bytes > 0) return bytes;
  }
  return Number.POSITIVE_INFINITY;
}

async function freeBytes(path: string): Promise<number> {
  try {
    const stats = await statfs(path);
    return stats.bavail * stats.bsize;
  } catch (error) {
    const parent = dirname(path);
    if (parent === path) throw error;
    return freeBytes(parent);
  }
}
