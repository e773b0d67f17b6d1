import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sharpen } from "../../../src/breakage/sharpen/sharpen.ts";
import { loadPythonParser, type ParsePython } from "../../../src/platform/syntax-parsers.ts";
import { cpuTimer } from "../../support/cpu-time.ts";

let parse: ParsePython;

beforeAll(async () => {
  parse = await loadPythonParser(join(import.meta.dirname, "..", "..", ".."));
});

function sharpened(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(sharpen(new Map(Object.entries(files)), parse));
}

/** One module's text; as it was where nothing changed. */
function one(text: string): string {
  return sharpened({ "vllm/a.py": text })["vllm/a.py"] ?? text;
}

describe("keywords behind **kwargs", () => {
  const args = `
from dataclasses import dataclass, field
from typing import ClassVar
@dataclass
class Base:
    model: str
@dataclass
class EngineArgs(Base):
    seed: int = 0
    limits: dict = field(default_factory=dict)
    count: ClassVar[int] = 0
    hidden: int = field(init=False)
    swap: int = 4
`;
  const llm = (signature: string, body: string) => `
from vllm.args import EngineArgs
class LLM:
    def __init__(self, model, ${signature}) -> None:
${body}
`;
  const call = "        args = EngineArgs(model=model, seed=7, **kwargs)";
  const run = (signature: string, body: string) => {
    const text = llm(signature, body);
    const result = sharpened({ "vllm/args.py": args, "vllm/llm.py": text })["vllm/llm.py"] ?? text;
    return /def __init__\(self, model, (.*)\) -> None/.exec(result)?.[1];
  };

  test("become the dataclass's fields, those the call gives left out", () => {
    expect(run("*, tp=1, **kwargs: Any,", call)).toBe("*, tp=1, limits=..., swap=...,");
    expect(run("tp=1, **kwargs", call)).toBe("tp=1, *, limits=..., swap=...");
    expect(run("swap=1, *rest, **kwargs", call)).toBe("swap=1, *rest, limits=...");
  });

  test("and the keys the body takes itself", () => {
    const body = `
        if "old" in kwargs:
            kwargs.pop("old")
        kwargs["swap"] = int(kwargs.get("older", 1))
        log(kwargs=1, other=self.kwargs)  # kwargs
${call}`;
    expect(run("*, **kwargs", body)).toBe("*, limits=..., swap=..., old=..., older=...");
  });

  test.each([
    `        log(kwargs)\n${call}`,
    "        a = EngineArgs(**kwargs)\n        b = EngineArgs(**kwargs)",
    "        a = EngineArgs(*rest, **kwargs)",
    "        a = EngineArgs(**other, **kwargs)",
    "        a = Unknown(**kwargs)",
    "        a = lib.EngineArgs(**kwargs)",
    `        kwargs = fix(kwargs)\n${call}`,
    `        kwargs[key] = 1\n${call}`,
  ])("anything else stays: %j", (body) => {
    expect(run("**kwargs", body)).toBe("**kwargs");
  });

  test("a class that is no dataclass of the standard library stays", () => {
    for (const head of [
      "@config\nclass A:",
      "class A:",
      "from pydantic.dataclasses import dataclass\n@dataclass\nclass A:",
    ]) {
      const text = `${head}\n    x: int = 1\ndef f(**kwargs):\n    return A(**kwargs)\n`;
      expect(one(text)).toBe(text);
    }
    const far =
      "from dataclasses import dataclass\n@dataclass\nclass A(lib.B):\n    x: int = 1\ndef f(**kwargs):\n    return A(**kwargs)\n";
    expect(one(far)).toBe(far);
  });

  test("classes that derive from each other end", () => {
    const text =
      "from dataclasses import dataclass\n@dataclass\nclass A(B): ...\n@dataclass\nclass B(A): ...\ndef f(**kwargs):\n  return A(**kwargs)\n";
    expect(one(text)).toBe(text);
  });
});

describe("overloads", () => {
  test("give way to the implementation", () => {
    const text =
      "class C:\n    @overload\n    def f(self, *, a: int) -> int: ...\n    @typing.overload\n    @deprecated('b')\n    def f(\n        self, *, b: str\n    ) -> str: ...\n    @wraps(g)\n    def f(self, *, a=0, b=''):\n        return a\n";
    expect(one(text)).toBe(text.replace("@overload", "").replace("@typing.overload", ""));
  });

  test.each([
    "class P(Protocol):\n    @overload\n    def f(self, a): ...\n    @overload\n    def f(self, b): ...\n    def g(self): ...\n",
    "if TYPE_CHECKING:\n    @overload\n    def f(a): ...\n    @overload\n    def f(b): ...\nelse:\n    def f(a): ...\n",
    "@overload\ndef f(a): ...\n@overload\ndef f(b): ...\n",
  ])("stay without one: %j", (text) => {
    expect(one(text)).toBe(text);
  });
});

