import { expect, test } from "vitest";
import { extractSurface } from "../../src/surface/extract.ts";
import { parsePython, release } from "./release-texts.ts";

test("a release's surface has all parts, each from the module that says it", () => {
  const surface = extractSurface(
    "1.0",
    release({
      "vllm/envs.py": `environment_variables = {"VLLM_A": lambda: os.getenv("VLLM_A", "1")}\n`,
      "vllm/plugin.py": `os.environ.get("VLLM_B")\n`,
      "vllm/metrics.py": `Counter("vllm:a_total", "doc")\n`,
      "vllm/entrypoints/protocol.py": "from pydantic import BaseModel\nclass ARequest(BaseModel):\n    a: int = 1\n",
      "vllm/entrypoints/router.py": `from vllm.entrypoints.protocol import ARequest\n@router.post("/a")\ndef a(body: ARequest): ...\n`,
      "vllm/registry.py": `_MODELS = {"A": ("a", "A")}\nModelRegistry = R({k: v for k, v in _MODELS.items()})\n`,
      "vllm/sampling_params.py": "class SamplingParams:\n    n: int = 1\n",
    }),
    parsePython,
  );
  expect(surface).toMatchObject({
    version: "1.0",
    variables: { VLLM_A: { default: "1" } },
    variablesElsewhere: ["VLLM_B"],
    metrics: { "vllm:a": { type: "counter" } },
    requests: { ARequest: { a: { default: "1" } } },
    endpoints: { "/a": ["ARequest"] },
    architectures: { A: { file: "vllm/registry.py" } },
    parameters: { SamplingParams: { n: { default: "1" } } },
  });
  expect(JSON.parse(JSON.stringify(surface))).toEqual(surface);
});

test("a release without Python has an empty one", () => {
  expect(extractSurface("1.0", new Map(), parsePython)).toEqual({
    version: "1.0",
    options: [],
    configs: {},
    parameters: {},
    variables: {},
    variablesElsewhere: [],
    requests: {},
    endpoints: {},
    metrics: {},
    architectures: {},
    formerArchitectures: {},
  });
});
