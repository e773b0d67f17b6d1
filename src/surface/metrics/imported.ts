import { moduleName } from "../syntax/module.ts";

/**
 * Whether any other module of the release imports this one, or names it in a string for importing. One that nobody imports is
 * left over: what it declares is never registered. In doubt it counts as imported.
 */
export function isImported(file: string, texts: ReadonlyMap<string, string>): boolean {
  const name = moduleName(file);
  const path = name.split(".");
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).join(".");
  const absolute = new RegExp(`^[ \\t]*(?:from|import)[ \\t]+${escaped(name)}(?!\\w)|["']${escaped(name)}["':.]`, "m");
  const fromParent = new RegExp(`from[ \\t]+${escaped(parent)}[ \\t]+import\\b[^#]{0,1000}?\\b${last}\\b`);
  const relative = new RegExp(`^[ \\t]*from[ \\t]+\\.[^\\n]*\\b${last}\\b`, "m");
  const folder = `${path.slice(0, 2).join("/")}/`;
  for (const [other, text] of near(texts, folder)) {
    if (other === file) continue;
    if (text.includes(name) && absolute.test(text)) return true;
    if (text.includes(`from ${parent} import`) && fromParent.test(text)) return true;
    if (other.startsWith(folder) && text.includes("from .") && relative.test(text)) return true;
  }
  return false;
}

/** Those of the same top folder first: that is where a module is imported. */
function* near(texts: ReadonlyMap<string, string>, folder: string): Generator<[string, string]> {
  for (const entry of texts) if (entry[0].startsWith(folder)) yield entry;
  for (const entry of texts) if (!entry[0].startsWith(folder)) yield entry;
}

const escaped = (name: string): string => name.replaceAll(".", "\\.");
