import type { ParseShell } from "../platform/syntax-parsers.ts";
import type { RepositoryFile, UseContext } from "../uses/reader.ts";
import { readUses } from "../uses/readers.ts";
import { boundedShell } from "../uses/shell/bounded-shell.ts";
import type { Use } from "../uses/use.ts";

/** What a file uses, and why that may not be all. */
export interface FileReading {
  readonly uses: readonly Use[];
  /** A clause. Absent where all of the file was read, or nothing in it speaks of vLLM. */
  readonly unread?: string;
}

/** Reads one file. Whatever it holds, the files beside it are still read. */
export function readFileUses(
  file: RepositoryFile,
  context: UseContext & { readonly parseShell: ParseShell },
): FileReading {
  if (file.text.includes("\0")) return isWide(file.text) ? { uses: [], unread: WIDE } : { uses: [] };
  const whys: string[] = [];
  const unread = (why: string) => {
    whys.push(why);
  };
  let uses: readonly Use[] = [];
  try {
    uses = readUses(file, { ...context, unread, parseShell: boundedShell(context.parseShell, unread) });
  } catch (error) {
    // One file of a repository must not take the answer for all others along.
    unread(`reading it failed (${error instanceof Error ? error.message : String(error)})`);
  }
  const [first] = whys;
  return first === undefined || !speaksOfVllm(file) ? { uses } : { uses, unread: first };
}

const WIDE = "it is UTF-16 text, and the tools that would read it take UTF-8";

/** ASCII in UTF-16 has a null byte beside each letter. */
function isWide(text: string): boolean {
  return /v\0l\0l\0m/i.test(text);
}

function speaksOfVllm({ path, text }: RepositoryFile): boolean {
  return /vllm/i.test(path) || /vllm/i.test(text);
}
