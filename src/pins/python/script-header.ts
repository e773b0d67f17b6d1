import { parse } from "smol-toml";
import { isSpecifier } from "../../python/version.ts";
import type { Draft } from "../draft.ts";
import type { BoundIndex, Manifest } from "../manifest.ts";
import { declareList, type PyprojectContext, reportTomlSyntax } from "../pyproject-context.ts";
import { folderOf } from "../repository-path.ts";
import { asString, asTable, type TomlTable, tomlStrings } from "../toml-strings.ts";
import { readUv } from "../uv-settings.ts";

/** Requirements of the script itself: one command's, before all others. */
export const HEADER_COMMAND = 0;

/**
 * A script's own metadata (PEP 723): a comment block `# /// script`, which is TOML behind the marks. Marks become blanks of the same
 * length, so that what is found stands where it is written.
 */
export function readScriptHeader(draft: Draft): Partial<Manifest> & { readonly boundIndexes?: readonly BoundIndex[] } {
  const block = headerOf(draft.text);
  if (block === undefined) return {};
  let data: TomlTable;
  try {
    data = asTable(parse(block));
  } catch (error) {
    reportTomlSyntax(draft, error);
    return {};
  }
  const context: PyprojectContext = {
    draft,
    strings: tomlStrings(block),
    folder: folderOf(draft.file),
    project: undefined,
  };
  declareList(context, ["dependencies"], data["dependencies"], { role: "requirement", command: HEADER_COMMAND });
  const { boundIndexes } = readUv(context, data);
  const python = asString(data["requires-python"]);
  return {
    ...(python !== undefined && isSpecifier(python) ? { requiresPython: python } : {}),
    ...(boundIndexes.length === 0 ? {} : { boundIndexes }),
  };
}

/** The block's text with everything else blanked, line ends kept. */
function headerOf(text: string): string | undefined {
  const opening = /^# \/\/\/ script[ \t]*\r?$/m.exec(text);
  if (opening === null) return undefined;
  const from = opening.index + opening[0].length;
  const lines: string[] = [];
  let last = -1;
  for (const line of text.slice(from).split("\n").slice(1)) {
    if (!/^#(?: |\r?$)/.test(line)) break;
    // The last closing line ends the block: the PEP lets a block hold one.
    if (/^# \/\/\/[ \t]*\r?$/.test(line)) last = lines.length;
    lines.push(line);
  }
  if (last === -1) return undefined;
  const content = lines.slice(0, last).map((line) => ` ${line.slice(1)}`);
  const before = text.slice(0, from).replace(/[^\n]/g, " ");
  return `${before}\n${content.join("\n")}`;
}
