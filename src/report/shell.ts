/**
 * One word of a POSIX shell line, quoted only where it must be. Characters a reader cannot see become escapes inside
 * `$'…'` (bash, zsh, POSIX.1-2024): the command stays one line, and stays true when it is shown with them taken out.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("=")) return text;
  if (UNSEEN.test(text))
    return `$'${text.replace(/[\\']/g, "\\$&").replace(new RegExp(UNSEEN, "gu"), bytesAsEscapes)}'`;
  // Code with apostrophes reads better so; `!` stays out because of history expansion.
  if (text.includes("'") && !/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Program and arguments, each quoted. */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** Invisible, or the start of a command to the runner (see `withoutCommands`). */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?<=##)\[/u;

function bytesAsEscapes(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
