/** Logins by host (`machine`), as pip, uv and curl read them from a netrc file; `default` under the empty name. */
export function parseNetrc(text: string): ReadonlyMap<string, { readonly login: string; readonly password: string }> {
  const words = text.replace(/^\s*#.*$/gm, "").split(/\s+/);
  const logins = new Map<string, { login: string; password: string }>();
  let entry: { login: string; password: string } | undefined;
  for (let index = 0; index < words.length; index++) {
    const next = words[index + 1] ?? "";
    switch (words[index]) {
      case "machine":
      case "default": {
        const host = words[index] === "machine" ? next.toLowerCase() : "";
        entry = { login: "", password: "" };
        if (!logins.has(host)) logins.set(host, entry);
        if (host !== "") index++;
        break;
      }
      case "login":
      case "password":
        if (entry !== undefined) entry[words[index] as "login" | "password"] = next;
        index++;
        break;
    }
  }
  return logins;
}

/** The URL with its host's login, where it has none of its own. */
export function withLogin(url: string, logins: ReturnType<typeof parseNetrc>): string {
  if (!URL.canParse(url)) return url;
  const target = new URL(url);
  const entry = logins.get(target.hostname) ?? logins.get("");
  if (!/^https?:$/.test(target.protocol) || target.username !== "" || entry === undefined) return url;
  target.username = encodeURIComponent(entry.login);
  target.password = encodeURIComponent(entry.password);
  return target.href;
}
