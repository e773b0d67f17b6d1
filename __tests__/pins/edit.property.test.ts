import { describe, expect, it } from "vitest";
import { applyPinEdit } from "../../src/pins/edit.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pinnedVersion } from "../../src/pins/reference.ts";
import { samePublicVersion, satisfies } from "../../src/python/version.ts";
import { expectInPlace, parse } from "./support.ts";

const VERSIONS = ["0.32.0", "0.31.1", "0.6.3.post1", "1.0.0", "0.40.2rc1", "0.9", "10.20.30"];
/** What stands under a name has three parts: else it may be a version of something else. */
const RELEASES = VERSIONS.filter((version) => /\d+\.\d+\.\d+/.test(version));

const SPECIFIERS = [
  "==0.31.0",
  " == 0.31.0",
  "===0.31.0",
  "==0.31.*",
  "~=0.31.0",
  "~=0.31",
  ">=0.31",
  ">=0.17.0,<=0.25.1",
  ">=0.26,<0.30",
  ">0.25.0, <0.30.0",
  "<1",
  "==0.31.0+cu130",
  "",
];
const POETRY = ["^0.31", "^0.31.0", "~0.31.0", "0.31.0", "*", ">=0.26,<0.30"];
const EXTRAS = ["", "[audio]", "[audio, video]"];
const MARKERS = ["", " ; python_version < '3.13'"];

/** One file of each format around a requirement text; `@@` is where it goes. */
const FRAMES: readonly (readonly [string, string])[] = [
  ["requirements.txt", "# vllm==9\r\ntorch==2.9 \\\n  --hash=sha256:a\n  @@ # vllm==9\n-r a.txt\n"],
  ["requirements.txt", "\uFEFF@@"],
  [
    "pyproject.toml",
    '# vllm==9\n[project]\ndependencies = [\r\n  "torch", "@@", # vllm\n]\n[tool.x]\ndependencies = ["vllm==9"]\n',
  ],
  ["pyproject.toml", '[dependency-groups]\n"a.b" = ["x"]\nc = [{ include-group = "a.b" }, "@@"]\n'],
  ["Dockerfile", 'FROM a\n# vllm==9\nRUN pip install \\\n  "torch" \\\n  # vllm==9\n  "@@" && \\\n  echo "vllm==9"\n'],
  ["Dockerfile", 'FROM a\nRUN <<EOF\nuv pip install "@@"\nEOF\n'],
];

/** The same within commands of other files: with one of the extras, since what a command says is read in one way. */
const COMMANDS: readonly (readonly [string, string])[] = [
  ["vllm.def", 'Bootstrap: docker\nFrom: ubuntu\n%post\n  # vllm==9\n  pip install "@@" ray\n%help\n  vllm==9\n'],
  ["install.sh", '#!/bin/sh\n# pip install vllm==9\nsudo pip install \\\n  "@@" ray && echo "vllm==9"\r\n'],
  ["install.sh", "sbatch <<'EOF'\nuv run --with \"@@\" train.py\nEOF\n"],
  ["Makefile", '# vllm==9\ninstall: a\n\t@pip install \\\n\t\t"@@"\n'],
  [".github/workflows/a.yml", 'jobs:\n  a:\n    steps:\n      # vllm==9\n      - run: |\n          pip install "@@"\n'],
  [".gitlab-ci.yml", 'a:\n  script:\n    - pip install "@@"\n    - echo "vllm==9"\n'],
  [
    "compose.yaml",
    'services:\n  a:\n    command:\n      - bash\n      - -c\n      - |\n        pip install "@@" && vllm serve m\n',
  ],
  ["k8s/a.yaml", 'data:\n  a.sh: |\n    pip install "@@" # vllm==9\n    vllm serve m\n'],
];

const TAGS = ["v0.31.0", "v0.31.0-cu129", "v0.31.0-x86_64", "v0.31.0rc1", "latest", "v0.31.0@sha256:0a1b"];
/** One file of each format around the tag of an image. */
const IMAGES: readonly (readonly [string, string])[] = [
  ["Containerfile", "# FROM vllm/vllm-openai:v9\nFROM a\nCOPY --from=docker.io/vllm/vllm-openai:@@ /a /b\n"],
  ["a.def", "Bootstrap: docker\nFrom: vllm/vllm-openai:@@\n"],
  ["a.sh", "# vllm/vllm-openai:v9\ndocker run --rm vllm/vllm-openai:@@ --model m\n"],
  ["a.sh", 'IMAGE="${1:-vllm/vllm-openai:@@}"\ndocker run $IMAGE\n'],
  ["Makefile", "IMAGE ?= vllm/vllm-openai:@@ # vllm\nrun:\n\tdocker run $(IMAGE)\n"],
  [".env", "# A=vllm/vllm-openai:v9\nA='vllm/vllm-openai:@@'\r\n"],
  ["compose.yaml", "services:\n  a:\n    image: ${A:-vllm/vllm-openai:@@}\n"],
  ["a.yaml", "kind: Pod # vllm\nimage: 'vllm/vllm-openai:@@' # vllm\n"],
  [".github/workflows/a.yml", "jobs:\n  a:\n    container: { image: vllm/vllm-openai:@@ }\n"],
  [".devcontainer/devcontainer.json", '{ "image": "vllm/vllm-openai:@@" }\n'],
];
/** A version or a tag under a name. */
const NAMED: readonly (readonly [string, string])[] = [
  ["Dockerfile", "FROM a\nENV VLLM_VERSION=@@\n"],
  ["a.sh", "export VLLM_VERSION='@@' # vllm\n"],
  ["a.mk", "VLLM_VERSION := @@\n"],
  [".env.example", "VLLM_VERSION=@@ # vllm\n"],
  ["values-prod.yaml", "vllmVersion: @@\r\n"],
  ["values.yaml", "image:\n  repository: vllm/vllm-openai\n  tag: '@@'\n"],
  ["kustomization.yaml", "images:\n  - name: vllm/vllm-openai\n    newTag: @@\n"],
  ["action.yml", "inputs:\n  vllm-version: { default: '@@' }\n"],
  [".github/workflows/a.yml", "jobs:\n  a:\n    strategy: { matrix: { vllm: ['@@'] } }\n"],
  ["b.sh", "pip install torch --extra-index-url https://wheels.vllm.ai/@@/cu130\n"],
];
/** A tag of vLLM's repository. */
const REVISIONS: readonly (readonly [string, string])[] = [
  ["Dockerfile", "FROM a\nRUN git clone -b @@ https://github.com/vllm-project/vllm.git\n"],
  [
    "Dockerfile",
    "FROM a\nRUN git clone https://github.com/vllm-project/vllm.git /v\nWORKDIR /v\nRUN git checkout @@\n",
  ],
  ["a.def", "Bootstrap: docker\nFrom: a\n%post\n  git clone --branch=@@ https://github.com/vllm-project/vllm.git\n"],
  ["a.sh", "git clone https://github.com/vllm-project/vllm\ncd vllm && git checkout tags/@@\n"],
  ["azure-pipelines.yml", "steps:\n  - bash: pip install git+https://github.com/vllm-project/vllm.git@@@\n"],
];

