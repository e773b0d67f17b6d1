import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePipConfig, pipConfigFiles, readIndexSettings } from "../../src/platform/index-config.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "config-test-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Nothing of this machine's own configuration: every place lies in the test's folder. */
async function settings(files: Record<string, string>, env: Record<string, string> = {}) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), text);
  }
  return readIndexSettings({ HOME: home, XDG_CONFIG_DIRS: join(home, "etc"), ...env });
}

describe("parsePipConfig", () => {
  it("reads sections, both separators, comments and values over several lines", () => {
    const text = `# a comment
[list]
index-url = https://not-this

[global]
timeout: 60
extra-index-url =
    https://a.example.org/simple
    ; a comment inside
    https://b.example.org/simple
index_url=https://c.example.org/simple

[install]
find-links = /wheels
\tmore
`;
    expect(parsePipConfig(text)).toEqual({
      timeout: "60",
      "extra-index-url": "https://a.example.org/simple https://b.example.org/simple",
      "index-url": "https://c.example.org/simple",
      "find-links": "/wheels more",
    });
    expect(parsePipConfig(undefined)).toEqual({});
  });
});

describe("pipConfigFiles", () => {
  it("follows pip's order, and its rule that a file named leaves the user's out", () => {
    const env = { HOME: "/h", XDG_CONFIG_DIRS: "/x:/y", VIRTUAL_ENV: "/v" };
    expect(pipConfigFiles(env)).toEqual([
      "/y/pip/pip.conf",
      "/x/pip/pip.conf",
      "/etc/pip.conf",
      "/h/.pip/pip.conf",
      "/h/.config/pip/pip.conf",
      "/v/pip.conf",
    ]);
    expect(pipConfigFiles({ ...env, PIP_CONFIG_FILE: "/own" })).toEqual([
      "/y/pip/pip.conf",
      "/x/pip/pip.conf",
      "/etc/pip.conf",
      "/v/pip.conf",
      "/own",
    ]);
    expect(pipConfigFiles({ ...env, PIP_CONFIG_FILE: "/dev/null" })).toEqual([]);
  });
});

describe("readIndexSettings", () => {
  it("lets the user's file win over the machine's, and variables over both", async () => {
    const files = {
      "etc/pip/pip.conf": "[global]\nindex-url = https://machine\nfind-links = /machine",
      ".config/pip/pip.conf": "[global]\nindex-url = https://user",
    };
    expect(await settings(files)).toMatchObject({ defaultIndex: "https://user", findLinks: ["/machine"] });
    expect((await settings(files, { PIP_INDEX_URL: "https://env" })).defaultIndex).toBe("https://env");
    expect((await settings(files, { UV_DEFAULT_INDEX: "https://uv" })).defaultIndex).toBe("https://uv");
  });

  it("reads uv.toml: indexes with their credentials, its older options, links", async () => {
    const toml = `find-links = ["/w"]
[[index]]
name = "corp-gpu"
url = "https://corp.example.org/simple"
[[index]]
name = "main"
url = "https://main.example.org/simple"
default = true
[[index]]
name = "bound"
url = "https://bound.example.org/simple"
explicit = true
`;
    const env = { UV_INDEX_CORP_GPU_USERNAME: "u", UV_INDEX_CORP_GPU_PASSWORD: "p" };
    expect(await settings({ ".config/uv/uv.toml": toml }, env)).toMatchObject({
      defaultIndex: "https://main.example.org/simple",
      extraIndexes: ["https://u:p@corp.example.org/simple"],
      findLinks: ["/w"],
    });
    const older = `[pip]\nindex-url = "https://old.example.org"\nextra-index-url = ["https://more.example.org"]\n`;
    expect(await settings({ ".config/uv/uv.toml": older })).toMatchObject({
      defaultIndex: "https://old.example.org",
      extraIndexes: ["https://more.example.org"],
    });
  });

  it("takes a file that is not readable, or not TOML, for none", async () => {
    const found = await settings({ ".config/uv/uv.toml": "= broken" }, { PIP_CONFIG_FILE: "/no/such/file" });
    expect(found.extraIndexes).toEqual([]);
  });

  it("reads only the uv.toml that UV_CONFIG_FILE names", async () => {
    const files = { ".config/uv/uv.toml": 'index-url = "https://user"', "own.toml": 'index-url = "https://own"' };
    expect((await settings(files, { UV_CONFIG_FILE: join(home, "own.toml") })).defaultIndex).toBe("https://own");
  });
});
