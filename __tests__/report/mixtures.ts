import { HOSTILE } from "../support/report-samples.ts";

const PIECES = [
  ...HOSTILE.split("\n"),
  ..."|`<>@#*_~[]()!$&\\:-+.=\"' \n\t\r{}/".split(""),
  "``",
  "```",
  "~~~",
  "<!--",
  "-->",
  "</details>",
  "</summary>",
  "</code>",
  "</sub>",
  "<img src=x>",
  "&lt;",
  "&#124;",
  "\\|",
  "@octocat",
  "#12",
  "GH-1",
  "https://x.example",
  "www.x.example",
  "::error::",
  "##[",
  "\u200B",
  "\u202E",
  "\u001B[31m",
  "1. ",
  "word",
  "://u:p@h",
];

/** Hostile pieces in random order, the same on every run. */
export function mixtures(amount: number): string[] {
  let state = 20_240_607;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Array.from({ length: amount }, () =>
    Array.from({ length: 1 + Math.floor(random() * 12) }, () => PIECES[Math.floor(random() * PIECES.length)]).join(""),
  );
}
