import type { Located, ReleaseModules } from "./release-modules.ts";

/** Copies of other projects, and code that is not for import. */
const NOT_FOR_IMPORT = /(^|\.)(third_party|tests?|benchmarks?|vllm_flash_attn|examples?)(\.|$)/;

/**
 * Every definition of a name at some module's own level. The texts are searched first, so that only modules that can have it are
 * parsed; the syntax tree then tells a definition from a line of a docstring.
 */
export async function definitionsNamed(
  release: ReleaseModules,
  name: string,
  kind: Located["definition"]["kind"],
): Promise<Located[]> {
  if (!/^[A-Za-z_]\w*$/.test(name)) return [];
  const line = definitionLine(name, kind);
  const found: Located[] = [];
  for (const [dotted, text] of await release.texts()) {
    if (NOT_FOR_IMPORT.test(dotted) || !text.includes(name) || !line.test(text)) continue;
    const module = await release.module(dotted);
    const definition = module?.definitions.find((candidate) => candidate.name === name && candidate.kind === kind);
    if (module !== undefined && definition !== undefined) found.push({ module, definition });
  }
  return found;
}

/** How many modules of the release import a name from a module with `from module import name`. */
export async function importersOf(release: ReleaseModules, dotted: string, name: string): Promise<number> {
  const start = `from ${dotted} import `;
  let count = 0;
  for (const text of (await release.texts()).values()) {
    for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + start.length)) {
      if (importedNames(text, at + start.length).includes(name)) count += 1;
    }
  }
  return count;
}

/** The names after `import`, in brackets or to the end of the line. */
function importedNames(text: string, from: number): string[] {
  const bracket = text[from] === "(";
  const end = text.indexOf(bracket ? ")" : "\n", from);
  return text.slice(from, end === -1 ? undefined : end).match(/\w+/g) ?? [];
}

function definitionLine(name: string, kind: Located["definition"]["kind"]): RegExp {
  switch (kind) {
    case "class":
      return new RegExp(`^[ \\t]*class ${name}\\b`, "m");
    case "function":
      return new RegExp(`^[ \\t]*(?:async )?def ${name}\\b`, "m");
    case "assignment":
      return new RegExp(`^[ \\t]*${name}\\s*[:=]`, "m");
  }
}
