import { describe, expect, it } from "vitest";
import type { RuleId } from "../../../src/checks/rules.ts";
import { judge } from "./judge.ts";

const NAME = "from vllm.config import @@Gone";
const MODULE = "from vllm.old.a import @@Gone";

/** `try: <body>`, `except <exceptions>: <handler>`: what becomes of the import in the body. */
const IMPORTS: readonly [body: string, exceptions: string, handler: string, kind: string][] = [
  // What is caught: a name that is gone raises ImportError, a module that is gone ModuleNotFoundError.
  [NAME, " ImportError", "from vllm.new import Gone", "live"],
  [NAME, " ModuleNotFoundError", "from vllm.new import Gone", "none"],
  [MODULE, " ModuleNotFoundError", "from vllm.new import Gone", "live"],
  [MODULE, " ImportError", "from vllm.new import Gone", "live"],
  ["import @@vllm.old", " ImportError", "import vllm.new", "live"],
  [NAME, " Exception", "from vllm.new import Gone", "live"],
  [NAME, " BaseException as e", "from vllm.new import Gone", "live"],
  [NAME, "", "from vllm.new import Gone", "live"],
  [NAME, " (ValueError, ImportError)", "from vllm.new import Gone", "live"],
  [NAME, " (AttributeError, ModuleNotFoundError)", "from vllm.new import Gone", "none"],
  [NAME, "* ImportError", "from vllm.new import Gone", "live"],
  [NAME, " builtins.ImportError", "from vllm.new import Gone", "live"],
  [NAME, " AttributeError", "from vllm.new import Gone", "none"],
  [NAME, " CustomError", "from vllm.new import Gone", "none"],
  // What takes its place.
  [NAME, " ImportError", "Gone = None", "dead"],
  [NAME, " ImportError", "pass", "dead"],
  [NAME, " ImportError", "...", "dead"],
  [NAME, " ImportError", "HAS_GONE = False", "dead"],
  [NAME, " ImportError", "Gone = ()\n    OTHER = {}", "dead"],
  [NAME, " ImportError as e", "logger.warning('gone %s', e)\n    Gone = None", "dead"],
  [NAME, " ImportError as e", "error = e\n    Gone = None", "dead"],
  [NAME, " ImportError as e", "error = str(e)", "dead"],
  [NAME, " ImportError", "warnings.warn('gone')", "dead"],
  [NAME, " ImportError", "print('gone')", "dead"],
  [NAME, " ImportError", "raise", "none"],
  [NAME, " ImportError as e", "raise RuntimeError('install vllm') from e", "none"],
  [NAME, " ImportError", "logger.error('gone')\n    raise", "none"],
  [NAME, " ImportError", "from mine import Gone", "live"],
  [NAME, " ImportError", "from mine import Other", "dead"],
  [NAME, " ImportError", "class Gone: pass", "live"],
  [NAME, " ImportError", "def Gone(x): return old(x)", "live"],
  [NAME, " ImportError", "def Gone(x):\n        raise ImportError('old')", "dead"],
  [NAME, " ImportError", "Gone = make()", "live"],
  [NAME, " ImportError", "Gone = lambda x: x", "live"],
  [NAME, " ImportError", "Gone = Other", "live"],
  [NAME, " ImportError", "from vllm.old.a import Gone", "dead"],
  [NAME, " ImportError", "from vllm.config import Gone2 as Gone", "dead"],
  [
    NAME,
    " ImportError",
    "try:\n        from vllm.old.a import Gone\n    except ImportError:\n        from vllm.new import Gone",
    "live",
  ],
  [
    NAME,
    " ImportError",
    "try:\n        from vllm.old.a import Gone\n    except ImportError:\n        Gone = None",
    "dead",
  ],
  [
    NAME,
    " ImportError",
    "try:\n        from vllm.new import Gone\n    except ImportError:\n        Gone = None",
    "live",
  ],
  [`${NAME}, Kept`, " ImportError", "Gone = make()\n    Kept = None", "dead"],
  [`${NAME}\n    HAS = True`, " ImportError", "HAS = False", "dead"],
  [`${NAME}\n    parser = Gone()`, " ImportError", "parser = other()", "live"],
  [`${NAME}\n    parser = Gone()`, " ImportError", "parser = None", "dead"],
  [NAME, " ImportError", "patch_old_release()", "live"],
  [
    NAME,
    " ImportError",
    "if vllm.__version__ < '0.1':\n        from vllm.old.a import Gone\n    else:\n        from vllm.new import Gone",
    "live",
  ],
];

