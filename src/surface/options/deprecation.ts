/** Characters of a text that are looked at and kept. */
const LONGEST = 2000;
/** It stands at the head of a line, or in brackets: said of the option itself. */
const HEAD = /\[deprecated\]|^\W*deprecated\b|^(?:this|it) [^.]{0,80}\bwill be removed\b/im;
const PREDICATE = /\b(?:is|are|been|was) (?:now )?deprecated\b/gi;

/**
 * The release's own words where it says of an option or a field that it goes, in one line; `undefined` where it says nothing of the
 * kind. "Whether to allow deprecated methods" and `The "old" backend is deprecated` speak of something else.
 * @param name `--log-config-file` or `log_config_file`
 */
export function deprecationIn(text: string | undefined, name: string): string | undefined {
  if (text === undefined || !/deprecated|removed/i.test(text)) return undefined;
  const looked = text.slice(0, LONGEST);
  const said =
    HEAD.test(looked) || [...looked.matchAll(PREDICATE)].some(({ index }) => isAbout(looked.slice(0, index), name));
  return said ? oneLine(looked) : undefined;
}

/** A text as a finding shows it. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, " ").slice(0, LONGEST);

/** Whether the sentence that ends here has the named thing as its subject. */
function isAbout(before: string, name: string): boolean {
  const start = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf(".\n"),
    before.lastIndexOf("\n\n"),
    before.lastIndexOf(": "),
  );
  const subject = before.slice(start + 1).trim();
  const quoted = [...subject.matchAll(/"([^"]*)"|`([^`]*)`/g)].map((match) => spelled(match[1] ?? match[2] ?? ""));
  if (quoted.some((one) => one !== spelled(name))) return false;
  return /^(?:this|it)\b/i.test(subject) || spelled(subject).includes(spelled(name));
}

const spelled = (text: string): string => text.toLowerCase().replaceAll("-", "_").replace(/^_+/, "");
