import type { PythonVersion } from "../environment/python-version.ts";
import type { Host } from "../platform/host.ts";
import type { HostFacts } from "./report.ts";

/** The machine, as the report's footer says it. */
export function hostFacts(host: Host, python: PythonVersion): HostFacts {
  const memory = Math.round(host.memoryBytes / 1024 ** 3);
  const system = { linux: "Linux", darwin: "macOS", win32: "Windows" }[host.tags.os];
  return {
    runner: `${system} ${host.tags.machine}, ${host.cores} cores, ${memory} GB`,
    device: device(host),
    python: `Python ${python.version} (${python.from})`,
  };
}

function device({ gpus, cpuFlags, tags, problem }: Host): string {
  const [gpu] = gpus;
  if (gpu !== undefined) {
    const count = gpus.length > 1 ? `${gpus.length} × ` : "";
    return `${count}${gpu.name} (${Math.round(gpu.memoryMiB / 1024)} GB, driver ${gpu.driver})`;
  }
  const vectors = cpuFlags.has("avx512f") ? "AVX-512" : cpuFlags.has("avx2") ? "AVX2" : tags.machine;
  return `CPU (${vectors})${problem === undefined ? "" : `; ${problem}`}`;
}
