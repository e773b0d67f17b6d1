export type Colour = "green" | "red" | "yellow" | "dim" | "bold" | "cyan";

/** ECMA-48 SGR parameters: on, off. */
const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

export type Paint = (colour: Colour, text: string) => string;

export function painter(color: boolean): Paint {
  return (colour, text) => (color && text !== "" ? `\x1b[${CODES[colour][0]}m${text}\x1b[${CODES[colour][1]}m` : text);
}

/** Columns a text takes: East Asian wide characters and emoji take two, combining marks none (Unicode UAX 11, shortened). */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** Lines of at most `width` columns, broken at spaces; a longer word stays whole, so that paths and addresses can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A paragraph whose first line begins with `lead` and whose other lines are indented as far. */
export function hanging(lead: string, text: string, width: number, indent = columns(lead)): string {
  const [first = "", ...rest] = wrap(text, Math.max(20, width - indent));
  return [lead + first, ...rest.map((line) => " ".repeat(indent) + line)].join("\n");
}
