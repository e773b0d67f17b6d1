import type { CommandUse, Place, Use } from "../use.ts";

/**
 * Each use once. A node that many aliases stand for is read at each of them, and a list of arguments both for itself and in
 * the command that takes it: the command tells more.
 */
export function distinct(uses: readonly Use[]): Use[] {
  const seen = new Set<string>();
  const certain = new Set(
    uses.flatMap((use) => (use.kind === "command" && use.certainty === "certain" ? use.words.map(wordKey) : [])),
  );
  return uses.filter((use) => {
    if (use.kind === "command" && use.certainty === "likely" && use.words.every((word) => certain.has(wordKey(word)))) {
      return false;
    }
    const key = `${use.kind} ${placeKey(use.place)} ${detail(use)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function detail(use: Use): string {
  if (use.kind === "command") return use.words.map(wordKey).join(" ");
  if (use.kind === "config-file") return use.keys.map(({ key, place }) => `${key} ${placeKey(place)}`).join(" ");
  return use.kind === "request-field" ? use.field : use.name;
}

function wordKey({ text, place }: CommandUse["words"][number]): string {
  return `${placeKey(place)} ${text}`;
}

function placeKey({ line, column, endLine, endColumn }: Place): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}
