import { describe, expect, it } from "vitest";
import { explained } from "./support.ts";

const SAMPLING = "vllm/sampling.py";

function params(fields: string, more = ""): Record<string, string> {
  return {
    "vllm/__init__.py": "from .sampling import Params\n",
    [SAMPLING]: `import msgspec\n\nclass Params(msgspec.Struct):\n    n: int = 1\n${fields}\n${more}`,
  };
}

describe("a keyword that is gone", () => {
  const subject = { kind: "keyword", callee: undefined, name: "guided" } as const;
  const code = "from vllm import Params\n\nParams(n=1, ^guided=x)\n";
  const notice = (text: string) => `    def check(self):\n        warnings.warn(${text})\n`;

  it("is replaced as the notice says; no edit is offered where it is no plain rename", async () => {
    const old = params(
      "    guided: Guided = None\n",
      notice('"guided is deprecated. Please use "\n  "structured instead."'),
    );
    expect(await explained({ old, target: params("    structured: Structured = None\n"), subject, code })).toEqual({
      message: "Params takes no `guided` (removed in 2.0). vLLM 1.0 announced: use `structured` instead.",
      data: { removedIn: "2.0", callee: "Params", renamedTo: "structured", evidence: "vllm/sampling.py:8 in 1.0" },
    });
  });

  it("is renamed in place where the notice says renamed and the type is the same", async () => {
    const old = params("    guided: str = None\n    other: str = None\n", notice('"`guided` was renamed to `other`"'));
    const explanation = await explained({ old, target: params("    other: str = None\n"), subject, code });
    expect(explanation.suggestion).toBe("Params(n=1, other=x)");
  });

  it("is the opposite where it is one", async () => {
    const old = params("    disable_log: bool = True\n", notice('"`disable_log` was renamed to `enable_log`"'));
    const explanation = await explained({
      old,
      target: params("    enable_log: bool = True\n"),
      subject: { ...subject, name: "disable_log" },
      code: code.replace("guided", "disable_log"),
    });
    expect(explanation.message).toContain("use `enable_log` instead, which means the opposite.");
    expect(explanation.data["replacedBy"]).toBe("enable_log");
    expect(explanation.suggestion).toBeUndefined();
  });

  it("may be a field of another parameter", async () => {
    const old = params('    window_size: int = 1\n    """Deprecated. Use `config.window` instead."""\n');
    const target = params("    config: Config = None\n");
    const explanation = await explained({
      old,
      target,
      subject: { ...subject, callee: "Params.__init__", name: "window_size" },
    });
    expect(explanation.data["replacedBy"]).toBe("config.window");
  });

  it("is not replaced by what another argument's description says", async () => {
    const text =
      '    """Things.\n\n    Args:\n        guided: Nothing.\n        lost: Deprecated, use n instead.\n    """\n';
    const explanation = await explained({
      old: params(`${text}    guided: int = 1\n`),
      target: params(""),
      subject,
      code,
    });
    expect(explanation.message).toBe("Params takes no `guided` (removed in 2.0).");
  });

  it("is said of the callee as it is written where the call cannot be traced", async () => {
    const explanation = await explained({ old: {}, target: {}, subject, code: "cls(^guided=1)\n" });
    expect(explanation).toEqual({
      message: "`cls` takes no `guided` (removed in 2.0).",
      data: { removedIn: "2.0", callee: "cls" },
    });
  });

  it("is said without a callee where the call has no name", async () => {
    const explanation = await explained({ old: {}, target: {}, subject, code: "self.make()(^guided=1)\n" });
    expect(explanation).toEqual({
      message: "The call takes no `guided` (removed in 2.0).",
      data: { removedIn: "2.0" },
    });
  });
});

