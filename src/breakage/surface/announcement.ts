const LONGEST = 500;

/** What still works and is announced to go, with the release's own words where it has any. */
export function announcement(called: string, version: string, text: string | undefined): string {
  const line = (text ?? "").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  const words = line === "" ? "" : ` vLLM says: “${line}”`;
  return `${called} still works in ${version} and is announced to go.${words}`;
}
