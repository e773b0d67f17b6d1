import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROBE = fileURLToPath(new URL("../../src/environment/probes/ask_release.py", import.meta.url));

/** A vLLM whose parsers are built as a release builds them, in files that no release has. */
const STUB: Readonly<Record<string, string>> = {
  "__init__.py": '__version__ = "0.99.0"',
  "logger.py": `
import functools, logging
@functools.lru_cache
def warn_once(text):
    logging.getLogger("vllm.anywhere").warning(text)
`,
  "envs.py": 'environment_variables = {"VLLM_A": None}',
  "platforms/__init__.py": `
class Unspecified:
    def is_unspecified(self): return True
current_platform = Unspecified()
`,
  "platforms/cpu.py": `
class CpuPlatform:
    def is_unspecified(self): return False
`,
  "anywhere.py": `
import argparse, os, warnings
from vllm.logger import warn_once
class FlexibleArgumentParser(argparse.ArgumentParser):
    def parse_args(self, args):
        if "--config" in args:
            at = args.index("--config")
            with open(args[at + 1]) as file: text = file.read()
            if not args[at + 1].endswith(".yaml"): raise ValueError("no YAML")
            if text == "endless":
                while True: pass
            if text == "deadly": os._exit(3)
            args = [*args[:at], *text.split(), *args[at + 2:]]
        if "--old" in args: warn_once("--old is deprecated"); warnings.warn("really")
        return super().parse_args(args)
`,
  "entrypoints/__init__.py": "",
  "entrypoints/moved.py": `
from vllm.platforms import current_platform
def make_arg_parser(parser):
    assert type(current_platform).__name__ == "CpuPlatform"
    parser.add_argument("model", nargs="?")
    parser.add_argument("--port", type=int)
    parser.add_argument("--old", action="store_true")
    parser.add_argument("--chat-template")
    return parser
def validate_parsed_serve_args(args):
    if args.chat_template: raise ValueError("it is not there")
    if args.old and not args.port: raise TypeError("--old requires --port")
`,
  "entrypoints/other.py": "def make_arg_parser(parser): raise NotImplementedError",
  "entrypoints/serving.py": `
from vllm.entrypoints.moved import make_arg_parser, validate_parsed_serve_args
class ServeSubcommand:
    def subparser_init(self, subparsers): return make_arg_parser(subparsers.add_parser("serve"))
    def validate(self, args): validate_parsed_serve_args(args)
`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parse-probe-test-"));
  for (const [name, text] of Object.entries(STUB)) {
    const path = join(folder, "site", "vllm", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const serve = (words: string[], over: object = {}) => ({ program: "serve", words, whole: true, ...over });

function parse(commands: readonly object[]): Record<string, unknown> {
  const [request, answer] = [join(folder, "request.json"), join(folder, "answer.json")];
  writeFileSync(request, JSON.stringify({ commands }));
  const env = { PATH: process.env["PATH"] ?? "", PYTHONPATH: join(folder, "site"), PYTHONDONTWRITEBYTECODE: "1" };
  spawnSync("python3", [PROBE, answer, request], { cwd: folder, env });
  return JSON.parse(readFileSync(answer, "utf8")) as Record<string, unknown>;
}

const told = (command: object) => (parse([command])["answers"] as unknown[])[0];

describe("the probe that asks a release", () => {
  it("answers in order, with the parser's own message", () => {
    const answers = parse([
      serve(["m", "--port", "1"]),
      serve(["m", "--gone", "1"]),
      serve(["m", "--port", "x"]),
      serve(["--help"]),
      { program: "api-server", words: ["--po", "1"], whole: true },
    ]);
    expect(answers["answers"]).toEqual([
      { ok: true },
      { ok: false, message: "unrecognized arguments: --gone 1" },
      { ok: false, message: "argument --port: invalid int value: 'x'" },
      { ok: true },
      { ok: true },
    ]);
  });

  it("tells each command what is warned of once", () => {
    const command = serve(["m", "--old", "--port", "1"]);
    const warned = { ok: true, warnings: ["--old is deprecated", "really"] };
    expect(parse([command, command])["answers"]).toEqual([warned, warned]);
  });

  it("asks rules between options of a whole command alone, and none about files", () => {
    expect(told(serve(["m", "--old"]))).toMatchObject({ ok: false, message: "TypeError: --old requires --port" });
    expect(told(serve(["m", "--old"], { whole: false }))).toMatchObject({ ok: true });
    expect(told(serve(["m", "--chat-template", "x.jinja"]))).toEqual({ ok: true });
  });

  it("gives the parser the text of a configuration file, under a name of its kind", () => {
    expect(told(serve(["m", "--config", "/etc/x.yaml"], { config: "--port 1" }))).toEqual({ ok: true });
    const gone = { ok: false, message: "unrecognized arguments: --gone" };
    expect(told(serve(["m", "--config", "x.yaml"], { config: "--gone" }))).toEqual(gone);
    expect(told(serve(["m", "--config", "x.json"], { config: "" }))).toEqual({
      ok: false,
      message: "ValueError: no YAML",
    });
    expect(told(serve(["m", "--config", "x"], { config: "" }))).toEqual({ ok: false, message: "ValueError: no YAML" });
  });

  it("leaves a parser that comes to no end", () => {
    const commands = [serve(["m", "--config", "x.yaml"], { config: "endless" }), serve(["m"])];
    expect(parse(commands)["answers"]).toEqual([null, { ok: true }]);
  });

  it("tells what the release accepts, and names what it cannot ask, though no command is parsed", () => {
    const { missing, ...told } = parse([]);
    expect(told).toMatchObject({ ok: true, version: "0.99.0", surface: { variables: { VLLM_A: {} } } });
    expect(told).not.toHaveProperty("answers");
    expect(missing).toContainEqual({
      part: "metrics",
      what: "metrics",
      why: expect.stringMatching(/^ModuleNotFoundError: /),
    });
    const [option] = (told["surface"] as { options: object[] }).options.slice(-1);
    expect(option).toMatchObject({ names: ["--chat-template"], form: "value" });
  });

  it("has told what the release accepts where a command is the end of the process", () => {
    const told = parse([serve(["m"]), serve(["m", "--config", "x.yaml"], { config: "deadly" })]);
    expect(told).toMatchObject({ ok: true, version: "0.99.0", surface: { variables: { VLLM_A: {} } } });
    expect(told).not.toHaveProperty("answers");
  });

  it("gives no answer where the release has no such program, and none at all without a parser", () => {
    rmSync(join(folder, "site", "vllm", "entrypoints", "serving.py"));
    const server = { program: "api-server", words: [], whole: true };
    expect(parse([serve(["m"]), server])["answers"]).toEqual([null, { ok: true }]);
    const none = parse([serve(["m"])]);
    expect(none).toMatchObject({ ok: true, answers: [null], surface: { variables: { VLLM_A: {} } } });
    expect(none["missing"]).toContainEqual({
      ...{ part: "options", what: "options", why: "LookupError: ServeSubcommand is defined in 0 modules" },
    });
  });

  it("fails where the release does not import", () => {
    writeFileSync(join(folder, "site", "vllm", "__init__.py"), "raise SystemExit('no device')");
    expect(parse([serve(["m"])])).toMatchObject({ ok: false, error: "SystemExit: no device" });
  });
});
