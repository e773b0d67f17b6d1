import { readFileSync } from "node:fs";
import type { Environment } from "../../src/environment/environment.ts";
import type { Requirements } from "../../src/environment/resolver-input.ts";
import type { Host } from "../../src/platform/host.ts";
import type { Progress } from "../../src/platform/progress.ts";
import { DEFAULT_INDEX, type IndexSettings } from "../../src/release/index-settings.ts";

/** What uv 0.13.9 said or wrote, recorded. */
export function recordedUv(name: string): string {
  return readFileSync(new URL(`../fixtures/uv/${name}`, import.meta.url), "utf8");
}

export const SETTINGS: IndexSettings = {
  defaultIndex: DEFAULT_INDEX,
  extraIndexes: [],
  findLinks: [],
  strategy: "first-index",
  strategyChosen: false,
  credentials: {},
};

/** A hosted runner without a GPU, with plenty of disk. */
export function host(over: Partial<Host> = {}): Host {
  return {
    tags: { os: "linux", machine: "x86_64", glibc: [2, 35] },
    toolPlatform: "linux-x64-glibc",
    cores: 2,
    memoryBytes: 8 * 1024 ** 3,
    cpuFlags: new Set(["avx2", "avx512f"]),
    gpus: [],
    freeBytes: async () => 100e9,
    ...over,
  };
}

export function requirements(over: Partial<Requirements> = {}): Requirements {
  return {
    requirements: [],
    constraints: [],
    overrides: [],
    vllm: { extras: [] },
    options: { extraIndexes: [], findLinks: [] },
    preferences: new Map(),
    ...over,
  };
}

export function environment(over: Partial<Environment> = {}): Environment {
  const { role = "target", build = "cpu", version = "0.32.0" } = over;
  return {
    role,
    build,
    version,
    distribution: "vllm",
    python: `/envs/${role}-${build}/bin/python`,
    frozen: `/envs/${role}-${build}.frozen`,
    settings: SETTINGS,
    packages: [],
    omitted: [],
    facts: { role, build, version, source: "vllm", packages: 0, bytes: 0, seconds: 1, omitted: [] },
    ...over,
  };
}

/** Keeps what is told. */
export function silentProgress(): Progress & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    async stage(title, work, done) {
      told.push(title);
      const value = await work();
      if (done) told.push(done(value));
      return value;
    },
    info: (message) => told.push(message),
    warning: (message) => told.push(`warning: ${message}`),
  };
}
