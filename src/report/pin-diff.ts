import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";

/** One file on both sides; a side is absent where the file does not exist there. */
export interface FileTexts {
  /** POSIX path relative to the repository root. */
  readonly file: string;
  readonly targetText?: string;
  readonly currentText?: string;
}

/** Lines around a change, as `git diff` shows them. */
const CONTEXT = 3;

/** The unified diff target → current that `git apply` takes at the repository root; absent where nothing changes. */
export function pinDiff({ file, targetText, currentText }: FileTexts): string | undefined {
  if (targetText === currentText) return undefined;
  const patch = structuredPatch(`a/${file}`, `b/${file}`, targetText ?? "", currentText ?? "", "", "", {
    context: CONTEXT,
  });
  // A file that comes or goes needs git's extended header: without it an empty side reads as an empty file.
  if (targetText === undefined) return formatPatch({ ...patch, isGit: true, isCreate: true, oldFileName: "/dev/null" });
  if (currentText === undefined)
    return formatPatch({ ...patch, isGit: true, isDelete: true, newFileName: "/dev/null" });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}
