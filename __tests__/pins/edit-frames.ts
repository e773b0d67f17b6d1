import type { PinFormatId } from "../../src/pins/pin.ts";

/** What a frame takes at `@@`, and in which words. */
export type Slot = "requirement" | "poetry" | "tag" | "version" | "conda" | "whole";

/** A file around one pin: `@@` is where it goes. All else must stay as it is, byte for byte. */
export interface Frame {
  readonly format: PinFormatId;
  readonly file: string;
  readonly slot: Slot;
  readonly text: string;
}

const frame = (format: PinFormatId, file: string, slot: Slot, text: string): Frame => ({ format, file, slot, text });

/** A row a place where a format has pins: Windows line ends, tabs, comments and other texts that look like the pin around it. */
export const FRAMES: readonly Frame[] = [
  frame(
    "requirements",
    "requirements.txt",
    "requirement",
    "# vllm==9\r\ntorch==2.9 \\\n  --hash=sha256:a\n  @@ # vllm==9\n-r a.txt\n",
  ),
  frame("requirements", "requirements.txt", "requirement", "\uFEFF@@"),
  frame(
    "requirements",
    "requirements.txt",
    "whole",
    "vllm @ https://example.com/v0.31.0/vllm-0.31.0-cp38-abi3-linux_x86_64.whl\n",
  ),
  frame(
    "requirements",
    "requirements.txt",
    "whole",
    "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0 ; python_version < '3.13'\n",
  ),
  frame(
    "pyproject",
    "pyproject.toml",
    "requirement",
    '# vllm==9\n[project]\ndependencies = [\r\n  "torch", "@@", # vllm\n]\n[tool.x]\ndependencies = ["vllm==9"]\n',
  ),
  frame(
    "pyproject",
    "pyproject.toml",
    "requirement",
    '[dependency-groups]\n"a.b" = ["x"]\nc = [{ include-group = "a.b" }, "@@"]\n',
  ),
  frame(
    "pyproject",
    "pyproject.toml",
    "requirement",
    '[tool.hatch.envs.gpu]\r\nextra-dependencies = [\r\n\t"@@",\r\n]\n',
  ),
  frame("pyproject", "vllm.pyproject.toml", "requirement", '[tool.pdm.dev-dependencies]\ngpu = ["@@"] # vllm\n'),
  frame("pyproject", "pyproject.toml", "poetry", '[tool.poetry.dependencies]\nvllm = "@@" # vllm\r\n'),
  frame(
    "pyproject",
    "pyproject.toml",
    "poetry",
    "[tool.poetry.group.x.dependencies]\nvllm = { extras = [\"a\"], version = '@@' }\n",
  ),
  frame("pyproject", "pyproject.toml", "version", '[tool.pdm.resolution.overrides]\nvllm = "@@"\n'),
  frame("pyproject", "pixi.toml", "poetry", '[feature.gpu.pypi-dependencies]\nvllm = { version = "@@" }\n'),
  frame(
    "pyproject",
    "pyproject.toml",
    "version",
    '[[tool.uv.index]]\nname = "v"\nurl = "https://wheels.vllm.ai/@@/cu130"\n',
  ),
  frame(
    "setup-py",
    "setup.py",
    "requirement",
    '# vllm==9\r\nsetup(\r\n\tinstall_requires=["torch", "@@"],  # vllm==9\r\n)\n',
  ),
  frame(
    "setup-py",
    "setup.py",
    "requirement",
    '"""pip install vllm==9"""\nGPU = ["torch", "@@"]\nsetup(extras_require={"gpu": GPU, "all": GPU + ["x"]})\n',
  ),
  frame("setup-py", "setup.py", "version", '\uFEFFV = "@@"\nsetup(extras_require=dict(gpu=[f"vllm=={V}"]))\n'),
  frame(
    "setup-cfg",
    "setup.cfg",
    "requirement",
    "[metadata]\nname = a\n[options]\r\ninstall_requires =\r\n\ttorch\r\n    # vllm==9\r\n\t@@\r\n",
  ),
  frame("setup-cfg", "setup.cfg", "requirement", "[options.extras_require]\ngpu =\n  @@\n[other]\nx = vllm==9"),
  frame("pipfile", "Pipfile", "poetry", '[packages]\r\n"vllm" = "@@" # vllm\r\n[scripts]\nvllm = "vllm==9"\n'),
  frame("pipfile", "Pipfile", "poetry", "[dev-packages]\nvllm = {version = '@@', extras = [\"audio\"]}\n"),
  frame("conda", "environment.yml", "conda", "# vllm=9\r\ndependencies:\r\n  - python=3.12\r\n  - @@ # vllm\r\n"),
  frame("conda", "environment-gpu.yaml", "conda", "dependencies:\n- conda-forge::@@\n- pip:\n  - torch\n"),
  frame("conda", "conda.yaml", "requirement", 'dependencies:\n  - pip:\n    - "@@"\n    - torch\n'),
  frame(
    "dockerfile",
    "Dockerfile",
    "requirement",
    'FROM a\n# vllm==9\nRUN pip install \\\n  "torch" \\\n  # vllm==9\n  "@@" && \\\n  echo "vllm==9"\n',
  ),
  frame("dockerfile", "Dockerfile", "requirement", 'FROM a\nRUN <<EOF\nuv pip install "@@"\nEOF\n'),
  frame(
    "dockerfile",
    "Dockerfile",
    "tag",
    "# FROM vllm/vllm-openai:v9\r\nFROM vllm/vllm-openai:@@ AS x\r\nRUN echo vllm\r\n",
  ),
  frame("dockerfile", "Dockerfile", "tag", `ARG A=1\nARG TAG=@@ # x\nFROM vllm/vllm-openai:\${TAG}\n`),
  frame(
    "python",
    "app.py",
    "requirement",
    '# vllm==9\r\nimage = modal.Image.debian_slim().pip_install(\r\n\t"torch", "@@"  # vllm==9\r\n)\n',
  ),
  frame(
    "python",
    "app.py",
    "requirement",
    '# /// script\n# dependencies = [\n#   "@@", # vllm\n# ]\n# ///\nimport vllm\n',
  ),
  frame(
    "python",
    "app.py",
    "requirement",
    'subprocess.run([sys.executable, "-m", "pip", "install", "@@"])\nprint("pip install vllm==9")\n',
  ),
  frame("python", "app.py", "requirement", 'os.system("pip install \\"@@\\" torch")\n'),
  frame(
    "python",
    "app.py",
    "version",
    'VLLM_VERSION = "@@"\nimage.run_commands(f"pip install vllm=={VLLM_VERSION}")\n',
  ),
  frame("python", "app.py", "tag", 'IMAGE = "vllm/vllm-openai:@@"  # vllm/vllm-openai:v9\n'),
  frame("python", "app.py", "tag", 'MANIFEST = """\r\nspec:\r\n  - image: vllm/vllm-openai:@@\r\n"""\n'),
  frame(
    "notebook",
    "a.ipynb",
    "requirement",
    '{"cells": [{"cell_type": "markdown", "source": "pip install vllm==9"},\r\n{"cell_type": "code", "source": ["!pip install -q \\"@@\\" torch\\n"]}]}',
  ),
  frame(
    "notebook",
    "a.ipynb",
    "version",
    '{"cells": [\n{"cell_type": "code", "source": "%pip install vllm==@@\\nimport vllm"}]}',
  ),
];
