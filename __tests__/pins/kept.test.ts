import { describe, expect, it } from "vitest";
import { parse, summary } from "./support.ts";

const pins = (text: string, file = "app.py") => summary(parse(file, text));

describe("Python that keeps what something else installs", () => {
  it.each([
    [
      'ENGINES: dict[str, list[str]] = {\n    "vllm": ["vllm>=0.31.0", "torch"],\n}\nif name not in ENGINES: raise KeyError(name)',
      ["2:15 requirement vllm>=0.31.0"],
    ],
    ['LEG = Leg(\n  install = (("vllm==0.31.0",),) + BASE,\n)', ["2:16 requirement vllm==0.31.0"]],
    ['INDEXES = {"vllm": ["https://wheels.vllm.ai/0.31.0/cu130"]}', ["1:45 index 0.31.0"]],
    ['cmds = []\ncmds.append("pip install vllm==0.31.0")', ["2:26 requirement vllm==0.31.0"]],
    ['commands = []\ncommands.extend(["pip install uv", "uv pip install --system vllm"])', ["2:61 requirement vllm"]],
    ['STACK = {"python": "3.11", "vllm": "0.31.0"}', ["1:37 constraint 0.31.0"]],
    ['def defaults(args):\n  if not args.vllm_version:\n    args.vllm_version = "0.31.0"', ["3:26 constraint 0.31.0"]],
    ['def run():\n  env = {"VLLM_VERSION": "0.31.0"}\n  start(env)', ["2:27 constraint 0.31.0"]],
    ['engine = EngineSpec(channel="stable", vllm_version="0.31.0")', ["1:53 constraint 0.31.0"]],
    [
      'IMAGES = {"cuda": "vllm/vllm-openai"}\nimage = IMAGES.get(name)\nif image is None: fail()',
      ["1:20 image vllm/vllm-openai"],
    ],
    [
      'VLLM_COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"',
      ["1:16 constraint 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"],
    ],
    [
      'REPOS = [{\n  "url": "https://github.com/vllm-project/vllm",\n  "commit": "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",\n}]',
      ["3:14 requirement 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"],
    ],
  ])("%s", (text, expected) => {
    expect(pins(text)).toEqual(expected);
  });

  it.each([
    ["a question", 'if supports("vllm>=0.31.0"): pass'],
    ["a message", 'raise ImportError("vllm>=0.31.0")'],
    ["a comparison", 'assert requirement == "vllm==0.31.0"'],
    ["a key of a table", 'x = TABLE["vllm==0.31.0"]'],
    ["a pin that is written", 'data["vllm"] = f"vllm @ git+https://github.com/vllm-project/vllm@v{version}"'],
    ["a short commit, of any fork", 'VLLM_COMMIT = "0a1b2c3"'],
    ["what was measured", 'VLLM_VERSION = "0.20.1rc1.dev144+g5737770c6"'],
  ])("none in %s", (_, text) => {
    expect(pins(text)).toEqual([]);
  });

  it("takes from a test what it runs, and no value", () => {
    const text =
      'os.system("docker pull vllm/vllm-openai:v0.31.0")\ndef test(args):\n  args.vllm_version = "0.30.0"\nWANT = ["vllm==0.30.0"]\n';
    expect(pins(text, "tests/test_server.py")).toEqual(["1:41 image v0.31.0"]);
  });

  it("leaves out the settings of documents", () => {
    expect(() => parse("docs/source/conf.py", 'vllm_version = "0.31.0"')).toThrow("no format");
  });
});
