#!/usr/bin/env node
import { mkdir, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfiguration } from "./configuration.ts";
import { type CommandLine, type Format, readCommandLine } from "./inputs/command-line.ts";
import { HELP } from "./inputs/command-line-help.ts";
import { UsageError } from "./inputs/usage-error.ts";
import { execute } from "./platform/exec.ts";
import { readIfPresent, readProductVersion } from "./platform/files.ts";
import { githubNotes } from "./platform/github-releases.ts";
import { proxiedFetch } from "./platform/proxied-fetch.ts";
import { endOnSignals } from "./platform/temporary-folder.ts";
import { terminalProgress } from "./platform/terminal-progress.ts";
import { openThread } from "./platform/thread.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { EXIT_CODES, type Report } from "./report/report.ts";
import { logText } from "./report/untrusted.ts";
import { renderJson } from "./reporters/json.ts";
import { writeRollbackFiles } from "./reporters/rollback-files.ts";
import { renderSarif } from "./reporters/sarif.ts";
import { renderTerminal } from "./reporters/terminal.ts";
import { run } from "./run.ts";

/** The command line's edge: the same run as the action's, for a terminal. Standard output carries the report alone. */
async function main(argv: readonly string[]): Promise<number> {
  const actionRoot = dirname(dirname(fileURLToPath(import.meta.url)));
  const version = await readProductVersion(actionRoot);
  const asked = readCommandLine(argv);
  if (asked.kind !== "run") return print(asked.kind === "help" ? HELP : `${version}\n`);
  const command = readCommandLine(argv, await loadConfiguration(readIfPresent, asked.location));
  if (command.kind !== "run") return 2;

  const { env, stderr } = process;
  const fetch = await proxiedFetch(env);
  const report = await run(
    command.inputs,
    { name: "terminal" },
    {
      exec: execute,
      fetch,
      // The names that GitHub's own command line knows.
      notes: githubNotes({ token: env["GH_TOKEN"] || env["GITHUB_TOKEN"] || undefined, env, fetch }),
      progress: terminalProgress(stderr, { tty: stderr.isTTY === true }),
      env,
      actionRoot,
      tempDir: env["RUNNER_TEMP"] || tmpdir(),
      toolCacheDir:
        env["RUNNER_TOOL_CACHE"] || join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "vllm-upgrade-check"),
      readSurface: openThread(join(actionRoot, "dist", "surface-thread.js"), actionRoot),
      version,
      now: () => new Date(),
    },
  );
  await write(report, command);
  if (command.inputs.rollbackPath !== undefined)
    await writeRollbackFiles(report, command.inputs.rollbackPath, async (path, text) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    });
  return EXIT_CODES[report.verdict];
}

/** With `--output` the file gets the format asked for, and the terminal still gets its own: a person waited for it. */
async function write(
  report: Report,
  { format, output, listExcluded }: Extract<CommandLine, { kind: "run" }>,
): Promise<void> {
  if (output === undefined) {
    print(render(report, format, listExcluded));
    return;
  }
  await writeFile(output, render(report, format, listExcluded));
  print(render(report, "text", listExcluded));
}

function render(report: Report, format: Format, listExcluded: boolean): string {
  switch (format) {
    case "json":
      return renderJson(report);
    case "sarif":
      return renderSarif(report, { suppressed: "listed" });
    case "markdown":
      return `${renderMarkdown(report)}\n`;
    case "text":
      return `${renderTerminal(report, { color: useColor(), width: process.stdout.columns ?? 100, listExcluded })}\n`;
  }
}

/** https://no-color.org */
function useColor(): boolean {
  return process.stdout.isTTY === true && !process.env["NO_COLOR"];
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

endOnSignals();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof UsageError;
  process.stderr.write(
    `vllm-upgrade-check: ${logText(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  process.exitCode = 2;
}
