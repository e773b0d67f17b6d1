import { describe, expect, it } from "vitest";
import { applyPinEdit } from "../../src/pins/edit.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pinnedVersion } from "../../src/pins/reference.ts";
import { samePublicVersion, satisfies } from "../../src/python/version.ts";
import { expectInPlace, parse } from "./support.ts";

const VERSIONS = ["0.32.0", "0.31.1", "0.6.3.post1", "1.0.0", "0.40.2rc1", "0.9", "10.20.30"];

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

function* cases(): Generator<readonly [string, string]> {
  for (const specifier of SPECIFIERS) {
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
    for (const [file, text] of cases()) {
      const [pin, ...others] = parse(file, text).pins;
      expect([text, others]).toEqual([text, []]);
      if (pin === undefined) throw new Error(`no pin in ${text}`);
      for (const version of VERSIONS) {
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
