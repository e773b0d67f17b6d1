import { expect, test } from "vitest";
import { extractArchitectures } from "../../src/surface/architectures/extract-architectures.ts";
import { parsePython, release } from "./release-texts.ts";

const extract = (text: string) => extractArchitectures(release({ "vllm/models/registry.py": text }), parsePython);

test("the keys of the dictionary that the registry is made from, and of what it takes over", () => {
  const { architectures } = extract(`
_TEXT = {
    "LlamaForCausalLM": ("llama", "LlamaForCausalLM"),
    **{k: (m, a) for k, (m, a) in _OTHER.items() if a == "Llama"},
}
_EMBEDDING = {
    # BERT
    "BertModel": ("bert", "BertModel"),
    **{"RobertaModel": ("roberta", "RobertaModel")},
}
_UNUSED = {"Nobody": ("nobody", "Nobody")}
_VLLM_MODELS = {**_TEXT, **_EMBEDDING}
ModelRegistry = _ModelRegistry({
    arch: _LazyRegisteredModel(module_name=f"vllm.{name}", class_name=cls)
    for arch, (name, cls) in _VLLM_MODELS.items()
})
`);
  expect(Object.keys(architectures).sort()).toEqual(["BertModel", "LlamaForCausalLM", "RobertaModel"]);
  expect(architectures["BertModel"]).toEqual({ file: "vllm/models/registry.py", line: 8 });
});

test("those that are gone, with the last release or the plugin", () => {
  const { formerArchitectures } = extract(`
_PREVIOUSLY_SUPPORTED_MODELS = {"Phi": "0.9.2"}
_OOT_SUPPORTED_MODELS: dict[str, str] = {"Bart": "https://example.org/plugin"}
ModelRegistry = _ModelRegistry({})
`);
  expect(formerArchitectures).toEqual({ Phi: { last: "0.9.2" }, Bart: { plugin: "https://example.org/plugin" } });
});

test("the endings that it takes for one another, wherever they are declared", () => {
  const text = `_SUFFIX_TO_DEFAULTS: list[tuple[str, tuple[str, str]]] = [
    ("ForCausalLM", ("generate", "none")),
    # Others take priority.
    ("Model", ("pooling", "embed")),
]`;
  const registry = 'ModelRegistry = R({k: v for k, v in A.items()})\nA = {"LlamaForCausalLM": ("llama", "L")}';
  const texts = release({ "vllm/models/registry.py": registry, "vllm/config/model.py": text });
  expect(extractArchitectures(texts, parsePython).architectureEndings).toEqual(["ForCausalLM", "Model"]);
});

test("a release without a registry has none; circles end", () => {
  expect(extract("x = 1")).toEqual({ architectures: {}, formerArchitectures: {} });
  expect(extract("A = {**B}\nB = {**A}\nModelRegistry = R({k: v for k, v in A.items()})").architectures).toEqual({});
});