describe("a fallback for an import", () => {
  it.each(IMPORTS)("try %j, except%s: %j: %s", (body, exceptions, handler, kind) => {
    expect(judge({ text: `import vllm\ntry:\n    ${body}\nexcept${exceptions}:\n    ${handler}\n` }).kind).toBe(kind);
  });

  it.each([
    ["only the body is guarded: else", `try:\n    x()\nexcept ImportError:\n    pass\nelse:\n    ${NAME}\n`, "none"],
    [
      "only the body is guarded: finally",
      `try:\n    x()\nexcept ImportError:\n    pass\nfinally:\n    ${NAME}\n`,
      "none",
    ],
    ["the handler, reached", `try:\n    from vllm.old import x\nexcept ImportError:\n    ${NAME}\n`, "none"],
    ["the handler, not reached", `try:\n    from vllm.new import x\nexcept ImportError:\n    ${NAME}\n`, "live"],
    ["the handler of other imports", `try:\n    import torch\nexcept ImportError:\n    ${NAME}\n`, "none"],
    [
      "the handler of vLLM's and other imports",
      `try:\n    import torch\n    from vllm.new import x\nexcept ImportError:\n    ${NAME}\n`,
      "unclear",
    ],
    [
      "the innermost that catches",
      `try:\n    try:\n        ${NAME}\n    except KeyError:\n        pass\nexcept ImportError:\n    from vllm.new import Gone\n`,
      "live",
    ],
    [
      "the innermost first",
      `try:\n    try:\n        ${NAME}\n    except ImportError:\n        Gone = None\nexcept ImportError:\n    from vllm.new import Gone\n`,
      "dead",
    ],
    [
      "raised again, caught outside",
      `try:\n    try:\n        ${NAME}\n    except ImportError:\n        raise\nexcept ImportError:\n    from vllm.new import Gone\n`,
      "live",
    ],
    [
      "raised as another, not caught outside",
      `try:\n    try:\n        ${NAME}\n    except ImportError as e:\n        raise ValueError() from e\nexcept ImportError:\n    from vllm.new import Gone\n`,
      "none",
    ],
    [
      "the first handler that catches",
      `try:\n    ${NAME}\nexcept ModuleNotFoundError:\n    from vllm.new import Gone\nexcept ImportError:\n    Gone = None\n`,
      "dead",
    ],
    [
      "a function's body runs later",
      `try:\n    def f():\n        ${NAME}\nexcept ImportError:\n    from vllm.new import Gone\n`,
      "none",
    ],
    [
      "a chain of tries, live",
      `try:\n    ${NAME}\nexcept ImportError:\n    pass\ntry:\n    from vllm.new import Gone\nexcept ImportError:\n    pass\n`,
      "live",
    ],
    [
      "a chain of tries, dead",
      `try:\n    ${NAME}\nexcept ImportError:\n    pass\ntry:\n    from vllm.old import Gone\nexcept ImportError:\n    pass\n`,
      "dead",
    ],
    [
      "set to None, then imported",
      `try:\n    ${NAME}\nexcept ImportError:\n    Gone = None\nif Gone is None:\n    from vllm.new import Gone\n`,
      "live",
    ],
    [
      "what follows runs instead",
      `def f():\n    try:\n        ${NAME}\n        return Gone()\n    except ImportError:\n        pass\n    from vllm.new import x\n    return x()\n`,
      "live",
    ],
    [
      "what follows gives up",
      `def f():\n    try:\n        ${NAME}\n        return Gone()\n    except ImportError:\n        pass\n    return None\n`,
      "dead",
    ],
    [
      "returned from the handler",
      `def f():\n    try:\n        ${NAME}\n    except ImportError:\n        return old()\n`,
      "live",
    ],
    [
      "nothing returned from the handler",
      `def f():\n    try:\n        ${NAME}\n    except ImportError:\n        return None\n`,
      "dead",
    ],
    ["suppressed", `from contextlib import suppress\nwith suppress(ImportError):\n    ${NAME}\n`, "dead"],
    ["suppressed, another exception", `import contextlib\nwith contextlib.suppress(KeyError):\n    ${NAME}\n`, "none"],
    [
      "suppressed, imported elsewhere",
      `import contextlib\nwith contextlib.suppress(ImportError):\n    ${NAME}\nfrom vllm.new import Gone\n`,
      "live",
    ],
    [
      "a constant of exceptions",
      `ERRORS = (ImportError, AttributeError)\ntry:\n    ${NAME}\nexcept ERRORS:\n    from vllm.new import Gone\n`,
      "live",
    ],
    ["expected by a test", `with pytest.raises(ImportError):\n    ${NAME}\n`, "live"],
    [
      "under a version condition too",
      `import vllm\nif vllm.__version__ == "0.11.0":\n    try:\n        ${NAME}\n    except ImportError:\n        Gone = None\n`,
      "live",
    ],
  ])("%s", (_, text, kind) => {
    expect(judge({ text }).kind).toBe(kind);
  });

  it("says that every branch fails", () => {
    const text = `try:\n    ${NAME}\nexcept ImportError:\n    from vllm.old import Gone\n`;
    expect(judge({ text })).toEqual({
      kind: "dead",
      why: "every branch of this fallback fails on 0.12.0 (lines 3 and 4)",
    });
  });
});