describe("decorators that hide a signature they do not change", () => {
  test.each([
    "@torch.inference_mode()",
    "@torch.no_grad()  # fast",
    "@torch.compile",
    "@torch.compile(\n    dynamic=True,\n    backend=f('(x'),\n)",
    "@functools.lru_cache(maxsize=None)",
  ])("%s goes", (decorator) => {
    expect(one(`${decorator}\ndef f(a): ...\n`)).toMatch(/^\s*(?:# fast)?\ndef f\(a\): \.\.\.\n$/);
  });

  test.each([
    "@property",
    "@contextmanager",
    "@dataclass",
    "@torch.library.custom_op('a::b', mutates_args=())",
    "@triton.jit",
    "@cache",
    "@app.post('/x')",
    "@torch.compile if fast else same",
  ])("%s stays", (decorator) => {
    const text = `${decorator}\ndef f(a): ...\n`;
    expect(one(text)).toBe(text);
  });

  const wrapper = (body: string) => `
def timed(func):
    @wraps(func)
    def wrapper(*args: Any, **kwargs: Any):
${body}
    return wrapper
`;
  const use = "from .timing import timed\n@timed\ndef f(a): ...\n";
  const uses = (body: string, text = use) =>
    sharpened({ "vllm/timing.py": wrapper(body), "vllm/b.py": text })["vllm/b.py"] ?? text;

  test("one of the release's own that hands everything on goes", () => {
    expect(uses("        return func(*args, **kwargs)")).toBe(use.replace("@timed", ""));
  });

  test.each([
    "        kwargs.pop('x', None)\n        return func(*args, **kwargs)",
    "        kwargs['x'] = 1\n        return func(*args, **kwargs)",
    "        return func(1, *args, **kwargs)",
    "        return func(*args, x=1, **kwargs)",
    "        return func()",
  ])("one that changes the arguments stays: %j", (body) => {
    expect(uses(body)).toBe(use);
  });

  test("another of the same name stays", () => {
    const other = "from elsewhere import timed\n@timed\ndef f(a): ...\n";
    expect(uses("        return func(*args, **kwargs)", other)).toBe(other);
  });
});

describe("a module's __getattr__", () => {
  test("gives way to the names it answers to", () => {
    const lazy = `
D = {"old": "sub", "other": "nowhere"}
def __getattr__(name):
    if name in D:
        return load(D[name])
    raise AttributeError(name)
def cached():
    global __getattr__
    __getattr__ = cache(__getattr__)
class C:
    def __getattr__(self, name): ...
`;
    const { "vllm/utils/__init__.py": text } = sharpened({
      "vllm/utils/__init__.py": lazy,
      "vllm/utils/sub.py": "old = 1\n",
    });
    expect(text).toContain("def _answers_lazily(name):");
    expect(text).toContain("    global _answers_lazily\n    _answers_lazily = cache(_answers_lazily)\n");
    expect(text).toContain("def __getattr__(self, name)");
    expect(text).toContain("from vllm.utils.sub import old as old\nother: _lazily.Any = None\n");
  });

  test("variables declared for type checkers that it does not answer to go", () => {
    const text = `
if TYPE_CHECKING:
    VLLM_PORT: int = 1
    VLLM_GONE: bool = False
    from a import B
environment_variables = {"VLLM_PORT": lambda: 1, "VLLM_NEW": lambda: 2}
def __getattr__(name: str):
    if name in environment_variables:
        return environment_variables[name]()
    raise AttributeError(name)
`;
    const result = one(text);
    expect(result).toContain("    VLLM_PORT: int = 1\n    pass\n    from a import B\n");
    expect(result).toContain("VLLM_NEW: _lazily.Any = None");
    expect(result).not.toContain("VLLM_PORT: _lazily");
  });

  test("stays where its names cannot be told", () => {
    const text = "def __getattr__(name):\n    return load(name)\n";
    expect(one(text)).toBe(text);
  });
});

describe("hostile text", () => {
  test.each([
    ["parentheses", `@torch.compile${"(".repeat(100_000)}`],
    ["decorators", "@overload\n".repeat(20_000)],
    ["overloads", "@overload\ndef f(): ...\n".repeat(10_000)],
    ["splats", "f(**kwargs)".repeat(10_000)],
    ["calls", `${"F(".repeat(20_000)}**kwargs)`],
    ["wrappers", `wraps(\n${"def f(*args, **kwargs".repeat(10_000)}`],
    ["imports", "from a import (".repeat(10_000)],
    ["nothing", ""],
  ])("%s end in reasonable time", (_what, text) => {
    const spent = cpuTimer();
    one(`${text}\n`);
    one(
      `from dataclasses import dataclass\n@dataclass\nclass F:\n  x: int\ndef timed(f):\n  @wraps(f)\n  def w(*args, **kwargs):\n    return f(*args, **kwargs)\n  return w\n@timed\n${text}\n`,
    );
    expect(spent()).toBeLessThan(8000);
  });
});
