import { describe, expect, it } from "vitest";
import type { ReleaseRuntime } from "../../../src/analysis/release-runtime.ts";
import { CannotTell } from "../../../src/checks/cannot-tell.ts";
import type { CheckContext } from "../../../src/checks/check.ts";
import { compare } from "../../../src/checks/compare.ts";
import { platformCheck } from "../../../src/checks/platform.ts";
import type { Cuda } from "../../../src/deployment/cuda.ts";
import type { InstalledOn } from "../../../src/deployment/deployment.ts";
import { imageFacts } from "../../../src/deployment/image-facts.ts";
import type { InstallingImage } from "../../../src/deployment/installing-images.ts";
import type { DeclaredPython } from "../../../src/pins/manifest.ts";
import { parseGpus } from "../../../src/platform/gpu.ts";
import type { Role } from "../../../src/report/report.ts";
import { release } from "../../support/fake-index.ts";
import { context, side } from "../../support/samples-checks.ts";

interface Spoiled {
  readonly requires?: Readonly<Record<Role, string>>;
  /** The platform tag of vLLM's wheel. */
  readonly tag?: Readonly<Record<Role, string>>;
  readonly torchTag?: string;
  readonly cuda?: Readonly<Partial<Record<Role, Cuda>>>;
  readonly deployment?: Partial<InstalledOn>;
  readonly gpus?: string;
  readonly python?: CheckContext["python"];
  readonly serves?: boolean;
  readonly runtime?: CheckContext["runtime"];
}

/** Both sides judged and compared; the findings as short lines. */
async function judged(spoiled: Spoiled) {
  const sideOf = (role: Role) => {
    const version = role === "current" ? "0.19.1" : "0.20.0";
    const filename = `vllm-${version}-cp38-abi3-${spoiled.tag?.[role] ?? "manylinux_2_28_x86_64"}.whl`;
    const requiresPython = spoiled.requires?.[role] ?? ">=3.10,<3.15";
    const files = [{ filename, url: `https://files.example.org/${filename}`, yanked: false as const }];
    return side(role, {
      version,
      release: { kind: "release", release: release(version, { files, requiresPython }) },
    });
  };
  const torch = `torch-2.11.0-cp312-cp312-${spoiled.torchTag ?? "manylinux_2_28_x86_64"}.whl`;
  const runtime = async (role: Role): Promise<ReleaseRuntime> => {
    const cuda = spoiled.cuda?.[role];
    const files = [{ filename: torch, url: `https://files.example.org/${torch}`, yanked: false as const }];
    return { torch: "2.11.0", files, ...(cuda === undefined ? {} : { cuda }) };
  };
  const given = context({
    sides: { current: sideOf("current"), target: sideOf("target") },
    gpus: parseGpus(spoiled.gpus ?? ""),
    deployment: async () => ({ pythons: [], images: [], labels: {}, ...spoiled.deployment }),
    runtime: spoiled.runtime ?? runtime,
    servesTorch: async () => spoiled.serves,
    ...(spoiled.python === undefined ? {} : { python: spoiled.python }),
  });
  const [current, target] = await Promise.all([
    platformCheck.run(given, "current"),
    platformCheck.run(given, "target"),
  ]);
  const compared = compare(current, target, { foundation: false, failOn: "regression" });
  return {
    ...compared,
    told: compared.findings.map(({ rule, severity, path, line }) => `${severity} ${rule} ${path}:${line}`),
  };
}

const AT = { file: "Dockerfile", line: 2, column: 6 };

function image(reference: string, over: Partial<InstallingImage> = {}): InstallingImage {
  return { at: { ...AT, raw: reference }, image: reference, facts: imageFacts(reference), machine: "x86_64", ...over };
}

function declared(python: DeclaredPython["python"], over: Partial<DeclaredPython> = {}): DeclaredPython {
  const raw = "version" in python ? python.version : python.specifier;
  return { file: "pyproject.toml", line: 4, column: 20, raw, python, by: "requires-python", ...over };
}

const ELEVEN = { current: ">=3.10,<3.15", target: ">=3.11,<3.15" };

