import { describe, expect, it } from "vitest";
import { failingModules } from "../../../src/breakage/scope/failing-modules.ts";
import { indexModules } from "../../../src/breakage/scope/module-index.ts";

function failing(texts: Record<string, string>, path: string, line: number): string[] {
  const files = new Map(Object.entries(texts));
  return [...failingModules(files, [{ path, line, what: "vllm.gone" }], indexModules([...files.keys()])).keys()].sort();
}

describe("files that cannot be imported on the current release", () => {
  it("are the one with the failing import and those that import it, through packages too", () => {
    const texts = {
      "app/__init__.py": "",
      "app/engine/__init__.py": "from .worker import W\n",
      "app/engine/worker.py": "import os\nfrom vllm.gone import (\n    A,\n    B,\n)\n",
      "app/engine/other.py": "",
      "app/main.py": "from app.engine import W\n",
      "app/lazy.py": "def f():\n    from app.engine import W\n",
      "app/free.py": "import app\n",
    };
    expect(failing(texts, "app/engine/worker.py", 4)).toEqual([
      "app/engine/__init__.py",
      "app/engine/other.py",
      "app/engine/worker.py",
      "app/main.py",
    ]);
  });

  it.each(["try:\n    import vllm.gone\nexcept ImportError:\n    pass\n", "def f():\n    import vllm.gone\n"])(
    "are not those where the import is inside of something",
    (text) => {
      expect(failing({ "a.py": text, "b.py": "import a\n" }, "a.py", 2)).toEqual([]);
    },
  );
});
