import { withoutCredentials } from "../url-text.ts";

// What a terminal or the runner's log would act on, were the file printed: still the same JSON value.
const UNSAFE = /(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** A value as JSON that can be printed anywhere and holds no password: two spaces, a line feed at the end. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "string" ? withoutCredentials(inner) : inner), 2);
  return `${text.replace(UNSAFE, asEscape).replaceAll("##[", "##\\u005b")}\n`;
}

/** Both halves of a character outside the basic plane. */
function asEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}
