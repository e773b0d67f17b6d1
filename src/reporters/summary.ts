import { appendFile, stat } from "node:fs/promises";
import { SUMMARY_LIMIT } from "../report/markdown.ts";

export type SummaryResult =
  | { readonly kind: "written" }
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "failed"; readonly warning: string };

/**
 * Appends the report to the job summary. A summary that is too long fails to upload with an error that users take for
 * ours, so it is kept under the limit; a failure to write is a warning, never the verdict.
 *
 * @param from.file `GITHUB_STEP_SUMMARY`
 * @param from.render the report as Markdown of at most `limit` bytes in UTF-8
 */
export async function reportSummary(from: {
  readonly file: string | undefined;
  readonly render: (limit: number) => string;
}): Promise<SummaryResult> {
  if (!from.file) return { kind: "none", reason: "this runner has no job summary" };
  try {
    const room = SUMMARY_LIMIT - (await sizeOf(from.file)) - 1;
    const text = room > 0 ? from.render(room) : "";
    if (text === "") return { kind: "failed", warning: "No job summary: what is already in it leaves no room." };
    await appendFile(from.file, `${text}\n`);
    return { kind: "written" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "failed", warning: `No job summary: ${reason}. The verdict stands.` };
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
