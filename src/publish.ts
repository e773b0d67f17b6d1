import type { Finding } from "./checks/finding.ts";
import type { Event } from "./event.ts";
import type { Inputs } from "./inputs.ts";
import { reportLinks } from "./links.ts";
import type { GitHubClient } from "./platform/github.ts";
import { annotationsOf } from "./report/annotations.ts";
import { renderMarkdown } from "./report/markdown.ts";
import type { Report } from "./report/report.ts";
import { hasEdits } from "./report/suggestions.ts";
import { logLine, logText } from "./report/untrusted.ts";
import { type AnnotationSink, reportAnnotations } from "./reporters/annotations.ts";
import { reportComment } from "./reporters/comment.ts";
import { renderJson } from "./reporters/json.ts";
import { reportOutputs } from "./reporters/outputs.ts";
import { writeRollbackFiles } from "./reporters/rollback-files.ts";
import { renderSarif } from "./reporters/sarif.ts";
import { reportSuggestions } from "./reporters/suggestions.ts";
import { reportSummary } from "./reporters/summary.ts";
import { renderTerminal } from "./reporters/terminal.ts";

export interface Publication {
  readonly report: Report;
  readonly inputs: Pick<Inputs, "comment" | "suggestions" | "annotations" | "summary">;
  readonly event: Event;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the checked folder lies in the repository (`""` for its top): annotations are placed from there. */
  readonly folder: string;
  readonly reportPath: string;
  /** Absent where no SARIF file was asked for. */
  readonly sarifPath?: string;
  /** Folder for the files of the way back. */
  readonly rollbackPath: string;
  /** Absent without a token. */
  readonly connect: (() => Promise<GitHubClient>) | undefined;
  /** `@actions/core`. */
  readonly sink: AnnotationSink & {
    info(message: string): void;
    setOutput(name: string, value: string): void;
  };
  readonly write: (path: string, text: string) => Promise<void>;
}

/** Sends one report to every channel. No channel's failure changes the verdict: it becomes a warning. */
export async function publish(publication: Publication): Promise<void> {
  const { report, inputs, env, sink, reportPath, sarifPath, folder } = publication;
  const { whole, home, ...links } = reportLinks(publication.event, env, folder);
  const page = { whole, links };
  sink.info(renderTerminal(report, { color: false, width: 120 }));
  const written = await attempt(`The JSON report could not be written to ${reportPath}`, sink, async () => {
    await publication.write(reportPath, renderJson(report));
    return reportPath;
  });
  const sarif = await attempt(`The SARIF file could not be written to ${sarifPath}`, sink, async () => {
    if (sarifPath === undefined) return undefined;
    const own = { ...(home === undefined ? {} : { home }), ...(links.rule === undefined ? {} : { rule: links.rule }) };
    await publication.write(sarifPath, renderSarif(report, { folder, links: own, suppressed: "left-out" }));
    return sarifPath;
  });
  const rollback = await attempt(`The rollback's files could not be written to ${publication.rollbackPath}`, sink, () =>
    writeRollbackFiles(report, publication.rollbackPath, publication.write),
  );
  if (inputs.annotations) reportAnnotations(annotationsOf(report), sink, folder);
  if (inputs.summary) {
    const summary = await reportSummary({
      file: env["GITHUB_STEP_SUMMARY"],
      render: (limit) => renderMarkdown(report, { ...page, limit, unit: "bytes", chart: true }),
    });
    if (summary.kind === "failed") sink.warning(summary.warning);
  }
  const suggested = inputs.suggestions
    ? await attempt("No suggestions at the lines of the pull request", sink, () => suggest(publication))
    : undefined;
  const commentUrl = inputs.comment
    ? await attempt("No comment on the pull request", sink, () =>
        comment(publication, (limit) => renderMarkdown(report, { ...page, limit, suggested: suggested ?? new Set() })),
      )
    : undefined;
  await attempt("The outputs could not be set", sink, async () =>
    reportOutputs(report, { reportPath: written, sarifPath: sarif, rollback, commentUrl }, (name, value) =>
      sink.setOutput(name, value),
    ),
  );
}

async function attempt<T>(failure: string, sink: Publication["sink"], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    sink.warning(logText(`${failure}: ${error instanceof Error ? error.message : error}. The verdict stands.`));
    return undefined;
  }
}

/** The findings whose edit stands at its line: the comment need not show it again. */
async function suggest({
  event,
  connect,
  report,
  folder,
  sink,
}: Publication): Promise<ReadonlySet<Finding> | undefined> {
  if (event.name !== "pull_request" || connect === undefined || !hasEdits(report)) return undefined;
  const { placed, log } = await reportSuggestions({ client: await connect(), event, report, folder });
  if (log !== undefined) sink.info(logLine(log));
  return placed;
}

async function comment(
  { event, connect, env, report, sink }: Publication,
  render: (limit: number) => string,
): Promise<string | undefined> {
  if (event.name !== "pull_request") return undefined;
  if (connect === undefined) {
    sink.warning("No comment on the pull request: there is no token. Set github-token. The verdict stands.");
    return undefined;
  }
  const result = await reportComment({
    client: await connect(),
    event,
    workflow: env["GITHUB_WORKFLOW"] ?? "",
    job: env["GITHUB_JOB"] ?? "",
    verdict: report.verdict,
    render,
  });
  if ("warning" in result) sink.warning(result.warning);
  return "url" in result ? result.url : undefined;
}
