import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as core from "@actions/core";
import { loadConfiguration } from "./configuration.ts";
import { loadEvent } from "./event.ts";
import { actionLocation, actionToken, readActionInputs } from "./inputs.ts";
import { actionProgress } from "./platform/action-progress.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import { execute } from "./platform/exec.ts";
import { readIfPresent, readProductVersion } from "./platform/files.ts";
import { connectGitHub } from "./platform/github.ts";
import { githubNotes } from "./platform/github-releases.ts";
import { proxiedFetch } from "./platform/proxied-fetch.ts";
import { repositoryFolder } from "./platform/repository-folder.ts";
import { endOnSignals } from "./platform/temporary-folder.ts";
import { openThread } from "./platform/thread.ts";
import { publish } from "./publish.ts";
import { EXIT_CODES } from "./report/report.ts";
import { logLine, logText } from "./report/untrusted.ts";
import { run } from "./run.ts";

/** The action's edge: builds the real dependencies, awaits the run, publishes its report, and sets the job's status. */
async function main(): Promise<void> {
  const env = process.env;
  const actionRoot = dirname(dirname(fileURLToPath(import.meta.url)));
  const event = await loadEvent(env, (path) => readFile(path, "utf8"));
  const configuration = await loadConfiguration(readIfPresent, actionLocation(env));
  const inputs = readActionInputs(env, configuration);
  const token = actionToken(env);
  if (token !== undefined) core.setSecret(token);

  const tempDir = env["RUNNER_TEMP"] || tmpdir();
  const fetch = await proxiedFetch(env);
  const report = await run(inputs, event, {
    exec: execute,
    fetch,
    notes: githubNotes({ token, env, fetch }),
    progress: actionProgress((line) => process.stdout.write(`${line}\n`), core.warning),
    env,
    actionRoot,
    tempDir,
    toolCacheDir: env["RUNNER_TOOL_CACHE"] || join(tempDir, "tools"),
    readSurface: openThread(join(actionRoot, "dist", "surface-thread.js"), actionRoot),
    version: await readProductVersion(actionRoot),
    now: () => new Date(),
  });
  await publish({
    report,
    inputs,
    event,
    env,
    folder: (await repositoryFolder(inputs.root, execute, readerEnvironment(env))) ?? "",
    reportPath: inputs.reportPath ?? join(tempDir, "vllm-upgrade-check.json"),
    ...(inputs.sarifPath === undefined ? {} : { sarifPath: inputs.sarifPath }),
    rollbackPath: inputs.rollbackPath ?? join(tempDir, "vllm-upgrade-check-rollback"),
    connect: token === undefined ? undefined : () => connectGitHub({ token, env }),
    sink: core,
    write: writeReport,
  });
  process.exitCode = EXIT_CODES[report.verdict];
  if (process.exitCode !== 0) core.error(logLine(report.reason), { title: "vLLM upgrade check" });
}

async function writeReport(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

endOnSignals();
try {
  await main();
} catch (error) {
  core.setFailed(logText(error instanceof Error ? error.message : String(error)));
  if (error instanceof Error) core.debug(logText(error.stack ?? ""));
  process.exitCode = 2;
}
