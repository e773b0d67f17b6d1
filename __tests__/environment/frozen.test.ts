import { describe, expect, it } from "vitest";
import { frozenRequirements } from "../../src/environment/frozen.ts";
import { recordedUv } from "../support/samples-environment.ts";

describe("frozenRequirements", () => {
  it("gives each package its exact version and every hash, on one line", () => {
    const lines = frozenRequirements(recordedUv("pylock.toml"), "/work").trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      "aiohttp==3.14.5",
      "anyio==4.16.0",
      "numpy==2.3.5",
      "torch==2.11.0",
      "vllm==0.23.0",
    ]);
    expect(lines[4]).toMatch(/^vllm==0\.23\.0( --hash=sha256:[0-9a-f]{64})+$/);
  });

  it("names folders, archives and git revisions by their place", () => {
    const lock = `lock-version = "1.0"
[[packages]]
name = "plugin"
directory = { path = "../my plugin", editable = true }
[[packages]]
name = "own"
directory = { path = "/srv/own" }
[[packages]]
name = "torch"
version = "2.13.0+cpu"
archive = { path = "/wheels/torch-2.13.0+cpu-cp311.whl", hashes = { sha256 = "aa" } }
[[packages]]
name = "other"
marker = "sys_platform == 'linux'"
archive = { url = "https://files.example.org/o.whl", hashes = { sha256 = "bb" } }
[[packages]]
name = "repo"
vcs = { type = "git", url = "https://git.example.org/r.git", commit-id = "c0ffee", subdirectory = "py" }
`;
    expect(frozenRequirements(lock, "/srv/checks/folder").trimEnd().split("\n")).toEqual([
      "-e file:///srv/checks/my%20plugin",
      "own @ file:///srv/own",
      "torch @ file:///wheels/torch-2.13.0+cpu-cp311.whl --hash=sha256:aa",
      "other @ https://files.example.org/o.whl ; sys_platform == 'linux' --hash=sha256:bb",
      "repo @ git+https://git.example.org/r.git@c0ffee#subdirectory=py",
    ]);
    expect(frozenRequirements('lock-version = "1.0"', "/")).toBe("");
  });
});
