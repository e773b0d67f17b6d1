import { describe, expect, it } from "vitest";
import { pythonReader } from "../../../src/uses/python/python-reader.ts";
import { commands, context, usesIn, written } from "./support.ts";

describe("commands in lists", () => {
  it("are read where they are written, whatever runs them", () => {
    expect(commands('subprocess.run(["vllm", "serve", "m", "--port", str(8000), f"--tp={n}"])')).toEqual([
      "serve: m --port 8000 --tp=?",
    ]);
    expect(commands('Popen((sys.executable, "-m", "vllm.entrypoints.openai.api_server", "--model", model))')).toEqual([
      "api-server: --model ?",
    ]);
    expect(commands('await asyncio.create_subprocess_exec(*["/opt/bin/vllm", "serve", model])')).toEqual(["serve: ?"]);
    expect(commands('await asyncio.create_subprocess_exec("vllm", "serve", model, stdout=PIPE)')).toEqual(["serve: ?"]);
    expect(commands('run([shutil.which("vllm"), "serve", "m", "--x"])')).toEqual(["serve: m --x"]);
    expect(commands('run(["ray", "job", "submit", "--", "vllm", "serve", "m", "--x"])')).toEqual(["serve: m --x"]);
    expect(commands('run([launcher, "vllm.entrypoints.openai.api_server", "--model", "m"])')).toEqual([
      "api-server: --model m",
    ]);
    expect(commands('run(["docker", "run", "vllm/vllm-openai:v1", "--model", "m"])')).toEqual(["serve: --model m"]);
    expect(commands('args = shlex.split("vllm serve m --x \'a b\'")\nargs.append("--y")')).toEqual([
      "serve: m --x a b --y",
    ]);
  });

  it("are followed through what is done to them", () => {
    const text = [
      "def build(model, extra, quick):",
      '    cmd = ["vllm", "serve", model]',
      "    if quick:",
      '        cmd += ["--a"]',
      "    else:",
      '        cmd.extend(["--b", "1"])',
      '    cmd.append("--c")',
      '    cmd = ["nohup", *cmd]',
      "    cmd.extend(extra)",
      '    cmd += ["--d"] if quick else ["--e"]',
      "    return cmd",
      'process = start(build("m", [], True) + ["--f"])',
    ].join("\n");
    expect(commands(text)).toEqual(["serve: ? --a --b 1 --c *? --d --e --f"]);
  });

  it("keep each word's own place", () => {
    const text = 'EXTRA = ["--a", "1"]\ncmd = ["vllm", "serve", "m", *EXTRA]\ncmd += ["--b"]\nrun(cmd)';
    const [use] = usesIn(text);
    expect(
      use?.kind === "command" && use.words.map((word) => [word.text, word.place.line, written(text, word.place)]),
    ).toEqual([
      ["m", 2, "m"],
      ["--a", 1, "--a"],
      ["1", 1, "1"],
      ["--b", 3, "--b"],
    ]);
    expect(use?.place).toMatchObject({ path: "a.py", line: 2, column: 9, endLine: 2, endColumn: 13 });
  });

  it("of one variable that holds several are told apart", () => {
    const text = [
      'if backend == "vllm":',
      '    cmd = ["vllm", "serve", m]',
      "else:",
      '    cmd = ["python", "-m", "other.server", "--only-other"]',
      'cmd += ["--port", "1"]',
    ].join("\n");
    expect(commands(text)).toEqual(["serve: ? --port 1"]);
    expect(commands('cmd = ["vllm", "serve", "m"]\nrun(cmd)\ncmd = ["curl", "x"]\ncmd += ["--fail"]')).toEqual([
      "serve: m",
    ]);
  });

  it("are followed in a class", () => {
    const text = [
      "class Server:",
      "    def __init__(self):",
      '        self.cmd = ["vllm", "serve", "m"]',
      "    def add(self):",
      '        self.cmd += ["--x"]',
    ].join("\n");
    expect(commands(text)).toEqual(["serve: m --x"]);
  });

  it("spell JSON that is made of a literal", () => {
    expect(commands('c = {"mode": 3, "sizes": [1, None]}\nrun(["vllm", "serve", "m", "-cc", json.dumps(c)])')).toEqual([
      'serve: m -cc {"mode":3,"sizes":[1,null]}',
    ]);
  });

  it("of other programs are none", () => {
    for (const text of [
      'run(["vllm", "bench", "serve", "--x"])',
      'run(["python", "-m", "vllm.benchmarks.serve", "--x"])',
      'run(["sglang", "serve", "--x"])  # not vllm',
      'choices = ["vllm", "server"]',
      'from vllm import LLM\nrun(["gcc", "-O3", "-fPIC"])',
    ])
      expect(commands(text)).toEqual([]);
  });
});

