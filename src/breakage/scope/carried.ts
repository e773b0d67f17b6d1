import { blocksOf } from "./blocks.ts";

/**
 * The names of a module that have to do with others: those, what they are called after `as`, and every name whose statement has one of
 * them in it, at whatever distance. `class Engine` that holds an `LLM` carries it; the function beside it that adds two numbers does
 * not.
 *
 * @param seeds names that carry an object of vLLM's, imported or the package itself
 */
export function carriedIn(text: string, seeds: ReadonlySet<string>): Set<string> {
  const carried = new Set(seeds);
  for (const [, name = "", alias = ""] of text.matchAll(/\b(\w[\w.]{0,200})[ \t]{1,20}as[ \t]{1,20}(\w+)/g)) {
    if (name.split(".").some((part) => carried.has(part))) carried.add(alias);
  }
  let left = blocksOf(text);
  for (let before = -1; before !== carried.size; ) {
    before = carried.size;
    const untouched = [];
    for (const block of left) {
      if (isDisjoint(block.words, carried)) untouched.push(block);
      else for (const name of block.binds) carried.add(name);
    }
    left = untouched;
  }
  return carried;
}

function isDisjoint(words: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  for (const name of names) if (words.has(name)) return false;
  return true;
}
