import type { Exec } from "./exec.ts";

export interface Gpu {
  readonly name: string;
  readonly memoryMiB: number;
  readonly driver: string;
  /** `7.5`; absent with drivers too old to say. */
  readonly computeCapability?: string;
}

/** What `nvidia-smi` says: the devices, or why there is none. */
export type GpuReading = { readonly gpus: readonly Gpu[]; readonly problem?: string };

/** Asks the driver. No `nvidia-smi` means no NVIDIA device; one that fails means a driver problem worth telling. */
export async function readGpus(exec: Exec, env: Record<string, string>): Promise<GpuReading> {
  const query = "--query-gpu=name,memory.total,driver_version,compute_cap";
  try {
    const result = await exec("nvidia-smi", [query, "--format=csv,noheader,nounits"], { env, timeoutMs: 20_000 });
    if (result.exitCode !== 0) {
      const text = (result.stdout + result.stderr).trim().split("\n")[0] ?? "";
      return { gpus: [], problem: `nvidia-smi failed: ${text || `exit ${result.exitCode}`}` };
    }
    return { gpus: parseGpus(result.stdout) };
  } catch {
    return { gpus: [] };
  }
}

/** One device a line: `Tesla T4, 15360, 580.65.06, 7.5`. */
export function parseGpus(csv: string): Gpu[] {
  return csv.split("\n").flatMap((line) => {
    const [name, memory, driver, capability] = line.split(",").map((field) => field.trim());
    if (!name || !driver || !/^\d+$/.test(memory ?? "")) return [];
    return [
      {
        name,
        memoryMiB: Number(memory),
        driver,
        ...(/^\d+\.\d+$/.test(capability ?? "") ? { computeCapability: capability as string } : {}),
      },
    ];
  });
}
