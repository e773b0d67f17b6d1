import { describe, expect, it } from "vitest";
import { evaluateMarker, markerEnvironment } from "../../src/python/marker.ts";

const LINUX = markerEnvironment("3.11.7", { os: "linux", machine: "x86_64" });
const MAC = markerEnvironment("3.12", { os: "darwin", machine: "arm64" });

describe("evaluateMarker", () => {
  // Markers of vLLM's own metadata (0.23 to 0.33), and of PEP 508.
  it.each([
    ['platform_machine == "x86_64" or platform_machine == "arm64"', true],
    ['platform_machine == "arm64" and platform_machine != "x86_64"', false],
    ['python_version > "3.9"', true],
    ['python_version < "3.10"', false],
    ['python_version >= "3.9" and python_version != "3.13"', true],
    ['"3.9" < python_version', true],
    ['python_full_version == "3.11.*"', true],
    ['python_full_version < "3.11.8"', true],
    ['python_version ~= "3.10"', true],
    ['sys_platform in "linux darwin"', true],
    ["sys_platform not in 'win32'", true],
    ["sys_platform not  in 'linux'", false],
    ['(os_name == "posix" and (platform_system != "Windows"))', true],
    ['implementation_name == "cpython" and platform_python_implementation == "CPython"', true],
    ['extra == "audio"', true],
    ['extra == "Audio"', true],
    ['extra == "bench"', false],
    ['"bench" == extra', false],
    ['extra != "bench" and python_version >= "3"', true],
    // `and` binds closer than `or`.
    ['sys_platform == "linux" or sys_platform == "win32" and python_version < "3"', true],
  ])("%s is %s", (marker, holds) => {
    expect(evaluateMarker(marker, LINUX, ["audio"])).toBe(holds);
  });

  it("asks the environment that it is told of", () => {
    expect(evaluateMarker('sys_platform == "darwin" and platform_machine == "arm64"', MAC, [])).toBe(true);
    expect(evaluateMarker('python_version == "3.12"', MAC, [])).toBe(true);
  });

  it("does not know what the environment does not say, unless the other side decides", () => {
    expect(evaluateMarker('platform_release >= "5"', LINUX, [])).toBeUndefined();
    expect(evaluateMarker('platform_release >= "5" and sys_platform == "win32"', LINUX, [])).toBe(false);
    expect(evaluateMarker('platform_release >= "5" or sys_platform == "linux"', LINUX, [])).toBe(true);
  });

  it.each([
    "",
    "python_version",
    'python_version >= "3" and',
    '(python_version >= "3"',
    'python_version >= "3")',
    'python_version => "3"',
    `${"(".repeat(400)}python_version >= "3"${")".repeat(400)}`,
  ])("takes no %j for a marker", (text) => {
    expect(evaluateMarker(text, LINUX, [])).toBeUndefined();
  });
});