describe("a changed signature", () => {
  it("says how many arguments it takes, and which went", async () => {
    const explanation = await explained({
      old: { "vllm/f.py": "def pad(layer, config):\n    pass\n" },
      target: { "vllm/f.py": "\n\ndef pad(layer):\n    pass\n" },
      subject: { kind: "arity", callee: "pad", expected: 1, given: 2 },
      code: "from vllm.f import pad\n\npad(a, ^g(b))\n",
    });
    expect(explanation).toEqual({
      message: "pad(layer) takes 1 positional argument in 2.0, 2 are given; `config` is gone.",
      data: { removedIn: "2.0", callee: "pad", signature: "pad(layer)", evidence: "vllm/f.py:3 in 2.0" },
    });
  });

  it("counts without the receiver, as the signature shows it", async () => {
    const explanation = await explained({
      old: { "vllm/f.py": "class Engine:\n    def __init__(self, a, b): ...\n" },
      target: { "vllm/f.py": "class Engine:\n    def __init__(self, a): ...\n" },
      subject: { kind: "arity", callee: "Engine.__init__", expected: 2, given: 3 },
      text: "Too many positional arguments to bound method `Engine.__init__`: expected 2, got 3",
    });
    expect(explanation.message).toBe("Engine(a) takes 1 positional argument in 2.0, 2 are given; `b` is gone.");
    const unknown = await explained({
      old: {},
      target: {},
      subject: { kind: "arity", callee: "Engine.run", expected: 1, given: 3 },
      text: "Too many positional arguments to bound method `Engine.run`: expected 1, got 3",
    });
    expect(unknown.message).toBe("Engine.run takes no positional arguments in 2.0, 2 are given.");
  });

  it("names what it requires, with its type", async () => {
    const explanation = await explained({
      old: { "vllm/f.py": "class Engine:\n    def make(self, a): ...\n" },
      target: {
        "vllm/f.py":
          "class Base:\n    @classmethod\n    def make(cls, a, *, config: 'Config'): ...\n\nclass Engine(Base):\n    pass\n",
      },
      subject: { kind: "parameter", callee: "Engine.make", names: ["config"] },
    });
    expect(explanation).toMatchObject({
      message: "Engine.make requires `config: 'Config'` (new in 2.0).",
      data: { signature: "Engine.make(a, *, config)", evidence: "vllm/f.py:3 in 2.0" },
    });
  });

  it("is shown old and new for an override", async () => {
    const explanation = await explained({
      old: { "vllm/f.py": "class Base:\n    def step(self, a): ...\n" },
      target: { "vllm/f.py": "class Base:\n    def step(self, a, b=1): ...\n" },
      subject: { kind: "override", owner: "Base", name: "step" },
    });
    expect(explanation.message).toBe(
      "Base.step has another signature (changed in 2.0): `step(a, b=…)`, was `step(a)`.",
    );
  });
});

describe("an attribute that is gone", () => {
  it("is near one that is new", async () => {
    const explanation = await explained({
      old: { "vllm/e.py": "class Engine:\n    def __init__(self):\n        self.model_executor = 1\n" },
      target: { "vllm/e.py": "class Engine:\n    def __init__(self):\n        self.model_executors = 1\n" },
      subject: { kind: "attribute", owner: "Engine", name: "model_executor" },
    });
    expect(explanation.message).toBe(
      "Engine has no `model_executor` (removed in 2.0); nearest there: `model_executors`.",
    );
  });

  it("is replaced as the class says", async () => {
    const field = '    window_size: int = 1\n    """Deprecated and replaced with `pool.window`."""\n';
    const explanation = await explained({
      old: { "vllm/e.py": `class Engine:\n${field}` },
      target: { "vllm/e.py": "class Engine:\n    pool: Pool\n" },
      subject: { kind: "attribute", owner: "Engine", name: "window_size" },
    });
    expect(explanation.data).toMatchObject({ replacedBy: "pool.window", evidence: "vllm/e.py:3 in 1.0" });
  });

  it("is looked for in the base, where the repository's own class has lost it", async () => {
    const engine = (name: string) => `class Engine:\n    def __init__(self):\n        self.${name} = 1\n`;
    const explanation = await explained({
      old: { "vllm/e.py": engine("model_executor") },
      target: { "vllm/e.py": engine("model_executors") },
      subject: { kind: "attribute", owner: "Mine", name: "model_executor" },
      code: "from vllm.e import Engine\nclass Mine(Engine):\n    def f(self):\n        ^self.model_executor\n",
    });
    expect(explanation.message).toBe(
      "Mine has no `model_executor` (removed in 2.0); nearest there: `model_executors`.",
    );
  });

  it("is not near its opposite", async () => {
    const explanation = await explained({
      old: { "vllm/e.py": "class Engine:\n    non_uniform: int\n" },
      target: { "vllm/e.py": "class Engine:\n    uniform: int\n" },
      subject: { kind: "attribute", owner: "Engine", name: "non_uniform" },
    });
    expect(explanation.data).toEqual({ removedIn: "2.0" });
  });
});
