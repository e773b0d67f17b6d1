import { type CommandUse, UNKNOWN, type Word } from "../use.ts";

/** The file that a command names with `--config`; `undefined` where it names none. */
export function configWord(command: CommandUse): Word | undefined {
  const { words } = command;
  for (const [index, word] of words.entries()) {
    if (word.text === "--config") return words[index + 1];
    if (word.text.startsWith("--config=")) return { ...word, text: word.text.slice("--config=".length) };
  }
  return undefined;
}

/**
 * Where in the repository a path of a command may be: beside the file the command is in, at the root, and for a path in a
 * container, which was copied or mounted from somewhere, where its tail is, or else the only file of its name.
 * @param folder of the file the command is in, `""` for the root
 * @param paths POSIX paths of the repository's files, relative to its root
 */
export function configPath(named: string, folder: string, paths: ReadonlySet<string>): string | undefined {
  // What is not known ends at the next slash: of `$DIR/serve.yaml`, the name is.
  const known = named
    .slice(named.lastIndexOf(UNKNOWN) + 1)
    .replace(/^[^/]*(?=\/)/, (part) => (named.includes(UNKNOWN) ? "" : part));
  const parts = normal(known.split("/"));
  if (parts.at(-1) === undefined || !/\.ya?ml$/i.test(known)) return undefined;
  if (!known.startsWith("/")) {
    const beside = normal([...folder.split("/"), ...known.split("/")]).join("/");
    if (paths.has(beside)) return beside;
  }
  for (let from = 0; from < parts.length - 1; from += 1) {
    const tail = parts.slice(from).join("/");
    for (const candidate of [`${folder === "" ? "" : `${folder}/`}${tail}`, tail])
      if (paths.has(candidate)) return candidate;
  }
  const name = parts.at(-1) ?? "";
  if (paths.has(name) && !known.startsWith("/")) return name;
  const same = [...paths].filter((path) => path === name || path.endsWith(`/${name}`));
  return same.length === 1 ? same[0] : undefined;
}

function normal(parts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === "" || part === ".") continue;
    if (part === "..") kept.pop();
    else kept.push(part);
  }
  return kept;
}
