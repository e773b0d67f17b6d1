import { describe, expect, it } from "vitest";
import { body, explained } from "./support.ts";

const name = (module: string, symbol: string) => ({ kind: "name", module, name: symbol }) as const;

describe("a name that moved", () => {
  const old = { "vllm/a.py": body("PagedThing"), "vllm/b.py": "" };
  const subject = name("vllm.a", "PagedThing");

  it("is found by name, kind and source, and the import line is rewritten in place", async () => {
    const target = { "vllm/a.py": "", "vllm/b.py": `import x\n\n${body("PagedThing")}` };
    const code = "if True:\n    from vllm.a import ^PagedThing as P  # keep me\n";
    expect(await explained({ old, target, subject, code })).toEqual({
      message: "`PagedThing` is gone from vllm.a (removed in 2.0); it is in vllm.b.",
      data: {
        removedIn: "2.0",
        movedTo: "vllm.b",
        evidence: "vllm/b.py:3 in 2.0",
        before: "    from vllm.a import PagedThing as P  # keep me",
      },
      suggestion: "    from vllm.b import PagedThing as P  # keep me",
    });
  });

  it("is not rewritten where another name on the line stays", async () => {
    const more = { ...old, "vllm/a.py": `${body("PagedThing")}\nOTHER_VALUE = 1\n` };
    const target = { "vllm/a.py": "OTHER_VALUE = 1\n", "vllm/b.py": body("PagedThing") };
    const code = "from vllm.a import ^PagedThing, OTHER_VALUE\n";
    const explanation = await explained({ old: more, target, subject, code });
    expect(explanation.data["movedTo"]).toBe("vllm.b");
    expect(explanation.suggestion).toBeUndefined();
  });

  it("is not rewritten over several lines", async () => {
    const target = { "vllm/a.py": "", "vllm/b.py": body("PagedThing") };
    const code = "from vllm.a import (\n    ^PagedThing,\n)\n";
    expect(await explained({ old, target, subject, code })).not.toHaveProperty("suggestion");
  });

  it.each([
    ["of another kind", { "vllm/b.py": `def PagedThing(value):\n    return value\n` }],
    ["with nothing else in common", { "vllm/b.py": "class PagedThing(Other):\n    kind = other.thing\n" }],
    ["in two places alike", { "vllm/b.py": body("PagedThing"), "vllm/c.py": body("PagedThing") }],
    ["in a copy of another project", { "vllm/third_party/b.py": body("PagedThing") }],
    ["under a condition", { "vllm/b.py": `if X:\n${body("PagedThing").replace(/^(?=.)/gm, "    ")}` }],
    ["in a docstring only", { "vllm/b.py": `"""\n${body("PagedThing")}"""\n` }],
  ])("is not claimed: one %s", async (_, files) => {
    const explanation = await explained({ old, target: { "vllm/a.py": "", ...files }, subject });
    expect(explanation).toEqual({
      message: "`PagedThing` is gone from vllm.a (removed in 2.0).",
      data: { removedIn: "2.0" },
    });
  });

  it("is said with care, and not rewritten, where little of its source is left", async () => {
    const target = { "vllm/b.py": body("PagedThing", "omega").replaceAll("self", "this") };
    const explanation = await explained({ old, target, subject, code: "from vllm.a import ^PagedThing\n" });
    expect(explanation).toEqual({
      message: "`PagedThing` is gone from vllm.a (removed in 2.0); vllm.b has one with other source.",
      data: { removedIn: "2.0", nearest: "vllm.b.PagedThing", evidence: "vllm/b.py:1 in 2.0" },
    });
  });

  it("is not claimed by a common name whose source differs", async () => {
    const target = { "vllm/a.py": "", "vllm/b.py": body("Config", "omega") };
    const explanation = await explained({
      old: { "vllm/a.py": body("Config") },
      target,
      subject: name("vllm.a", "Config"),
    });
    expect(explanation.data).toEqual({ removedIn: "2.0" });
  });

  it("is where a package re-exported it from", async () => {
    const layer = { "vllm/attention/layer.py": body("Attention") };
    const packaged = { "vllm/attention/__init__.py": "from .layer import Attention\n", ...layer };
    const target = { "vllm/attention/__init__.py": "", ...layer };
    const explanation = await explained({ old: packaged, target, subject: name("vllm.attention", "Attention") });
    expect(explanation.data["movedTo"]).toBe("vllm.attention.layer");
  });

  it("is where a lazy table took it from", async () => {
    const init = '_MAP = {"open_port": "network"}\n\ndef __getattr__(name):\n    return load(_MAP[name])\n';
    const network = { "vllm/utils/network.py": "def open_port():\n    return find(1)\n" };
    const explanation = await explained({
      old: { "vllm/utils/__init__.py": init, ...network },
      target: { "vllm/utils/__init__.py": "", ...network },
      subject: name("vllm.utils", "open_port"),
    });
    expect(explanation.data["movedTo"]).toBe("vllm.utils.network");
  });

  it("is imported from the package that hands it on, where the release does so itself", async () => {
    const target = {
      "vllm/a.py": "",
      "vllm/pkg/__init__.py": 'from .deep import PagedThing\n\n__all__ = ["PagedThing"]\n',
      "vllm/pkg/deep.py": body("PagedThing"),
      "vllm/user.py": "from vllm.pkg import (\n    PagedThing,\n)\n",
    };
    expect((await explained({ old, target, subject })).data["movedTo"]).toBe("vllm.pkg");
  });
});

