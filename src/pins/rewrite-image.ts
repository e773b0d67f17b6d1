/** The version as the old text writes it: with a `v` if it has one. */
export function withPrefix(written: string, version: string): string {
  return /^v\d/i.test(written) ? `${written.charAt(0)}${version}` : version;
}

/**
 * An image's tag at another release: `v0.31.0-x86_64` keeps its suffix, `latest` becomes the release, a digest goes
 * (it names the old image), an image without a tag gets one. Image tags have no local label.
 */
export function rewriteImage(raw: string, version: string): string | undefined {
  const release = version.replace(/\+.*$/, "");
  const [tagged = "", digest] = raw.split("@", 2);
  if (tagged === "") return digest === undefined ? undefined : `:v${release}`;
  const slash = tagged.lastIndexOf("/");
  const colon = tagged.indexOf(":", slash + 1);
  if (slash === -1 && colon === -1) return moveTag(tagged, release);
  if (colon === -1) return `${tagged}:v${release}`;
  return `${tagged.slice(0, colon + 1)}${moveTag(tagged.slice(colon + 1), release)}`;
}

function moveTag(tag: string, release: string): string {
  const versioned = /^(v?)\d+\.\d+(?:\.\d+)*(?:[.-]?(?:post|rc|a|b|dev)\d+)*(-.*)?$/i.exec(tag);
  if (versioned !== null) return `${versioned[1]}${release}${versioned[2] ?? ""}`;
  const architecture = /^latest(-(?:x86_64|aarch64|arm64|cu\d+)\b.*)$/.exec(tag)?.[1] ?? "";
  return `v${release}${architecture}`;
}
