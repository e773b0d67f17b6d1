import { describe, expect, it } from "vitest";
import { disagreements } from "../../src/pins/agreement.ts";
import { deploymentsOf } from "../../src/pins/deployments.ts";
import type { NamedDeployment } from "../../src/pins/file-groups.ts";
import type { Manifest } from "../../src/pins/manifest.ts";
import type { PinFormatId, PinRole } from "../../src/pins/pin.ts";
import { pin } from "../support/samples-pins.ts";
import { read } from "./support.ts";

type Files = Readonly<Record<string, string>>;

/** Deployments as `name: file, file`. */
async function grouped(files: Files, named?: readonly NamedDeployment[]): Promise<readonly string[]> {
  return deploymentsOf(await read(files), named).map(
    ({ name, pins }) => `${name}: ${[...new Set(pins.map(({ file }) => file))].join(", ")}`,
  );
}

const PROJECT = '[project]\nname = "a"\nversion = "1"\ndependencies = ["vllm==0.31.0"]\n';
const LOCK = 'version = 1\n[[package]]\nname = "vllm"\nversion = "0.31.0"\nsource = { registry = "x" }\n';
const IMAGE = "FROM vllm/vllm-openai:v0.31.0\n";
const VLLM = "vllm==0.31.0\n";

describe("what is deployed together", () => {
  it.each<[string, Files, readonly string[]]>([
    [
      "a package, its lock and its requirements",
      { "pyproject.toml": PROJECT, "uv.lock": LOCK, "requirements-test.txt": VLLM, "requirements/vllm.txt": VLLM },
      ["the repository's package: pyproject.toml, requirements-test.txt, requirements/vllm.txt, uv.lock"],
    ],
    [
      "requirements and the Dockerfile in the folder for it",
      { "requirements.txt": VLLM, "docker/Dockerfile": IMAGE },
      ["the repository's root folder: docker/Dockerfile, requirements.txt"],
    ],
    ["one file", { "serving/requirements.txt": VLLM }, ["serving/requirements.txt: serving/requirements.txt"]],
    [
      "a folder below the root",
      { "serving/requirements.txt": VLLM, "serving/Dockerfile": IMAGE },
      ["serving/: serving/Dockerfile, serving/requirements.txt"],
    ],
    [
      "a variant and the requirements that it alone installs",
      {
        "Dockerfile.gpu": `${IMAGE}COPY deps/gpu-requirements.txt .\nRUN pip install -r deps/gpu-requirements.txt\n`,
        "deps/gpu-requirements.txt": VLLM,
      },
      ["Dockerfile.gpu: Dockerfile.gpu, deps/gpu-requirements.txt"],
    ],
    [
      "requirements that two images install, with each of them",
      {
        "Dockerfile.a": `${IMAGE}RUN pip install -r requirements.txt\n`,
        "Dockerfile.b": `${IMAGE}RUN pip install -r requirements.txt\n`,
        "requirements.txt": VLLM,
      },
      [
        "Dockerfile.a: Dockerfile.a, requirements.txt",
        "Dockerfile.b: Dockerfile.b, requirements.txt",
        "requirements.txt: requirements.txt",
      ],
    ],
    [
      "files that an image without a pin of its own installs",
      {
        "serve/Dockerfile.slim": "FROM python:3.12\nRUN pip install -r a/requirements.txt -r b/requirements.txt\n",
        "a/requirements.txt": VLLM,
        "b/requirements.txt": "vllm==0.30.0\n",
      },
      ["serve/Dockerfile.slim: a/requirements.txt, b/requirements.txt"],
    ],
    [
      "a local project that an image installs",
      {
        "serve/Dockerfile": `${IMAGE}COPY core core\nRUN pip install ./core\n`,
        "core/pyproject.toml": PROJECT,
      },
      ["core/pyproject.toml: core/pyproject.toml", "serve/Dockerfile: core/pyproject.toml, serve/Dockerfile"],
    ],
    [
      "a project under another name and its lock",
      { "pyproject.toml": PROJECT, "pyproject.rocm.toml": PROJECT, "uv.rocm.lock": LOCK },
      ["pyproject.toml: pyproject.toml", "pyproject.rocm.toml: pyproject.rocm.toml, uv.rocm.lock"],
    ],
    [
      "not what lies in folders of their own, examples and tests last",
      { "b/requirements.txt": VLLM, "a/requirements.txt": VLLM, "examples/requirements.txt": VLLM, Dockerfile: IMAGE },
      [
        "Dockerfile: Dockerfile",
        "a/requirements.txt: a/requirements.txt",
        "b/requirements.txt: b/requirements.txt",
        "examples/requirements.txt: examples/requirements.txt",
      ],
    ],
    [
      "not requirements for platforms",
      { "requirements.txt": VLLM, "requirements-rocm.txt": VLLM, "requirements-cu128.txt": VLLM },
      [
        "requirements.txt: requirements.txt",
        "requirements-cu128.txt: requirements-cu128.txt",
        "requirements-rocm.txt: requirements-rocm.txt",
      ],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await grouped(files)).toEqual(expected);
  });

  it("is a workspace's lock with the member that asks for vLLM, and with no other", async () => {
    const member = (name: string, dependency: string) =>
      `[project]\nname = "${name}"\nversion = "1"\ndependencies = ["${dependency}"]\n`;
    const files = {
      "pyproject.toml": `${member("root", "torch")}[tool.uv.workspace]\nmembers = ["packages/*"]\n`,
      "uv.lock": LOCK,
      "packages/serve/pyproject.toml": member("serve", "vllm>=0.30"),
    };
    expect(await grouped(files)).toEqual(["packages/serve/pyproject.toml: packages/serve/pyproject.toml, uv.lock"]);
    expect(await grouped({ ...files, "packages/train/pyproject.toml": member("train", "vllm<0.33") })).toEqual([
      "uv.lock: uv.lock",
      "packages/serve/pyproject.toml: packages/serve/pyproject.toml, uv.lock",
      "packages/train/pyproject.toml: packages/train/pyproject.toml, uv.lock",
    ]);
  });

  it("is what the configuration says, before anything else", async () => {
    const files = { "a/requirements.txt": VLLM, "b/Dockerfile": IMAGE, "b/Dockerfile.rocm": IMAGE };
    const named = [{ name: "serving", files: ["a/", "b/Dockerfile"] }];
    expect(await grouped(files, named)).toEqual([
      "serving: a/requirements.txt, b/Dockerfile",
      "b/Dockerfile.rocm: b/Dockerfile.rocm",
    ]);
  });
});

