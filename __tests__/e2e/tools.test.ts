import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { execute } from "../../src/platform/exec.ts";
import { inspectHost } from "../../src/platform/host.ts";
import { readIndexSettings } from "../../src/platform/index-config.ts";
import { TOOL_PINS } from "../../src/platform/tool-pins.ts";
import { provideTool, type ToolContext } from "../../src/platform/tools.ts";

let context: ToolContext;

beforeAll(async () => {
  const host = await inspectHost(execute, process.env);
  context = {
    fetch,
    settings: await readIndexSettings(process.env),
    cacheDir: mkdtempSync(join(tmpdir(), "tools-")),
    platform: host.toolPlatform,
  };
});

afterAll(() => rmSync(context.cacheDir, { recursive: true, force: true }));

it.each(["uv", "ty"] as const)("%s comes from its wheel on the index, is the pinned one, and runs", async (name) => {
  const path = await provideTool(name, context);
  expect(execFileSync(path, ["--version"], { encoding: "utf8" })).toContain(TOOL_PINS[name].version);
  const offline = { ...context, fetch: () => Promise.reject(new Error("asked again")) };
  expect(await provideTool(name, offline)).toBe(path);
});

it("pip runs from its wheel", async () => {
  const wheel = await provideTool("pip", context);
  expect(execFileSync("python3", [`${wheel}/pip`, "--version"], { encoding: "utf8" })).toContain(TOOL_PINS.pip.version);
});
