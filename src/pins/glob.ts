/**
 * Whether a glob of folders (`packages/*`, `libs/**`) names a folder. A star stays within a folder's name. Not a regular
 * expression: one with several stars can be made to run for hours.
 */
export function globMatches(glob: string, folder: string): boolean {
  return matches(glob.split("/"), folder.split("/"), "**", nameMatches);
}

function nameMatches(pattern: string, name: string): boolean {
  return matches([...pattern], [...name], "*", (wanted, found) => wanted === "?" || wanted === found);
}

/** One wildcard stands for any number of items. Only the last one met is ever widened: earlier ones cannot help any more. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  wildcard: string,
  fits: (wanted: string, found: string) => boolean,
): boolean {
  let [at, item] = [0, 0];
  let widened: { readonly after: number; from: number } | undefined;
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted === wildcard) {
      widened = { after: at + 1, from: item };
      at += 1;
    } else if (wanted !== undefined && fits(wanted, items[item] ?? "")) {
      at += 1;
      item += 1;
    } else if (widened !== undefined) {
      widened.from += 1;
      [at, item] = [widened.after, widened.from];
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === wildcard);
}