describe("commands in texts", () => {
  it("are read by a shell's grammar, each word in its place", () => {
    expect(commands('os.system("cd /x && vllm serve m --a | tee log")')).toEqual(["serve: m --a"]);
    expect(commands('subprocess.run(f"vllm serve {m} --port {p} {extra} --x", shell=True)')).toEqual([
      "serve: *? --port *? *? --x",
    ]);
    const text = 'cmd = """\nset -e\nvllm serve m \\\n  --a 1 \\\n  --b\n"""';
    const [use] = usesIn(text);
    expect(use?.kind === "command" && use.words.map((word) => [word.text, word.place.line])).toEqual([
      ["m", 3],
      ["--a", 4],
      ["1", 4],
      ["--b", 5],
    ]);
  });

  it("are put together as they are in the program", () => {
    expect(
      commands('FLAGS = "--a --b"\ncmd = f"vllm serve m {FLAGS}"\nif x:\n    cmd += " --c 1"\nos.system(cmd)'),
    ).toEqual(["serve: m --a --b --c 1"]);
    expect(commands('parts = ["--a", "--b"]\nos.system("vllm serve m " + " ".join(parts))')).toEqual([
      "serve: m --a --b",
    ]);
    expect(commands('cmd = ["vllm serve m", "--a 1"]\ncmd.append("--b")\nos.system(" ".join(cmd))')).toEqual([
      "serve: m --a 1 --b",
    ]);
    expect(commands('os.system("vllm serve %s --port {} --x".format(1))')).toEqual(["serve: %s --port *? --x"]);
    expect(commands('os.system("vllm serve %s --port %d" % (m, p))')).toEqual(["serve: *? --port *?"]);
  });

  it("that are parted into words are one use", () => {
    expect(commands('cmd = f"vllm serve {m} --x"\nrun(cmd.split())')).toEqual(["serve: *? --x"]);
    expect(commands('cmd = "vllm serve m --x"\nrun(shlex.split(cmd) + ["--y"])')).toEqual(["serve: m --x --y"]);
    expect(commands('cmd = ["vllm", "serve", "m"]\nprint(*cmd)\nos.system(" ".join(cmd))')).toEqual(["serve: m"]);
  });

  it("of docstrings and comments are none, and those of messages are quiet", () => {
    expect(commands('"""\nvllm serve m --x\n"""\n# vllm serve m --y\ndef f():\n    """vllm serve m"""')).toEqual([]);
    expect(commands('print("vllm serve m --x")')).toEqual(["-serve: m --x"]);
    expect(commands('hint = "vllm serve m --x"\nraise ValueError(hint)')).toEqual(["-serve: m --x"]);
    expect(commands('p.add_argument("--cmd", help="vllm serve m --x")')).toEqual(["-serve: m --x"]);
  });
});

describe("lists of options without a program", () => {
  it("are likely where a name says that they are the server's", () => {
    expect(commands('vllm_args = ["--dtype", "half"]')).toEqual(["~serve: --dtype half"]);
    expect(commands('import vllm\nserver_args = ["--x"]\nif y:\n    server_args += ["--z"]')).toEqual([
      "~serve: --x --z",
    ]);
    expect(commands('import vllm\nCONFIG = {"extra_args": ["--x", "1"]}')).toEqual(["~serve: --x 1"]);
    expect(
      commands('import vllm\ndef f(port):\n    args = ["--x"]\n    with RemoteOpenAIServer("m", args) as s: pass'),
    ).toEqual(["~serve: --x"]);
  });

  it("are certain for the server's own parser", () => {
    expect(
      commands(
        "from vllm.entrypoints.openai.cli_args import make_arg_parser\nparser = make_arg_parser(FlexibleArgumentParser())\nparser.parse_args(['--x'])",
      ),
    ).toEqual(["serve: --x"]);
  });

  it("are none elsewhere", () => {
    expect(commands('server_args = ["--x"]')).toEqual([]);
    expect(commands('import vllm\nargs = ["--x"]\nparser.parse_args(["--y"])')).toEqual([]);
    expect(commands('import vllm\ndocker_extra_args = ["--x"]\nsglang_server_args = ["--y"]')).toEqual([]);
    expect(commands('import vllm\nextra_cflags = ["-O3", "-fopenmp"]')).toEqual([]);
  });
});

describe("a server of the repository's own", () => {
  const PARSER = "parser = make_arg_parser(FlexibleArgumentParser())";
  const files: Record<string, string> = { "own/vllm_server.py": PARSER, "own/other.py": "import vllm" };
  const started = (text: string) =>
    pythonReader
      .read({ path: "own/launch.py", text }, { ...context, text: (path) => files[path] })
      .flatMap((use) => (use.kind === "command" ? [use.words.map(({ text: word }) => word).join(" ")] : []));

  it("is started with options of vLLM's where it hands them to its parser", () => {
    expect(started('run(["uv", "run", "-m", "own.vllm_server", "--swap-space", "4"])')).toEqual(["--swap-space 4"]);
    expect(started('run([sys.executable, "vllm_server.py", "--swap-space", "4"])')).toEqual(["--swap-space 4"]);
    expect(started('run([sys.executable, "-m", "vllm_server", "--swap-space", "4"])')).toEqual(["--swap-space 4"]);
  });

  it("is another program where it does not", () => {
    expect(started('run([sys.executable, "-m", "own.other", "--swap-space", "4"])  # vllm')).toEqual([]);
    expect(started('run(["cat", "vllm_server.py"])')).toEqual([]);
  });
});

it("a file that is called by vLLM speaks of it", () => {
  const text = 'args = ["--dtype", "half"]\nRemoteOpenAIServer(M, args)';
  expect(commands(text, "tests/test_vllm_chat.py")).toEqual(["~serve: --dtype half"]);
  expect(commands(text, "vllm/test_chat.py")).toEqual([]);
});
