/**
 * RFC 3986 userinfo. A password may hold an `@` or a quote of its own; only what surely ends the host does end it. The scheme is
 * not matched: a search for it would be quadratic in text without one.
 */
const USERINFO = /(:\/\/)[^\s/?#]*@/g;

/** Text with the user name and password of every URL in it hidden. */
export function withoutCredentials(text: string): string {
  return text.replace(USERINFO, "$1***@");
}

/** Percent-decoded, or as it stands where it is not well formed: a password with a bare `%` is meant so, as pip takes it. */
export function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