function* cases(): Generator<readonly [file: string, text: string, versions?: readonly string[]]> {
  for (const specifier of SPECIFIERS) {
    for (const marker of MARKERS) {
      for (const [file, frame] of COMMANDS)
        yield [file, frame.replace("@@", `vllm[audio]${specifier}${marker}`), ["0.32.0", "0.9"]];
    }
    for (const extras of EXTRAS) {
      for (const marker of MARKERS) {
        for (const [file, frame] of FRAMES) yield [file, frame.replace("@@", `vllm${extras}${specifier}${marker}`)];
      }
    }
  }
  for (const constraint of POETRY) {
    yield ["pyproject.toml", `[tool.poetry.dependencies]\nvllm = "${constraint}" # vllm\r\n`];
    yield [
      "pyproject.toml",
      `[tool.poetry.group.x.dependencies]\nvllm = { extras = ["a"], version = '${constraint}' }\n`,
    ];
  }
  for (const tag of ["v0.31.0", "0.31.0", "v0.31.0-x86_64", "latest"]) {
    yield ["Dockerfile", `# FROM vllm/vllm-openai:v9\r\nFROM vllm/vllm-openai:${tag} AS x\r\nRUN echo vllm\r\n`];
    yield ["Dockerfile", `ARG A=1\nARG TAG=${tag} # ${tag}\nFROM vllm/vllm-openai:\${TAG}\n`];
  }
  for (const tag of TAGS) for (const [file, frame] of IMAGES) yield [file, frame.replace("@@", tag)];
  for (const version of ["0.31.0", "v0.31.0", "0.31.0.post1"]) {
    for (const [file, frame] of NAMED) yield [file, frame.replace("@@", version), RELEASES];
  }
  for (const [file, frame] of REVISIONS) yield [file, frame.replace(/@@(?!@)/, "v0.31.0")];
  yield ["requirements.txt", "vllm @ https://example.com/v0.31.0/vllm-0.31.0-cp38-abi3-linux_x86_64.whl\n"];
  yield ["requirements.txt", "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0 ; python_version < '3.13'\n"];
}

function names(pin: Pin | undefined, version: string): boolean {
  if (pin?.reference.kind === "range")
    return satisfies(version, pin.reference.specifier, { prereleases: true }) === true;
  return pin !== undefined && samePublicVersion(pinnedVersion(pin.reference) ?? "", version);
}

describe("an edit", () => {
  it("says the version when read again, and changes nothing else", () => {
    let edits = 0;
    for (const [file, text, versions = VERSIONS] of cases()) {
      const [pin, ...others] = parse(file, text).pins;
      expect([text, others]).toEqual([text, []]);
      if (pin === undefined) throw new Error(`no pin in ${text}`);
      for (const version of versions) {
        const edited = applyPinEdit(text, pin, version);
        if (edited === undefined) throw new Error(`no edit of ${text} to ${version}`);
        const [again, ...more] = parse(file, edited).pins;
        expect([edited, more]).toEqual([edited, []]);
        expect([edited, version, names(again, version)]).toEqual([edited, version, true]);
        expect([again?.line, again?.column, again?.role, again?.group]).toEqual([
          pin.line,
          pin.column,
          pin.role,
          pin.group,
        ]);
        const start =
          text
            .split("\n")
            .slice(0, pin.line - 1)
            .join("\n").length +
          (pin.line > 1 ? 1 : 0) +
          pin.column -
          1;
        expect(edited.slice(0, start)).toBe(text.slice(0, start));
        expect(edited.endsWith(text.slice(start + pin.raw.length))).toBe(true);
        if (again !== undefined) expectInPlace(edited, again);
        // Every edit can be taken back by an edit.
        if (pin.reference.kind === "exact" && again !== undefined && !pin.raw.includes("@sha256")) {
          const back = applyPinEdit(edited, again, pinnedVersion(pin.reference) ?? "");
          expect(back).toBe(text);
        }
        edits += 1;
      }
    }
    expect(edits).toBeGreaterThan(3_000);
  });
});