describe("a module that is gone", () => {
  const subject = { kind: "module", module: "vllm.lora.models" } as const;
  const old = {
    "vllm/lora/models.py": `${body("LoraModel")}${body("LoraManager", "beta")}${body("LoraCache", "gamma")}`,
  };
  const code = (names: string) => `from ^vllm.lora.models import ${names}\n`;

  it("is explained name by name, and rewritten where all names go to one place", async () => {
    const target = { "vllm/lora/model.py": body("LoraModel"), "vllm/lora/rest.py": body("LoraManager", "beta") };
    expect(await explained({ old, target, subject, code: code("LoraModel") })).toMatchObject({
      message: "vllm.lora.models is gone (removed in 2.0); `LoraModel` is in vllm.lora.model.",
      suggestion: "from vllm.lora.model import LoraModel",
    });
    const both = await explained({ old, target, subject, code: code("LoraModel, LoraManager, LoraCache") });
    expect(both.message).toBe(
      "vllm.lora.models is gone (removed in 2.0); `LoraModel` is in vllm.lora.model, `LoraManager` is in vllm.lora.rest, `LoraCache` is not found elsewhere.",
    );
    expect(both.suggestion).toBeUndefined();
  });

  it("is found by what it defined where the module itself is imported", async () => {
    const target = { "vllm/lora/all.py": old["vllm/lora/models.py"] };
    const explanation = await explained({ old, target, subject, code: "import ^vllm.lora.models\n" });
    expect(explanation.data["movedTo"]).toBe("vllm.lora.all");
  });

  it("is not claimed to be where only a third of it is", async () => {
    const explanation = await explained({
      old,
      target: { "vllm/x.py": body("LoraModel") },
      subject,
      code: "import ^vllm.lora.models\n",
    });
    expect(explanation.message).toBe("vllm.lora.models is gone (removed in 2.0).");
  });
});

describe("a name that something else replaced", () => {
  const subject = name("vllm.sampling", "GuidedParams");
  const target = { "vllm/sampling.py": body("StructuredParams") };

  it.each([
    [
      "a warning",
      '        warnings.warn("GuidedParams is deprecated. This will be "\n            "removed in v2. Please use "\n            "StructuredParams instead.")\n',
    ],
    ["a docstring", '        """Deprecated: use `StructuredParams`."""\n', "class"],
    ["a constant", "        warn(MESSAGE)\n"],
  ])("is told by %s of the last release that had it", async (_, text, where?: string) => {
    const head = 'MESSAGE = "GuidedParams has been replaced by StructuredParams"\n';
    const own = where === "class" ? text.slice(4) : `    def __init__(self):\n${text}`;
    const old = { "vllm/sampling.py": `${text.includes("MESSAGE") ? head : ""}class GuidedParams:\n${own}` };
    const explanation = await explained({ old, target, subject });
    expect(explanation.data["renamedTo"]).toBe("StructuredParams");
    expect(explanation.message).toContain("vLLM 1.0 announced: use `StructuredParams` instead.");
  });

  it("is not claimed where the notice names what the target has not", async () => {
    const old = { "vllm/sampling.py": 'class GuidedParams:\n    """Deprecated: use `Gone`."""\n' };
    expect((await explained({ old, target, subject })).data).toEqual({ removedIn: "2.0" });
  });

  it("is told by nearly the same source", async () => {
    const explanation = await explained({
      old: { "vllm/a.py": body("HfTemplateThing") },
      target: { "vllm/a.py": body("TemplateThing") },
      subject: name("vllm.a", "HfTemplateThing"),
    });
    expect(explanation.message).toContain("It was renamed: `TemplateThing` has nearly the same source.");
  });

  it("is only near where the source differs, and not near what stood beside it", async () => {
    const old = { "vllm/a.py": `${body("CompilationLevel")}${body("CompilationLever", "omega")}` };
    const target = { "vllm/a.py": `class CompilationMode:\n    pass\n\n${body("CompilationLever", "omega")}` };
    const explanation = await explained({ old, target, subject: name("vllm.a", "CompilationLevel") });
    expect(explanation.data["nearest"]).toBe("CompilationMode");
  });
});
