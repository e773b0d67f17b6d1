import { expect, test } from "vitest";
import { makeArgParser, surfaceOf } from "./release.ts";

test("a config class takes what its constructor takes", async () => {
  const { configs } = await surfaceOf({
    "vllm/config/cache.py": `
from dataclasses import InitVar, field
from enum import Enum
from typing import Any, ClassVar, Protocol
from pydantic import BaseModel, Field, PrivateAttr
from vllm.config.utils import config

class Kind(Enum):
    A = "a"

class Shaped(Protocol):
    size: int

@config
class PassConfig:
    fuse: bool = False
    """This flag is deprecated, use \`mode\`."""
    mode: str = Field("fast", deprecated="gone in v9")

@config
class Parent:
    SIZE: ClassVar[int] = 8
    inherited: int = SIZE
    dropped: int = 1

@config
class CacheConfig(Parent):
    nested: PassConfig = field(default_factory=PassConfig)
    required: str
    dropped: int = field(default=1, init=False)
    _private: int = 0
    handed: InitVar[int] = 3
    kind: Kind = Kind.A

class OldConfig:
    def __init__(self, size: int = 4, *, nested: PassConfig = None, **kwargs):
        pass

class ModelledConfig(BaseModel):
    class Deep(BaseModel):
        x: int = 1
    deep: Deep = Deep()
    hidden: int = PrivateAttr()
`,
  });
  const names = Object.fromEntries(Object.entries(configs).map(([name, fields]) => [name, Object.keys(fields)]));
  expect(names).toEqual({
    CacheConfig: ["inherited", "nested", "required", "handed", "kind"],
    PassConfig: ["fuse", "mode"],
    Parent: ["inherited", "dropped"],
    OldConfig: ["size", "nested"],
    ModelledConfig: ["deep"],
    Deep: ["x"],
    ModelConfig: ["model"],
  });
  const file = "vllm/config/cache.py";
  expect(configs["CacheConfig"]).toMatchObject({
    inherited: { file, default: "8" },
    nested: { config: "PassConfig" },
    kind: { default: "'a'" },
    handed: { default: "3" },
  });
  expect(configs["CacheConfig"]?.["required"]).not.toHaveProperty("default");
  expect(configs["PassConfig"]).toMatchObject({
    fuse: { deprecated: "This flag is deprecated, use `mode`." },
    mode: { default: "'fast'", deprecated: "gone in v9" },
  });
  expect(configs["OldConfig"]).toMatchObject({ size: { default: "4" }, nested: { config: "PassConfig" } });
});

test("an option that takes a dictionary takes the config that the whole configuration has under its name", async () => {
  const { options, configs, parameters } = await surfaceOf({
    "vllm/config/vllm.py": `
from vllm.config.utils import config
from vllm.spec import SpeculativeConfig

@config
class VllmConfig:
    speculative_config: SpeculativeConfig | None = None
    block_size: int = 1
`,
    "vllm/spec.py":
      "from vllm.config.utils import config\n\n@config\nclass SpeculativeConfig:\n    method: str = 'x'\n",
    "vllm/engine/arg_utils.py": `
from dataclasses import dataclass
from typing import Any

@dataclass
class EngineArgs:
    speculative_config: dict[str, Any] | None = None
    _count: int = 0
`,
    "vllm/entrypoints/openai/cli_args.py": makeArgParser(`
parser.add_argument("--speculative-config", type=json.loads)
parser.add_argument("--block-size", type=int)`),
  });
  expect(options.map(({ config }) => config)).toEqual(["SpeculativeConfig", undefined]);
  expect(configs["SpeculativeConfig"]).toMatchObject({ method: { default: "'x'" } });
  expect(parameters["EngineArgs"]).toEqual({
    speculative_config: { file: "vllm/engine/arg_utils.py", line: 7, default: "None", config: "SpeculativeConfig" },
  });
});

test("what LLM names, and what it hands on to EngineArgs", async () => {
  const llm = (signature: string) => ({
    "vllm/entrypoints/llm.py": `class LLM:\n    def __init__(self, ${signature}):\n        pass\n`,
  });
  const open = await surfaceOf(llm("model: str, *, runner='auto', **kwargs"));
  const closed = await surfaceOf(llm("model: str, *, runner='auto'"));
  expect(Object.keys(open.parameters["LLM"] ?? {})).toEqual(["model", "runner"]);
  expect(open.parameters["LLM"]).toMatchObject({ runner: { default: "'auto'", line: 2 } });
  expect(Object.keys(closed.parameters["LLM"] ?? {})).toEqual(["model", "runner"]);
  const more = {
    "vllm/engine/arg_utils.py":
      "from dataclasses import dataclass\n\n@dataclass\nclass EngineArgs:\n    swap_space: int = 4\n",
  };
  const swapped = await surfaceOf({ ...llm("model, **kwargs"), ...more });
  expect(Object.keys(swapped.parameters["LLM"] ?? {})).toEqual(["swap_space", "model"]);
});
