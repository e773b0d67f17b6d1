import { describe, expect, it } from "vitest";
import { others } from "./support.ts";

const variables = (text: string) => others("variable", text);

describe("variables", () => {
  it("are set in the environment", () => {
    expect(
      variables(
        [
          'os.environ["VLLM_A"] = "1"',
          'os.environ.setdefault("VLLM_B", str(2))',
          'os.putenv("VLLM_C", x)',
          'os.environ.update({"VLLM_D": "d"}, VLLM_E="e")',
          'monkeypatch.setenv("VLLM_F", "f")',
          'os.environ["VLLM_G"] = os.environ["VLLM_H"] = "gh"',
        ].join("\n"),
      ).sort(),
    ).toEqual([
      "set VLLM_A=1 @VLLM_A",
      "set VLLM_B=2 @VLLM_B",
      "set VLLM_C @VLLM_C",
      "set VLLM_D=d @VLLM_D",
      "set VLLM_E=e @VLLM_E",
      "set VLLM_F=f @VLLM_F",
      "set VLLM_G @VLLM_G",
      "set VLLM_H=gh @VLLM_H",
    ]);
  });

  it("are set in what becomes an environment", () => {
    expect(variables('run(cmd, env={"VLLM_A": "1", **os.environ})')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('run(cmd, env=dict(os.environ, VLLM_A="1"))')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('env = os.environ.copy()\nenv["VLLM_A"] = "1"')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('ray.init(runtime_env={"env_vars": {"VLLM_A": "1"}})')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('image = image.env({"VLLM_A": "1"})')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('@mock.patch.dict(os.environ, {"VLLM_A": "1"})\ndef f(): pass')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('pod = {"env": [{"name": "VLLM_A", "value": "1"}]}')).toEqual(["set VLLM_A=1 @VLLM_A"]);
    expect(variables('settings = {"VLLM_A": "1"}')).toEqual(["~set VLLM_A=1 @VLLM_A"]);
    expect(variables('run(["docker", "run", "-e", "VLLM_A=1", "vllm/vllm-openai:v1"])')).toEqual([
      "set VLLM_A=1 @VLLM_A",
    ]);
    expect(variables('os.system("VLLM_A=1 vllm serve m")')).toEqual(["set VLLM_A=1 @VLLM_A"]);
  });

  it("are read", () => {
    expect(
      variables(
        'os.environ["VLLM_A"]; os.getenv("VLLM_B", "0"); os.environ.get("VLLM_C")\nif "VLLM_D" not in os.environ: pass',
      ).sort(),
    ).toEqual(["A", "B", "C", "D"].map((name) => `read VLLM_${name} @VLLM_${name}`));
  });

  it.each([
    ["import vllm.envs as table", "table"],
    ["import vllm.envs", "vllm.envs"],
    ["from vllm import LLM, envs as table", "table"],
    ["from vllm import envs", "envs"],
  ])("are looked up in vLLM's own table: %s", (statement, name) => {
    expect(variables(`${statement}\n${name}.is_set("VLLM_A")`)).toEqual(["looked-up VLLM_A @VLLM_A"]);
  });

  it("are not looked up there in another table of that name", () => {
    expect(variables('from own import envs\nenvs.is_set("VLLM_A")')).toEqual([]);
    expect(variables('import vllm\nimport own.envs as envs\nenvs.is_set("VLLM_A")')).toEqual([]);
  });

  it("are named by constants too", () => {
    expect(variables('KEY = "VLLM_A"\nos.environ[KEY] = "1"\nos.environ[KEY] = "2"')).toEqual(["set VLLM_A=1 @VLLM_A"]);
  });

  it("of other names are uses where a release knows them, and never certain", () => {
    expect(variables('# vllm\nos.environ["VERBOSE"] = "1"\nos.environ["OTHER"] = "1"\nx = {"VERBOSE": 1}')).toEqual([
      "~set VERBOSE=1 @VERBOSE",
    ]);
  });

  it("that are removed, defined, imported or spoken of are none", () => {
    for (const text of [
      'os.environ.pop("VLLM_A", None)',
      'del os.environ["VLLM_A"], os.environ["VLLM_B"]',
      'monkeypatch.delenv("VLLM_A")',
      'TABLE = {"VLLM_A": lambda: True}',
      'VLLM_A = 1\nfrom x import VLLM_B\nprint("VLLM_C")',
      '"""os.environ["VLLM_A"] = 1"""',
      'names = ["VLLM_A"]',
    ])
      expect(variables(text)).toEqual([]);
  });
});
