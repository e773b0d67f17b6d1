/**
 * Whether a release says of an option or field itself that it goes. "Whether to allow deprecated methods" speaks of something
 * else: the word has to stand at the start, in brackets, after "is", or with the announcement of a removal.
 */
const SAYS =
  /\[deprecated\]|^\W*deprecated\b|\b(?:is|are|been|this) (?:now )?deprecated\b|^(?:This|It) .{0,40}\bwill be removed\b/im;

/** The release's own words, in one line; `undefined` where the text says nothing of the kind. */
export function deprecationIn(text: string | undefined): string | undefined {
  if (text === undefined || !/deprecated|removed/i.test(text)) return undefined;
  return SAYS.test(text.slice(0, LONGEST)) ? text.trim().replace(/\s+/g, " ").slice(0, LONGEST) : undefined;
}

/** Characters of a text that are looked at and kept. */
const LONGEST = 2000;
