// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the shell's.
import { beforeAll, describe, expect, test } from "vitest";
import { traced } from "../../../src/text/traced.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readShell } from "../../../src/uses/shell/read-shell.ts";
import { shellFiles } from "../../../src/uses/shell/shell-files.ts";
import { siteOf } from "../../../src/uses/shell/shell-site.ts";
import { cpuTimer } from "../../support/cpu-time.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

function read(text: string) {
  return readShell(traced(text, 0), siteOf({ path: "x.sh", text }, "shell", context));
}

function commands(text: string): string[] {
  return read(text)
    .filter(({ kind }) => kind === "command")
    .map(summary);
}

describe("what a variable holds", () => {
  test.each([
    ["M=a\nvllm serve $M", ["serve a"]],
    ['M="a b"\nvllm serve "$M"', ["serve a b"]],
    ["A='--a 1 --b'\nvllm serve m $A", ["serve m --a 1 --b"]],
    ["A=(--a '1 2')\nA+=(--b)\nvllm serve m \"${A[@]}\"", ["serve m --a 1 2 --b"]],
    ['A=(--a)\nvllm serve m ${A[@]+"${A[@]}"}', ["serve m --a"]],
    ['A="--a"\nA+=" --b"\nvllm serve m $A', ["serve m --a --b"]],
    ['A="--a"\nA="$A --b"\nvllm serve m $A', ["serve m --a --b"]],
    ["vllm serve ${M:-a} --port ${P:-1}", ["serve a --port 1"]],
    ["M=b\nvllm serve ${M:-a}", ["serve b"]],
    ["M=${M:-a}\nvllm serve $M", ["serve a"]],
    ['vllm serve m --a="$X" $Y', ["serve m --a=? ?*"]],
    ["vllm serve m ${L:+--enable-lora}", ["serve m --enable-lora"]],
    ["vllm serve m $(cat x)", ["serve m ?*"]],
    ['vllm serve m "$@"', ["serve m ?*"]],
    ["CMD='vllm serve m'\n$CMD --a", ["serve m --a"]],
    ['CMD="vllm serve m"\nCMD="$CMD --a"\neval $CMD', ["serve m --a"]],
    ["M=a\nunset M\nvllm serve $M", ["serve ?*"]],
    ["for q in awq gptq; do vllm serve m -q $q; done", ["serve m -q awq", "serve m -q gptq"]],
    ["vllm serve {{ model }} ${{ inputs.args }}", ["serve ?* ?*"]],
    ["vllm serve m \\\n  --a \\\n  --b", ["serve m --a --b"]],
    ["vllm serve m --a 2>&1 | tee log", ["serve m --a"]],
    ["vllm serve m \\\r\n  --a\r\necho\r\n", ["serve m --a"]],
    ['set -- m --a\nvllm serve "$@"', ["serve m --a"]],
  ])("%j", (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test("each value that may be there is looked at", () => {
    expect(commands("Q=--a\nif x; then Q=--b; fi\nvllm serve m $Q")).toEqual(["serve m --b", "serve m --a"]);
    expect(commands("case $1 in a) Q=--a;; *) Q=--b;; esac\nvllm serve m $Q")).toEqual(["serve m --b", "serve m --a"]);
  });

  test("what a branch appends is there", () => {
    expect(commands('A=(--a)\n[ x ] && A+=(--b)\nif y; then A+=(--c); fi\nvllm serve m "${A[@]}"')).toEqual([
      "serve m --a --b --c",
    ]);
  });
});

describe("functions", () => {
  test("are read with the words of each call", () => {
    const text = 'start() {\n  local m=$1\n  shift\n  vllm serve "$m" "$@"\n}\nstart a --x\nif y; then start b; fi\n';
    expect(commands(text)).toEqual(["serve a --x", "serve b"]);
  });

  test("that run their words are wrappers", () => {
    expect(commands('run() { echo "$@"; "$@"; }\nrun vllm serve m --a')).toEqual(["serve m --a"]);
  });

  test("nobody here calls are read once", () => {
    expect(commands('start() { vllm serve "$1"; }')).toEqual(["serve ?"]);
  });

  test("that call themselves end", () => {
    expect(commands("f() { vllm serve m; f; f; }\nf")).toEqual(["serve m"]);
  });
});

describe("here-documents", () => {
  test.each([
    ["cat > run.sh <<'EOF'\nvllm serve m\nEOF", ["serve m"]],
    ["cat <<EOF > /start\n#!/bin/bash\nvllm serve m\nEOF", ["serve m"]],
    ["tee x.sh <<EOF >/dev/null\nvllm serve $M\nEOF", ["serve ?*"]],
    ["cat <<EOF\nvllm serve m\nEOF", []],
    ["cat > readme.txt <<EOF\nvllm serve m\nEOF", []],
  ])("%j", (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test("a manifest in one is read as YAML", () => {
    const text =
      "kubectl apply -f - <<EOF\nspec:\n  containers:\n    - image: vllm/vllm-openai:v1\n      args: [--model, m, --swap-space, '4']\nEOF\n";
    const [use] = readFile(shellFiles, context, "deploy.sh", text) ?? [];
    expect(use && summary(use)).toBe("serve --model m --swap-space 4");
    expect(use?.kind === "command" && use.words.map(({ place }) => textAt(text, place))[2]).toBe("--swap-space");
  });
});

describe("arguments that reach no command", () => {
  test.each([
    'VLLM_EXTRA_ARGS="--a 1"',
    'export VLLM_ARGS="--a 1"\n./start.sh',
    "SERVER_ARGS=(--a 1) # for vLLM\nsource serve.sh",
    'EXTRA_ARGS="--a --max-model-len 1" # for vLLM',
  ])("likely: %s", (text) => {
    expect(commands(text)).toEqual([expect.stringMatching(/^likely serve --a/)]);
  });

  test.each([
    'VLLM_BENCH_ARGS="--a 1"',
    'VLLM_DOCKER_ARGS="--device x"\ndocker run $VLLM_DOCKER_ARGS vllm/vllm-openai',
    'EXTRA_ARGS="--a" # vllm\npip install vllm $EXTRA_ARGS',
    'SHELLCHECK_OPTS="--exclude=SC1" # vllm',
    'SERVER_ARGS="--a"',
    'VLLM_ARGS="a b"',
  ])("not: %s", (text) => {
    expect(commands(text).filter((use) => use.startsWith("likely"))).toEqual([]);
  });

  test("those that reach the server are its own alone", () => {
    expect(commands('VLLM_ARGS="--a"\nvllm serve m $VLLM_ARGS')).toEqual(["serve m --a"]);
  });
});

test("words are placed where they are written", () => {
  const text = 'ARGS=(--swap-space "4")\nP=80\n  vllm serve m "${ARGS[@]}" --port=$P --key "$KEY"\n';
  const [use] = read(text);
  if (use?.kind !== "command") throw new Error("no command");
  expect(use.place).toEqual({ path: "x.sh", line: 3, column: 3, endLine: 3, endColumn: 7 });
  expect(use.words.map(({ text: word, place }) => [word, place.line, place.column, place.endColumn])).toEqual([
    ["m", 3, 14, 15],
    ["--swap-space", 1, 7, 19],
    ["4", 1, 21, 22],
    ["--port=80", 3, 29, 36],
    ["--key", 3, 39, 44],
    ["\uFFFC", 3, 46, 50],
  ]);
});

describe("a shell's file", () => {
  test.each([
    ["a/run.sh", "vllm serve m"],
    ["job.sbatch", "vllm serve m"],
    ["bin/start", "#!/usr/bin/env bash\nvllm serve m"],
    ["run.sh.j2", "vllm serve m"],
  ])("%s", (path, text) => {
    expect(readFile(shellFiles, context, path, text)?.map(summary)).toEqual(["serve m"]);
  });

  test.each([
    ["start", "#!/usr/bin/env python3\nvllm serve m"],
    ["start", "vllm serve m"],
    ["x.sh", "echo hello"],
  ])("not %s", (path, text) => {
    expect(readFile(shellFiles, context, path, text)).toBeUndefined();
  });
});

describe("hostile text ends in time", () => {
  test.each([
    ["nested", `vllm\n${"(".repeat(20_000)}`],
    ["substitutions", `vllm serve ${"$(".repeat(5_000)}`],
    ["expansions", `vllm serve ${"${a:-".repeat(5_000)}`],
    ["lists", `vllm ${"&& a ".repeat(20_000)}`],
    ["doubling", `A=vllm\n${'A="$A$A"\n'.repeat(60)}$A`],
    ["branches", `${"if a; then V=vllm; fi\n".repeat(2_000)}vllm serve $V`],
    ["words", `vllm serve ${"$a ".repeat(30_000)}`],
    ["calls", `f() { vllm serve $1; f; f; f; f; }\n${"f x\n".repeat(2_000)}`],
    ["quotes", `vllm ${"'\"".repeat(20_000)}`],
    ["wrappers", `${"env ".repeat(5_000)}vllm serve m`],
    ["launchers", `${"srun ".repeat(5_000)}vllm serve m`],
    ["here-documents", `vllm\n${"cat <<EOF\n".repeat(3_000)}`],
    ["templates", `vllm ${"{{ ".repeat(30_000)}`],
  ])("%s", (_, text) => {
    const spent = cpuTimer();
    read(text);
    expect(spent()).toBeLessThan(3_000);
  });
});

describe("a server of the repository's own", () => {
  const files: Record<string, string> = {
    "app/src/pkg/vllm_server.py": "parser = make_arg_parser(parser)",
    "app/own_vllm.py": "parser.add_argument('--swap-space')",
  };
  const command = (text: string) =>
    readFile(shellFiles, { ...context, text: (path) => files[path] }, "app/scripts/run.sh", text)?.map(summary);

  test.each([
    "python -m pkg.vllm_server --model m",
    "uv run --isolated -m pkg.vllm_server --model m",
    "uv run python src/pkg/vllm_server.py --model m",
    "torchrun --nproc 2 src/pkg/vllm_server.py --model m",
  ])("%s", (text) => {
    expect(command(text)).toEqual(["likely api-server --model m"]);
  });

  test.each(["python own_vllm.py --swap-space 4", "python -m pkg.vllm_client --model m"])("not %s", (text) => {
    expect(command(text)).toEqual([]);
  });
});
