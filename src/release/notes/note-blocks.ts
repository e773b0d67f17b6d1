/** A paragraph or list item of a release's notes, as plain text, and the headings above it. */
export interface NoteBlock {
  /** `["Highlights", "API & Frontend"]` */
  readonly headings: readonly string[];
  readonly text: string;
}

/** More than this is no release's notes. */
const MOST_LINES = 20_000;
const MOST_TEXT = 4_000;

/**
 * Takes GitHub Flavored Markdown apart as far as release notes need it: headings, list items with what is wrapped below them,
 * paragraphs. Code blocks and HTML comments are left out.
 */
export function noteBlocks(markdown: string): readonly NoteBlock[] {
  const blocks: NoteBlock[] = [];
  let headings: readonly { level: number; title: string }[] = [];
  let open: string[] = [];
  let fence: string | undefined;
  const close = () => {
    const text = plain(open.join(" "));
    if (text !== "") blocks.push({ headings: headings.map(({ title }) => title), text: text.slice(0, MOST_TEXT) });
    open = [];
  };
  for (const line of withoutComments(markdown).split(/\r?\n/, MOST_LINES)) {
    const bar = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (bar?.startsWith(fence)) fence = undefined;
      continue;
    }
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const item = /^\s*(?:[-*+]|\d{1,4}[.)])\s+(.*)$/.exec(line);
    if (bar !== undefined || heading !== null || item !== null || line.trim() === "") close();
    if (bar !== undefined) fence = bar;
    else if (heading !== null) {
      const level = heading[1]?.length ?? 1;
      headings = [...headings.filter((one) => one.level < level), { level, title: plain(heading[2] ?? "") }];
    } else open.push((item?.[1] ?? line).trim());
  }
  close();
  return blocks;
}

function withoutComments(text: string): string {
  let kept = "";
  let from = 0;
  for (let start = text.indexOf("<!--"); start !== -1; start = text.indexOf("<!--", from)) {
    kept += text.slice(from, start);
    const end = text.indexOf("-->", start);
    if (end === -1) return kept;
    from = end + 3;
  }
  return kept + text.slice(from);
}

/** Emphasis and links go, code stays in its backticks: it says what is a name. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, "$1")
    .replace(/(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
