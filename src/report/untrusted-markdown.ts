import { logLine, logText } from "./untrusted.ts";

// Markdown may be printed into a workflow's log as well (`--format markdown`): nothing here is a command to the runner either.

/** Stands between the characters GitHub would link; `visibleText` leaves none of its own. */
const BREAK = "\u200b";

const MARKDOWN: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // An entity, not `\|`: GitHub's table reader splits a cell at the bar of `\\|`.
  "|": "&#124;",
  // GitHub's own advice for a dollar sign that starts no formula.
  $: "<span>$</span>",
};

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text as it reads, on one line, in a paragraph, a list item or a table cell: it can start no element and links nobody.
 * The entity for a zero-width space is what other bots write after `@` and `#`: mentions are linked after Markdown is
 * rendered, so a backslash does not stop them.
 */
export function markdownText(text: string, cap = 500): string {
  return breakReferences(logLine(text, cap))
    .replace(/[\\`*_[\]~]/g, "\\$&")
    .replace(/[&<>|$]/g, (character) => MARKDOWN[character] ?? character)
    .replace(/^([-+#=])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
    .replaceAll(BREAK, "&#8203;");
}

/** `markdownText` in which words `between backticks` are set in the code font. */
export function markdownProse(text: string, cap = 500): string {
  return logLine(text, cap)
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => {
      if (index % 2 === 1) return inlineCode(part.slice(1, -1), cap);
      const [, before = "", words = "", after = ""] = /^( ?)(.*?)( ?)$/s.exec(part) ?? [];
      return `${before}${markdownText(words, cap)}${after}`;
    })
    .join("");
}

/** Text inside an HTML element that stands in Markdown (`<summary>`, `<code>` in a block of HTML), on one line. */
export function htmlText(text: string, cap = 500): string {
  return breakReferences(logLine(text, cap))
    .replace(/[&<>"']/g, (character) => HTML[character] ?? character)
    .replaceAll(BREAK, "&#8203;");
}

/** Text in the code font, on one line, anywhere, table cells included. */
export function inlineCode(text: string, cap = 200): string {
  const line = logLine(text, cap);
  if (line === "") return "";
  // A code span cannot hold a bar inside a table (see above).
  if (line.includes("|")) return `<code>${markdownText(line, cap)}</code>`;
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = /^`|`$/.test(line) ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A block of code that nothing inside can close: CommonMark 4.5 closes a fence only by a run at least as long. */
export function fencedCode(text: string, language = ""): string {
  const content = logText(text).replace(/\n+$/, "");
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}\n${content}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Mentions, issue numbers, bare addresses and emoji codes: GitHub makes links and pictures of them, and notifies people. */
function breakReferences(text: string): string {
  return text
    .replace(/@/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/gh-(?=\d)/gi, `$&${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/:(?=[\w+-]+:)/g, `:${BREAK}`);
}
