import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BUNDLE = resolve(import.meta.dirname, "../../../dist/index.js");

export interface ActionRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The JSON report, where one was written to the runner's temporary folder. */
  readonly report: string | undefined;
  readonly summary: string;
  /** The lines the runner would take for workflow commands. */
  readonly commands: readonly string[];
  readonly milliseconds: number;
}

/** Runs the bundle as the runner does: nothing but its inputs, its event and the files it reports to. */
export async function runAction(from: {
  readonly workspace: string;
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  const file = (name: string, text = "") => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [output, summary] = [file("output"), file("summary.md")];
  const inputs = { root: ".", "github-token": "a-token", ...from.inputs };
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: from.workspace,
    GITHUB_REPOSITORY: "octo/app",
    GITHUB_ACTOR: "maintainer",
    GITHUB_WORKFLOW: "Upgrade check",
    GITHUB_JOB: "check",
    GITHUB_EVENT_NAME: from.event,
    GITHUB_EVENT_PATH: file(
      "event.json",
      typeof from.payload === "string" ? from.payload : JSON.stringify(from.payload),
    ),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: folder,
    RUNNER_TOOL_CACHE: join(folder, "tools"),
    // pip's own files on this machine must not add an index.
    PIP_CONFIG_FILE: "/dev/null",
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...from.env,
  };
  const started = performance.now();
  const child = spawn(process.execPath, [BUNDLE], { cwd: from.workspace, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const [exitCode] = await once(child, "close");
  const milliseconds = performance.now() - started;
  try {
    return {
      exitCode,
      stdout: stdout(),
      stderr: stderr(),
      outputs: readOutputs(readFileSync(output, "utf8")),
      report: reportOf(folder),
      summary: readFileSync(summary, "utf8"),
      commands: stdout()
        .split(/\r?\n/)
        .filter((line) => /^\s*::/.test(line)),
      milliseconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportOf(folder: string): string | undefined {
  const path = join(folder, "vllm-upgrade-check.json");
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** `name<<delimiter`, the value's lines, `delimiter`: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings */
function readOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^([\w-]+)<<(\S+)\r?\n([\s\S]*?)\r?\n?\2$/gm);
  return Object.fromEntries([...blocks].map(([, name = "", , value = ""]) => [name, value]));
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}
