import { type Traced, traced, trim } from "../text/traced.ts";

/** One option of an INI file, in the form Python's `configparser` reads. */
export interface IniOption {
  readonly section: string;
  /** Lower case, as `configparser` makes it. */
  readonly key: string;
  /** The lines of its value, comments and empty ones left out. */
  readonly lines: readonly Traced[];
  /** The first of them stands behind the key. */
  readonly inline: boolean;
}

/** The options of an INI file, in order: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */
export function iniOptions(text: string): readonly IniOption[] {
  const options: IniOption[] = [];
  let section = "";
  let lines: Traced[] | undefined;
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  while (offset < text.length) {
    const next = text.indexOf("\n", offset);
    const end = next === -1 ? text.length : next;
    const line = text.slice(offset, end);
    const header = /^\[([^\]\r\n]+)\]/.exec(line)?.[1];
    const blank = line.trim() === "" || /^\s*[#;]/.test(line);
    if (!blank && /^\s/.test(line) && lines !== undefined) lines.push(trim(traced(line, offset)));
    else if (header !== undefined) {
      section = header.trim();
      lines = undefined;
    } else if (!blank) {
      const separator = line.search(/[=:]/);
      lines = [];
      if (separator > 0) {
        const value = trim(traced(line.slice(separator + 1), offset + separator + 1));
        if (value.text !== "") lines.push(value);
        const key = line.slice(0, separator).trim().toLowerCase();
        options.push({ section, key, lines, inline: value.text !== "" });
      }
    }
    offset = end + 1;
  }
  return options;
}
