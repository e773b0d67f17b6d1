import { describe, expect, it } from "vitest";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { parse, read, summary } from "./support.ts";

const pins = (text: string, file = "app.py") => summary(parse(file, text));

describe("pins in Python", () => {
  it.each([
    ["an image builder", 'image.pip_install("torch", "vllm==0.9.4")', ["1:29 requirement vllm==0.9.4"]],
    ["a list it is given", 'image.uv_pip_install(["vllm[audio]==0.9.4"])', ["1:24 requirement vllm[audio]==0.9.4"]],
    ["a command", 'image.run_commands("pip install vllm==0.9.6 torch")', ["1:33 requirement vllm==0.9.6"]],
    ["words", 'subprocess.run([sys.executable, "-m", "pip", "install", "vllm"])', ["1:58 requirement vllm"]],
    ["a variable", 'V = "0.9.3"\nos.system(f"pip install vllm=={V}")', ["1:6 requirement 0.9.3"]],
    ["a runtime environment", 'init(runtime_env={"pip": ["vllm==0.8.2"]})', ["1:28 requirement vllm==0.8.2"]],
    ["an image", 'Image.from_registry("vllm/vllm-openai:v0.8.6")', ["1:39 image v0.8.6"]],
    ["a default", 'I = os.environ.get("I", "vllm/vllm-openai:v0.8.6")', ["1:43 image v0.8.6"]],
    ["a manifest", 'M = """\nimage: vllm/vllm-openai:v0.8.7\n"""', ["2:25 image v0.8.7"]],
    ["a named version", 'VLLM_VERSION = "0.9.2"', ["1:17 constraint 0.9.2"]],
    ["a check", 'require_version("vllm>=0.4.3,<=0.11.0", "To fix: …")', ["1:18 check vllm>=0.4.3,<=0.11.0"]],
    ["a script's header", '# /// script\n# dependencies = ["vllm==0.9.2"]\n# ///\n', ["2:20 requirement vllm==0.9.2"]],
    [
      "an index",
      'i.pip_install("vllm", extra_index_url="https://wheels.vllm.ai/0.9.4/cu128")',
      ["1:16 requirement vllm", "1:63 index 0.9.4"],
    ],
  ])("finds %s", (_, text, expected) => {
    expect(pins(text)).toEqual(expected);
  });

  it.each([
    ["a comment", "# pip install vllm==0.1\n"],
    ["a docstring", '"""pip install vllm==0.1"""\n'],
    ["a message", 'raise ImportError("pip install vllm==0.1")\n'],
    ["a variable that is only said", 'M = "pip install vllm==0.1"\nprint(M)\n'],
    ["a comparison", 'if image == "vllm/vllm-openai:v0.1.0":\n    pass\n'],
    ["an assertion", 'assert get() == ["vllm==0.1"]\n'],
    ["a bound", 'MIN_VLLM_VERSION = "0.6.0"\n'],
    ["what was found", 'if v == "0.6.3":\n    vllm_version = "0.6.3"\n'],
    ["names of packages", 'packages = ["vllm", "torch"]\n'],
    ["another vendor's image", 'image = "rocm/vllm:v0.9.0"\n'],
    ["a sentence", 'run("Please use pip install vllm==0.1")\n'],
  ])("takes %s for none", (_, text) => {
    expect(pins(`import vllm\n${text}`)).toEqual([]);
  });

  it("takes a test's values for none, and an image it starts for one", () => {
    const text = 'VLLM_IMAGE = "vllm/vllm-openai:v0.8.5"\njob({"image": "vllm/vllm-openai:v0.8.6"})\n';
    expect(pins(text, "tests/test_job.py")).toEqual(["1:32 image v0.8.5"]);
  });

  it("gathers what the same command installs", async () => {
    const { pins: found, manifests } = await read({
      "app.py":
        'i.pip_install("vllm==0.9.4", "torch")\nj.pip_install("vllm==0.9.5", "numpy")\nrequire_version("vllm>=0.9")\n',
    });
    const sets = found.map((pin) => requirementSet(pin, manifests).requirements);
    expect(sets).toEqual([["torch"], ["numpy"], []]);
  });
});

describe("setup.py", () => {
  it("is read with its variables and extras, and never run", async () => {
    const text =
      'V = "0.9.2"\nGPU = ["vllm==" + V, "ray"]\nextras = {"gpu": GPU}\nextras["all"] = extras["gpu"] + ["b"]\n' +
      'setup(name="demo", install_requires=reqs("requirements.txt"), extras_require=extras, python_requires=">=3.10")\n';
    const { pins: found, manifests } = await read({ "setup.py": text, "requirements.txt": "numpy\n" });
    expect(summary({ pins: found })).toEqual(["1:6 requirement/extra:gpu 0.9.2"]);
    const [pin] = found;
    const set = pin && requirementSet(pin, manifests);
    expect(set).toMatchObject({ requirements: ["ray", "numpy"], requiresPython: ">=3.10" });
  });
});

describe("notebooks", () => {
  it("finds what code cells install", () => {
    const source = ['!pip install -q "vllm==0.9.2" torch\n', "%pip install vllm==0.9.3\n", "!uv pip install vllm=={V}"];
    const cells = [
      { cell_type: "markdown", source: "!pip install vllm==0.1" },
      { cell_type: "code", source },
      { cell_type: "code", source: "%%bash\npip install vllm==0.9.5" },
    ];
    const text = JSON.stringify({ cells }, null, 1);
    expect(parse("a.ipynb", text).pins.map(({ raw }) => raw)).toEqual([
      "vllm==0.9.2",
      "vllm==0.9.3",
      "vllm=={V}",
      "vllm==0.9.5",
    ]);
  });
});
