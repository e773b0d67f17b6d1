/** `Requires-Dist` values of core metadata (PEP 566, PEP 643): header lines up to the first empty one. */
export function requiresDist(metadata: string): string[] {
  const [headers = ""] = metadata.split(/\r?\n\r?\n/, 1);
  return [...headers.matchAll(/^Requires-Dist:[ \t]*(.+?)[ \t]*\r?$/gim)].map(([, value = ""]) => value);
}
