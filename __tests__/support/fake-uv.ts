import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ExecResult } from "../../src/platform/exec.ts";
import { type Call, optionOf } from "./fake-exec.ts";

/** What a resolution is asked for. */
export interface CompileCall {
  /** `target-cpu`, `current-release-1`. */
  readonly name: string;
  readonly requirements: string;
  readonly constraints: string;
  readonly overrides: string;
  /** The lock whose versions are to be kept. */
  readonly preferences: string;
  readonly call: Call;
}

export interface UvPlay {
  /** The lock's text, or how uv failed. */
  compile?(asked: CompileCall): string | Partial<ExecResult>;
  sync?(lock: string, call: Call): Partial<ExecResult>;
  venv?(call: Call): Partial<ExecResult>;
  pythonFind?(call: Call): Partial<ExecResult>;
}

/** A lock with these packages, each from a wheel of so many bytes. */
export function lockOf(packages: Readonly<Record<string, string>>, bytes = 1000): string {
  const entries = Object.entries(packages).map(
    ([name, version]) =>
      `[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{ url = "https://files.example.org/${name.replaceAll("-", "_")}-${version}-py3-none-any.whl", size = ${bytes} }]\n`,
  );
  return `lock-version = "1.0"\ncreated-by = "uv"\n\n${entries.join("\n")}`;
}

/** The lock a request without surprises resolves to: the vLLM distribution at the version asked for, and torch. */
export function plainLock({ requirements }: CompileCall, bytes?: number): string {
  const [, name = "vllm", version = "0.0"] = /^(vllm(?:-cpu)?)(?:\[[^\]]*\])?==(\S+)/m.exec(requirements) ?? [];
  return lockOf({ torch: "2.13.0", [name]: version }, bytes);
}

/** Answers a uv command line, writing the files uv would write. `undefined` for other commands. */
export async function playUv(call: Call, play: UvPlay = {}): Promise<Partial<ExecResult> | undefined> {
  const { args } = call;
  const [command, sub] = args;
  if (command === "python" && sub === "find") return play.pythonFind?.(call) ?? { stdout: "/usr/bin/python3.11\n" };
  if (command === "venv") return play.venv?.(call) ?? {};
  if (command === "pip" && sub === "sync") return play.sync?.(args[2] ?? "", call) ?? {};
  if (command !== "pip" || sub !== "compile") return undefined;
  const output = optionOf(args, "--output-file") ?? "";
  const text = (path: string | undefined) => readFile(path ?? "", "utf8").catch(() => "");
  const asked = {
    name: basename(args[2] ?? "", ".in"),
    requirements: await text(args[2]),
    constraints: await text(optionOf(args, "--constraint")),
    overrides: await text(optionOf(args, "--override")),
    preferences: await text(output),
    call,
  };
  const answer = play.compile?.(asked) ?? plainLock(asked);
  if (typeof answer !== "string") return answer;
  await writeFile(output, answer);
  return {};
}
