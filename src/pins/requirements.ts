import { parseRequirement } from "../python/requirement.ts";
import { concat, cut, type Traced, traced, trim } from "../text/traced.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import { type Draft, draftManifest } from "./draft.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { applyOptions, splitArguments } from "./pip-options.ts";
import { fileName, folderOf, normalizePath } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { shellCommands } from "./shell-words.ts";
import { mentionsVllm } from "./vllm.ts";

/** pip's requirements files and what pip-compile makes of them: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirements: PinFormat = {
  format: "requirements",
  matches: (path) => {
    const name = fileName(path);
    if (!/\.(?:txt|in|pip)$/i.test(name)) return false;
    return (
      // `dev.in`: what pip-compile reads. `config.h.in` and `MANIFEST.in` are others' templates.
      /^(?!manifest|configure|makefile)[\w-]+\.in$/i.test(name) ||
      /(?:^|[._-])(?:requires|dependencies|deps)\.txt$/i.test(name) ||
      /(?:requirements|constraints|overrides)[^/]*$/i.test(name) ||
      /^(?:requirement|constraint|override|reqs?)\b[^/]*$/i.test(name) ||
      /(?:^|\/)(?:requirements?|reqs|constraints)\/(?:[^/]+\/)?[^/]+$/i.test(path)
    );
  },
  parse: parseRequirements,
  rewrite: rewritePin,
};

const UTF16 = /^(?:\uFFFD{2}|[^\n\0]?\0)|\0[a-z]\0/i;

export function parseRequirements(text: string, file: string): Manifest {
  const draft = draftManifest(file, "requirements", text);
  if (UTF16.test(text.slice(0, 4_000))) {
    if (!mentionsVllm(text.replaceAll("\0", ""))) return draft.finish();
    draft.problem(0, "The file is not UTF-8 text", "Save it as UTF-8 (PowerShell's `>` writes UTF-16).");
    return draft.finish();
  }
  const settings: DeclareOptions = { role: fileRole(file), folder: workingFolder(file) };
  for (const line of logicalLines(text)) readRequirementLine(draft, line, settings);
  const generatedFrom = sources(text, file);
  if (generatedFrom === undefined) return draft.finish();
  for (const { text: written, name } of draft.requirements) {
    const version = /^===?\s*([^\s,*]+)$/.exec(parseRequirement(written)?.specifier ?? "")?.[1];
    if (name !== undefined && version !== undefined) draft.locked.set(name, version);
  }
  return draft.finish({ generatedFrom });
}

/** One line of a requirements file, comments left out: a requirement, or options. Includes are relative to the draft's file. */
export function readRequirementLine(draft: Draft, line: Traced, settings: DeclareOptions): void {
  if (line.text.startsWith("-")) {
    const words = [...shellCommands(line, () => undefined)].flat();
    const at = (path: string) => ({ path: includedPath(path, draft.file) });
    applyOptions(draft, splitArguments(words).options, settings, at);
    return;
  }
  const options = /\s-{1,2}[a-z]/i.exec(line.text);
  const hashed = /\s--hash[=\s]/.test(line.text);
  declare(draft, options === null ? line : cut(line, 0, options.index), { ...settings, hashed });
}

/** Lines with continuations joined and comments dropped, as pip does it; empty ones left out. */
function* logicalLines(text: string): Generator<Traced> {
  let parts: Traced[] = [];
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  while (offset <= text.length) {
    const next = text.indexOf("\n", offset);
    const end = next === -1 ? text.length : next;
    const physical = text.slice(offset, end).replace(/\r$/, "");
    const comment = /^\s*#/.test(physical);
    const continued = physical.endsWith("\\") && !comment;
    parts.push(traced(continued ? physical.slice(0, -1) : physical, offset));
    if (!continued) {
      const joined = parts.length === 1 ? parts[0] : concat(parts);
      const line = joined && withoutComment(joined);
      if (line !== undefined && line.text !== "") yield line;
      parts = [];
    }
    offset = end + 1;
  }
  if (parts.length > 0) {
    const line = withoutComment(concat(parts));
    if (line.text !== "") yield line;
  }
}

function withoutComment(line: Traced): Traced {
  const start = line.text.startsWith("#") ? 0 : line.text.search(/\s#/);
  return trim(start === -1 ? line : cut(line, 0, start));
}

function fileRole(file: string): DeclareOptions["role"] {
  const name = fileName(file);
  if (/constraints?(?:[._-].*)?\.[a-z]+$/i.test(name) || /(?:^|\/)constraints\//i.test(file)) return "constraint";
  return /^overrides?(?:[._-].*)?\.[a-z]+$/i.test(name) ? "override" : "requirement";
}

/** pip reads paths from where it is run: the project's folder, also when the file is in its `requirements/`. */
function workingFolder(file: string): string {
  return folderOf(file).replace(/(?:^|\/)(?:requirements?|reqs|constraints)(?:\/.*)?$/i, "");
}

/** Includes, unlike paths, are relative to the file that names them. */
export function includedPath(path: string, file: string): string {
  return /^(?:\/|[a-z]+:\/\/)/i.test(path) ? path : normalizePath(`${folderOf(file)}/${path}`);
}

/** What pip-compile, `uv pip compile` or `uv export` made the file from, by its header; a sibling `.in` when the header does not say. */
function sources(text: string, file: string): readonly string[] | undefined {
  const header = /^(?:\uFEFF)?(?:\s*#.*\n){1,12}/.exec(text.slice(0, 4_000))?.[0] ?? "";
  if (!/autogenerated by (?:pip-compile|uv)/i.test(header)) return undefined;
  const command = /#\s+(?:[^\s=]+=\S+\s+)*(?:uv pip compile|pip-compile)\b(.*)/.exec(header)?.[1] ?? "";
  const words = [...shellCommands(traced(command, 0), () => undefined)].flat();
  const named = splitArguments(words).positional.map(({ text: word }) => normalizePath(word));
  const sibling = file.replace(/\.[a-z]+$/i, ".in");
  const project = normalizePath(`${folderOf(file)}/pyproject.toml`);
  const beside = named.flatMap((path) => [normalizePath(`${folderOf(file)}/${path}`), path]);
  if (/\buv export\b/.test(header)) return [project];
  return beside.length > 0 ? [...new Set(beside)] : [sibling];
}
