import { describe, expect, it } from "vitest";
import { decidePython } from "../../src/environment/python-version.ts";
import { fakeExec } from "../support/fake-exec.ts";
import { treeOf } from "../support/samples-pins.ts";

async function decided(over: {
  setting?: string;
  files?: Record<string, string>;
  requires?: string[];
  machine?: string;
}) {
  const exec = fakeExec(() => (over.machine === undefined ? undefined : { stdout: `${over.machine}\n` }));
  const { version, from } = await decidePython({
    setting: over.setting,
    tree: treeOf(over.files ?? {}),
    requiresPython: over.requires ?? [],
    exec,
    env: {},
  });
  return `${version} from ${from}`;
}

describe("decidePython", () => {
  it.each<[string, Parameters<typeof decided>[0]]>([
    [
      "3.12 from the python-version setting",
      { setting: "3.12", files: { ".python-version": "3.10" }, machine: "3.11.7" },
    ],
    ["3.10 from .python-version", { files: { ".python-version": "3.10\n3.9\n" }, machine: "3.11.7" }],
    ["3.12 from .python-version", { files: { ".python-version": "3.12-dev\n" } }],
    ["3.12.1 from .python-version", { files: { ".python-version": "cpython@3.12.1\n" } }],
    ["3.11.7 from the python3 of this machine", { files: { ".python-version": "my-venv\n" }, machine: "3.11.7" }],
    ["3.11.7 from the python3 of this machine", { requires: [">=3.10", "not a specifier"], machine: "3.11.7" }],
    ["3.12 from requires-python", { requires: [">=3.12,<3.13"], machine: "3.11.7" }],
    ["3.10 from requires-python", { requires: ["<3.11", ">=3.10"], machine: "3.11.7" }],
    ["3.12 from requires-python", { requires: [">=3.10"] }],
    ["3.11.7 from no other choice", { requires: [">=4"], machine: "3.11.7" }],
    ["3.12 from no other choice", { requires: [">=4"] }],
  ])("%s", async (expected, over) => {
    expect(await decided(over)).toBe(expected);
  });
});