const ATTRIBUTE = "x = engine.@@model";

/** `try: <body>`, `except <exceptions>: <handler>`: what becomes of a use in the body. */
const USES: readonly [rule: RuleId, body: string, exceptions: string, handler: string, kind: string][] = [
  ["attribute-gone", ATTRIBUTE, " AttributeError", "x = engine.new", "live"],
  ["attribute-gone", ATTRIBUTE, " Exception", "x = engine.new()", "live"],
  ["attribute-gone", ATTRIBUTE, " TypeError", "x = engine.new", "none"],
  ["attribute-gone", ATTRIBUTE, " AttributeError", "x = None", "dead"],
  ["attribute-gone", ATTRIBUTE, " AttributeError", "pass", "dead"],
  ["attribute-gone", ATTRIBUTE, " Exception as e", "logger.error(e)", "dead"],
  ["attribute-gone", ATTRIBUTE, " AttributeError", "raise", "none"],
  ["keyword-unknown", "x = LLM(@@best_of=3)", " TypeError", "x = LLM()", "live"],
  ["keyword-unknown", "x = LLM(@@best_of=3)", " AttributeError", "x = LLM()", "none"],
  ["keyword-unknown", "x = LLM(@@best_of=3)", " TypeError", "x = None", "dead"],
  ["argument-required", "x = @@LLM()", " TypeError", "x = LLM(1)", "live"],
  ["too-many-arguments", "x = LLM(1, @@2)", "", "x = LLM(1)", "live"],
  ["abstract-method-new", "x = @@Mine()", " TypeError", "pass", "dead"],
  ["override-changed", "x = @@Mine()", " TypeError", "x = y()", "none"],
];