/** Pins of formats by their paths alone. */
function byPath(...files: readonly [string, PinFormatId, PinRole?][]): readonly string[] {
  const pins = files.map(([file, format, role = "image"]) => pin({ file, format, role }));
  return deploymentsOf({ manifests: [] as Manifest[], pins }).map(
    ({ name, pins: own }) => `${name}: ${own.map(({ file }) => file).join(", ")}`,
  );
}

describe("servers and scripts", () => {
  it("has a chart's values and templates together, and other values and manifests alone", () => {
    expect(
      byPath(
        ["helm/values.yaml", "kubernetes"],
        ["helm/templates/a/deployment.yaml", "kubernetes"],
        ["helm/values-prod.yaml", "kubernetes"],
        ["k8s/a.yaml", "kubernetes"],
        ["k8s/b.yaml", "kubernetes"],
      ),
    ).toEqual([
      "helm/: helm/values.yaml, helm/templates/a/deployment.yaml",
      "helm/values-prod.yaml: helm/values-prod.yaml",
      "k8s/a.yaml: k8s/a.yaml",
      "k8s/b.yaml: k8s/b.yaml",
    ]);
  });

  it("has a compose file with the .env beside it, and an override file alone", () => {
    expect(
      byPath(
        ["deploy/compose.yaml", "compose"],
        ["deploy/.env.example", "dotenv"],
        ["deploy/compose.gpu.yaml", "compose"],
      ),
    ).toEqual([
      "deploy/: deploy/compose.yaml, deploy/.env.example",
      "deploy/compose.gpu.yaml: deploy/compose.gpu.yaml",
    ]);
  });

  it("has scripts and workflows alone, beside the package", () => {
    expect(
      byPath(
        ["setup.py", "setup-py", "requirement"],
        ["scripts/install.sh", "shell", "requirement"],
        [".github/workflows/ci.yml", "workflow", "requirement"],
      ),
    ).toEqual([
      "setup.py: setup.py",
      "scripts/install.sh: scripts/install.sh",
      ".github/workflows/ci.yml: .github/workflows/ci.yml",
    ]);
  });

  it("has what code asks for with the nearest package that pins vLLM", async () => {
    const { manifests, pins } = await read({ "requirements.txt": VLLM, "src/app/requirements.txt": "torch\n" });
    const check = pin({ file: "src/app/check.py", format: "python", role: "check" });
    expect(deploymentsOf({ manifests, pins: [...pins, check] })).toMatchObject([
      { name: "requirements.txt", pins: [{}, {}] },
    ]);
  });

  it("has what code asks for with the package it is in", () => {
    expect(
      byPath(
        ["requirements.txt", "requirements", "requirement"],
        ["services/a/requirements.txt", "requirements", "requirement"],
        ["services/a/src/app/check.py", "python", "check"],
        ["tools/check.py", "python", "check"],
      ),
    ).toEqual([
      "requirements.txt: requirements.txt, tools/check.py",
      "services/a/requirements.txt: services/a/requirements.txt, services/a/src/app/check.py",
    ]);
    expect(byPath(["a/check.py", "python", "check"])).toEqual(["a/check.py: a/check.py"]);
  });
});

describe("a repository with twelve Dockerfiles at four versions", () => {
  const names = [
    "Dockerfile",
    "Dockerfile.rocm",
    "Dockerfile.cu118",
    "aws/Dockerfile.vllm0.8",
    "base/Dockerfile",
    "dev/Dockerfile",
  ];
  const files = Object.fromEntries(
    [...names, ...names.map((name) => `old/${name}`)].map((name, index) => [
      `docker/${name}`,
      `FROM vllm/vllm-openai:v0.${28 + (index % 4)}.0\n`,
    ]),
  );

  it("is twelve deployments, none of which disagrees with itself", async () => {
    const reading = await read(files);
    const made = deploymentsOf(reading);
    expect(made).toHaveLength(12);
    expect(disagreements(reading.pins)).not.toEqual([]);
    expect(made.flatMap(({ pins }) => disagreements(pins))).toEqual([]);
    expect(made[0]?.name).toBe("docker/Dockerfile");
  });
});
