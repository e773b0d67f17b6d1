import { join } from "node:path";
import type { Progress } from "../platform/progress.ts";
import type { Build } from "../report/report.ts";
import { gigabytes } from "./disk.ts";
import type { Environment } from "./environment.ts";
import type { Lane, Resolved } from "./resolutions.ts";
import { createVenv, sync, type UvContext } from "./uv.ts";

export interface InstallRequest {
  readonly lane: Lane;
  readonly build: Build;
  readonly resolved: Resolved;
  readonly distribution: string;
  /** For the report: where vLLM came from. */
  readonly source: string;
  /** Path or version. */
  readonly python: string;
}

export type Installed = Environment | { readonly failed: string };

/** Makes one environment from its frozen resolution. @throws {CannotTell} when the machine is to blame */
export async function install(request: InstallRequest, uv: UvContext, progress: Progress): Promise<Installed> {
  const { lane, build, resolved } = request;
  const folder = join(uv.folder, `${lane.role}-${build}`);
  const python = join(folder, "bin", "python");
  const download = resolved.packages.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
  return progress.stage(
    `Installing the ${lane.role} release ${lane.version} (${build} build, ${resolved.packages.length} packages, ${gigabytes(download)} to download at most)`,
    async () => {
      const started = performance.now();
      await createVenv(uv, folder, request.python);
      const result = await sync(uv, python, resolved.frozen, resolved.settings);
      if (!result.ok) return { failed: result.text };
      const seconds = (performance.now() - started) / 1000;
      const bytes = await sizeOnDisk(folder, uv);
      return {
        role: lane.role,
        build,
        version: lane.version,
        distribution: request.distribution,
        python,
        frozen: resolved.frozen,
        settings: resolved.settings,
        packages: resolved.packages,
        omitted: resolved.omitted,
        facts: {
          role: lane.role,
          build,
          version: lane.version,
          source: request.source,
          packages: resolved.packages.length,
          bytes,
          seconds,
          omitted: resolved.omitted,
        },
      };
    },
    (installed) => ("failed" in installed ? "failed" : gigabytes(installed.facts.bytes)),
  );
}

/** POSIX `du`: far faster than walking tens of thousands of files from here. 0 when it cannot tell. */
async function sizeOnDisk(folder: string, uv: UvContext): Promise<number> {
  const result = await uv.exec("du", ["-sk", folder], { env: uv.env, timeoutMs: 60_000 }).catch(() => undefined);
  return Number(/^\d+/.exec(result?.stdout ?? "")?.[0] ?? 0) * 1024;
}