describe("a fallback for a use", () => {
  it.each(USES)("%s: try %j, except%s: %j: %s", (rule, body, exceptions, handler, kind) => {
    const text = `def f():\n    try:\n        ${body}\n    except${exceptions}:\n        ${handler}\n`;
    expect(judge({ text, rule }).kind).toBe(kind);
  });

  it("tells a fallback that is reached by the lines that are broken", () => {
    const text = `try:\n    x = engine.new\nexcept AttributeError:\n    ${ATTRIBUTE}\n`;
    const rule = "attribute-gone";
    expect(judge({ text, rule }).kind).toBe("unclear");
    expect(judge({ text, rule, brokenLines: [4] }).kind).toBe("unclear");
    expect(judge({ text, rule, brokenLines: [2, 4] }).kind).toBe("none");
  });

  it.each([
    ["hasattr", "if hasattr(engine, 'model'):\n    x = engine.@@model\n", "live"],
    ["hasattr of another name", "if hasattr(engine, 'other'):\n    x = engine.@@model\n", "none"],
    ["hasattr of another object", "if hasattr(other, 'model'):\n    x = engine.@@model\n", "none"],
    ["not hasattr", "if not hasattr(engine, 'model'):\n    x = engine.@@model\n", "none"],
    ["hasattr, from the start of the chain", "if hasattr(a.b, 'c'):\n    x = @@a.b.c.d\n", "live"],
    ["hasattr in an expression", "x = engine.@@model if hasattr(engine, 'model') else None\n", "live"],
    ["hasattr and", "x = hasattr(engine, 'model') and engine.@@model\n", "live"],
    ["else of hasattr", "if hasattr(engine, 'model'):\n    pass\nelse:\n    x = engine.@@model\n", "none"],
    ["early exit", "def f():\n    if not hasattr(engine, 'model'):\n        return\n    x = engine.@@model\n", "live"],
    ["getattr", "if getattr(engine, 'model', None) is not None:\n    x = engine.@@model\n", "live"],
  ])("%s", (_, text, kind) => {
    expect(judge({ text, rule: "attribute-gone" }).kind).toBe(kind);
  });

  it.each([
    ["a test of the signature", "if 'best_of' in inspect.signature(LLM).parameters:\n    LLM(@@best_of=1)\n", "live"],
    ["of another keyword", "if 'other' in inspect.signature(LLM).parameters:\n    LLM(@@best_of=1)\n", "none"],
    [
      "not in",
      "if 'best_of' not in inspect.signature(LLM).parameters:\n    LLM()\nelse:\n    LLM(@@best_of=1)\n",
      "live",
    ],
    [
      "before a dictionary's key is set",
      "has = 'best_of' in inspect.signature(LLM).parameters\nif wanted and has:\n    cfg[@@'best_of'] = 1\nLLM(**cfg)\n",
      "live",
    ],
    ["of another key", "if 'n' in inspect.signature(LLM).parameters:\n    cfg[@@'best_of'] = 1\nLLM(**cfg)\n", "none"],
    [
      "a helper that looks for it",
      "def takes(f):\n    keys = signature(f).parameters.keys()\n    return 'best_of' in keys\nif takes(f):\n    f(@@best_of=1)\n",
      "live",
    ],
    ["the repository's own keys", "keys = config.keys()\nif 'best_of' in keys:\n    f(@@best_of=1)\n", "none"],
    ["a helper asked for it", "if self._call_supports('best_of'):\n    cfg[@@'best_of'] = 1\n", "live"],
    ["a helper asked for another", "if self._call_supports('other'):\n    cfg[@@'best_of'] = 1\n", "none"],
    ["the repository's own setting", "if config.has('best_of'):\n    cfg[@@'best_of'] = 1\n", "none"],
    ["a key of a literal", "if 'best_of' in signature(LLM).parameters:\n    cfg = {@@'best_of': 1}\n", "live"],
  ])("%s", (_, text, kind) => {
    expect(judge({ text, rule: "keyword-unknown" }).kind).toBe(kind);
  });

  it.each([
    ["assigned before", "def f(batch):\n    batch.lens = 1\n    if x:\n        return batch.@@lens + 1\n", "live"],
    ["the read around it", "def f(batch):\n    batch.lens = 1\n    y = batch.other = @@batch.lens.clone()\n", "live"],
    ["under a condition", "def f(batch):\n    if x:\n        batch.lens = 1\n    return batch.@@lens\n", "none"],
    ["afterwards", "def f(batch):\n    y = batch.@@lens\n    batch.lens = 1\n", "none"],
    ["by itself", "def f(batch):\n    batch.lens = batch.@@lens + 1\n", "none"],
    ["of another object", "def f(batch):\n    other.lens = 1\n    return batch.@@lens\n", "none"],
    ["of what was the object", "def f(batch):\n    batch.lens = 1\n    batch = g()\n    return batch.@@lens\n", "none"],
    ["of a part since replaced", "def f(a):\n    a.b.lens = 1\n    a.b = g()\n    return a.b.@@lens\n", "none"],
    ["in another function", "def g(batch):\n    batch.lens = 1\ndef f(batch):\n    return batch.@@lens\n", "none"],
    ["written again", "def f(batch):\n    batch.lens = 1\n    @@batch.lens = 2\n", "none"],
  ])("an attribute %s", (_, text, kind) => {
    expect(judge({ text, rule: "attribute-gone" }).kind).toBe(kind);
  });

  it("does not reach what follows a failing import that is caught", () => {
    const text = "try:\n    from vllm.config import Gone\n    x = engine.@@model\nexcept ImportError:\n    x = None\n";
    expect(judge({ text, rule: "attribute-gone" }).kind).toBe("live");
    expect(judge({ text: text.replace("x = None", "raise"), rule: "attribute-gone" }).kind).toBe("none");
  });
});
