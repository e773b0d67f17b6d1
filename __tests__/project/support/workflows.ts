import { read, sourceFiles } from "./project.ts";

/** A workflow, in a file of its own or as an example in a page. */
export interface WorkflowText {
  /** `.github/workflows/ci.yml`, or `README.md:12` (the line of its fence). */
  readonly place: string;
  readonly text: string;
}

/** A fenced block of a page: its info string, and its text without the fence's own indentation. */
export interface Fence {
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** CommonMark fenced code blocks of a page, in order. */
export function fences(page: string): Fence[] {
  const found: Fence[] = [];
  const lines = page.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const [, indent = "", mark, info = ""] = /^( *)(`{3,})\s*([^`]*)$/.exec(lines[index] ?? "") ?? [];
    if (mark === undefined) continue;
    const close = lines.findIndex((line, at) => at > index && line.trim() === mark);
    const body = lines.slice(index + 1, close).map((line) => line.slice(Math.min(indent.length, leadingSpaces(line))));
    found.push({ line: index + 1, info: info.trim(), text: `${body.join("\n")}\n` });
    index = close;
  }
  return found;
}

const leadingSpaces = (line: string) => line.length - line.trimStart().length;

export const pages = (): string[] =>
  sourceFiles().filter((path) => path.endsWith(".md") && !path.startsWith("__tests__/"));

/** Workflows the project runs. */
export const workflowFiles = (): WorkflowText[] =>
  sourceFiles()
    .filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
    .map((path) => ({ place: path, text: read(path) }));

/** Whole workflows that the pages tell people to copy. */
export const workflowExamples = (): WorkflowText[] =>
  pages().flatMap((page) =>
    fences(read(page))
      .filter(({ info, text }) => info === "yaml" && /^on:/m.test(text) && /^jobs:/m.test(text))
      .map(({ line, text }) => ({ place: `${page}:${line}`, text })),
  );