describe("declared Pythons", () => {
  const withPythons = (...pythons: readonly DeclaredPython[]) => judged({ requires: ELEVEN, deployment: { pythons } });

  it.each([
    [{ version: "3.10" }, "error"],
    [{ version: "3.10.14" }, "error"],
    [{ version: "3.11" }, undefined],
    [{ version: "3.14.1" }, undefined],
    [{ specifier: ">=3.10" }, "warning"],
    [{ specifier: ">=3.10,<3.11" }, "error"],
    [{ specifier: "==3.10.*" }, "error"],
    [{ specifier: "~=3.10" }, "warning"],
    [{ specifier: ">=3.11" }, undefined],
    [{ specifier: ">=3.11.4,<4" }, undefined],
    [{ specifier: "" }, "warning"],
  ] as const)("%j: %s", async (python, severity) => {
    const { findings, comparison } = await withPythons(declared(python));
    expect(findings.map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
    expect(comparison).toBe(severity === "error" ? "regressed" : "passed");
  });

  it("say which Pythons a range still admits, and what to write", async () => {
    const { findings } = await withPythons(declared({ specifier: ">=3.9" }));
    expect(findings[0]).toMatchObject({ path: "pyproject.toml", line: 4, column: 20, endColumn: 25 });
    expect(findings[0]?.message).toMatch(/still admits 3\.9 to 3\.10\. Write >=3\.11 for its lower bound/);
  });

  it("do not count against the upgrade where the current release excluded them too", async () => {
    const both = { current: ELEVEN.target, target: ELEVEN.target };
    const excluded = { pythons: [declared({ version: "3.10" })] };
    expect(await judged({ requires: both, deployment: excluded })).toMatchObject({
      comparison: "still-failing",
      blocks: false,
    });
    const warned = { pythons: [declared({ specifier: ">=3.9" })] };
    expect((await judged({ requires: both, deployment: warned })).findings).toEqual([]);
  });

  it("leave to the release check what it has judged", async () => {
    const file = { file: ".python-version", by: ".python-version" };
    const pythons = [declared({ version: "3.10" }, file)];
    const python = { version: "3.10", from: ".python-version" };
    expect((await judged({ requires: ELEVEN, deployment: { pythons }, python })).findings).toEqual([]);
  });

  it("are an image's too", async () => {
    const own = image("python:3.10-slim", { python: { version: "3.10", of: "the image" } });
    const distribution = image("ubuntu:22.04", { python: { version: "3.10", of: "the python3 of Ubuntu 22.04" } });
    const { told, findings } = await judged({ requires: ELEVEN, deployment: { images: [own, distribution] } });
    expect(told).toEqual(["error python-declared Dockerfile:2", "error python-declared Dockerfile:2"]);
    expect(findings.map(({ message }) => message)).toEqual([
      "vLLM 0.20.0 needs Python >=3.11,<3.15; this stage installs it for 3.10 (python:3.10-slim).",
      "vLLM 0.20.0 needs Python >=3.11,<3.15; this stage installs it for 3.10 (the python3 of Ubuntu 22.04, on ubuntu:22.04).",
    ]);
  });
});

describe("base images' C libraries", () => {
  const tag = { current: "manylinux_2_31_x86_64", target: "manylinux_2_35_x86_64" };
  const on = (reference: string, more: Spoiled = {}, over: Partial<InstallingImage> = {}) =>
    judged({ tag, ...more, deployment: { images: [image(reference, over)] } });

  it.each([
    ["redhat/ubi9", "regressed", 1],
    ["debian:11", "regressed", 1],
    ["debian:10", "still-failing", 1],
    ["ubuntu:22.04", "passed", 0],
    ["python:3.12-alpine", "still-failing", 1],
    ["acme/base:1", "passed", 0],
    ["python:3.12", "passed", 0],
  ] as const)("%s: %s", async (reference, comparison, amount) => {
    const found = await on(reference);
    expect(found.comparison).toBe(comparison);
    expect(found.told).toEqual(Array(amount).fill("error glibc-too-old Dockerfile:2"));
  });

  it("are judged by torch's wheels too, and by the machine's own", async () => {
    const loose = { tag: { current: "manylinux1_x86_64", target: "manylinux1_x86_64" } };
    expect(await on("ubuntu:18.04", loose)).toMatchObject({ comparison: "still-failing" });
    expect((await on("ubuntu:18.04", loose)).summary).toMatch(
      /^torch 2\.11\.0 \(pinned by vLLM 0\.20\.0\) has no wheel for glibc 2\.27/,
    );
    expect((await on("debian:10", {}, { machine: "aarch64" })).findings).toEqual([]);
    expect((await on("ubuntu:18.04", { ...loose, torchTag: "manylinux2014_x86_64" })).findings).toEqual([]);
  });
});

const THIRTEEN = { current: [12, 8], target: [13, 0] } as const;

describe("CUDA", () => {
  const torch = (label: string) => ({ torch: { label, index: `https://download.example.org/whl/${label}` } });
  const labelled = (labels: InstalledOn["labels"], serves?: boolean) =>
    judged({ cuda: THIRTEEN, deployment: { labels }, ...(serves === undefined ? {} : { serves }) });

  it("is another in the torch that an index serves", async () => {
    const found = await labelled(torch("cu128"), true);
    expect(found.told).toEqual([
      "error cuda-mismatch requirements.txt:3",
      "information driver-raised requirements.txt:3",
    ]);
    expect(found.summary).toMatch(/torch 2\.11\.0\+cu128: libcudart\.so\.13 is missing.* from the index for cu130/);
  });

  it.each([
    ["an index that does not have that torch", torch("cu128"), false],
    ["an index that cannot be asked", torch("cu128"), undefined],
    ["the same major release", torch("cu132"), true],
    ["an index without CUDA", torch("cpu"), true],
    ["vLLM's own build for it", { ...torch("cu128"), vllm: "cu129" }, true],
  ] as const)("fits, or says nothing: %s", async (_, labels, serves) => {
    expect((await labelled(labels, serves)).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("is another in a base image: a warning, and where it is new", async () => {
    const images = [image("nvidia/cuda:12.8.1-devel-ubuntu22.04")];
    expect((await judged({ cuda: THIRTEEN, deployment: { images } })).told).toEqual([
      "warning image-cuda-differs Dockerfile:2",
      "information driver-raised requirements.txt:3",
    ]);
    const before = { current: [13, 0], target: [13, 2] } as const;
    expect((await judged({ cuda: before, deployment: { images } })).findings).toEqual([]);
    expect((await judged({ cuda: { target: [13, 0] }, deployment: { images: [image("debian:12")] } })).told).toEqual(
      [],
    );
  });

  it("asks for another driver on every host, said once where it moves", async () => {
    const { findings, comparison } = await judged({ cuda: THIRTEEN });
    expect(comparison).toBe("passed");
    expect(findings[0]?.message).toBe(
      "CUDA moves from 12.8 to 13.0: every host needs NVIDIA driver 580 or later (it was 525) and GPUs of compute capability 7.5 or higher (it was 7.0).",
    );
    expect((await judged({ cuda: { current: [13, 0], target: [12, 8] } })).findings).toEqual([]);
    expect((await judged({ cuda: { current: [12, 4], target: [12, 8] } })).findings).toEqual([]);
    expect((await judged({ cuda: { current: [13, 0], target: [14, 0] } })).findings).toEqual([]);
  });
});

describe("this host's GPUs", () => {
  // As `nvidia-smi --query-gpu=name,memory.total,driver_version,compute_cap --format=csv,noheader,nounits` writes them.
  const T4 = "Tesla T4, 15360, 550.54.15, 7.5\n";
  const NEW = "NVIDIA H100 80GB HBM3, 81559, 580.65.06, 9.0\n";
  const V100 = "Tesla V100-SXM2-16GB, 16384, 580.65.06, 7.0\n";
  const K80 = "Tesla K80, 11441, 470.256.02, 3.7\n";
  const errors = async (gpus: string, cuda: Spoiled["cuda"] = THIRTEEN) => {
    const { findings, comparison } = await judged({ gpus, cuda });
    return [comparison, ...findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule)];
  };

  it("have a driver and a capability that the target's CUDA needs, or not", async () => {
    expect(await errors(NEW)).toEqual(["passed"]);
    expect(await errors(T4)).toEqual(["regressed", "driver-too-old"]);
    expect(await errors(V100)).toEqual(["regressed", "compute-capability"]);
    expect(await errors(NEW + T4)).toEqual(["regressed", "driver-too-old"]);
    expect(await errors(K80, { current: [12, 4], target: [12, 8] })).toEqual([
      "still-failing",
      "driver-too-old",
      "compute-capability",
    ]);
    expect(await errors("Tesla T4, 15360, 580.65.06, [N/A]\n")).toEqual(["passed"]);
    expect(await errors(T4, {})).toEqual(["passed"]);
  });

  const unavailable = new CannotTell("index-unavailable", "The index cannot be reached.", "Try again.");
  const runtime = () => Promise.reject(unavailable);

  it("make an unknown CUDA a question without an answer; elsewhere it is only said", async () => {
    expect(await judged({ runtime })).toMatchObject({
      status: "passed",
      summary: "Nothing declares a platform. Its CUDA is not known: The index cannot be reached.",
    });
    await expect(judged({ runtime, gpus: NEW })).rejects.toBe(unavailable);
    const excluded = { pythons: [declared({ version: "3.9" })] };
    expect((await judged({ runtime, gpus: NEW, deployment: excluded })).status).toBe("failed");
  });
});

describe("the platform check", () => {
  it("is skipped where there is no release, and says what it looked at", async () => {
    const missing = side("target", { release: { kind: "missing", message: "No." } });
    const given = context({ sides: { current: side("current"), target: missing } });
    expect(await platformCheck.run(given, "target")).toMatchObject({ status: "skipped" });
    const deployment = { pythons: [declared({ version: "3.12" })], images: [image("debian:12")] };
    expect((await judged({ deployment, cuda: { current: [13, 0], target: [13, 0] } })).summary).toBe(
      "1 declared Python, 1 base image: all fit. CUDA 13.0.",
    );
    const warned = { pythons: [declared({ specifier: ">=3.9" })] };
    expect((await judged({ requires: ELEVEN, deployment: warned })).summary).toBe("1 declared Python: 1 warning.");
  });
});
