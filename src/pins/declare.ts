import { formatRequirement, parseRequirement, type Requirement, type Span } from "../python/requirement.ts";
import { parseSpecifier } from "../python/specifier.ts";
import { explain } from "../python/version.ts";
import { cut, type Traced, trim } from "../text/traced.ts";
import { type Draft, type GroupOf, groupOf } from "./draft.ts";
import type { DeclaredRequirement } from "./manifest.ts";
import type { PinReference } from "./pin.ts";
import { gitRevision, requirementReference, urlReference } from "./reference.ts";
import { fromRoot, isLocalPath } from "./repository-path.ts";
import { isVllmUrl, looksLikeVllm, VLLM, vllmFileVersion } from "./vllm.ts";

export interface DeclareOptions extends GroupOf {
  readonly role: DeclaredRequirement["role"];
  /** Folder that relative paths start from, relative to the repository root. */
  readonly folder: string;
  readonly editable?: boolean;
  readonly hashed?: boolean;
  /** It belongs to another installation than the project's (a build's requirements): a pin and no part of the set. */
  readonly pinOnly?: boolean;
  /** Which command of the file installs it. */
  readonly command?: number;
}

/** Notes one requirement, written in the form pip reads (no options, no comment): a pin when it is on vLLM. */
export function declare(draft: Draft, written: Traced, options: DeclareOptions): void {
  const value = trim(written);
  const { text } = value;
  if (text === "") return;
  const path = isLocalPath(text) || /^[a-z+]+:\/\//i.test(text) || (options.editable && !text.includes("@"));
  const requirement = path ? undefined : parseRequirement(text);
  if (requirement !== undefined) declareRequirement(draft, value, requirement, options);
  else if (!options.editable && looksLikeVllm(text)) declareUnreadable(draft, value, options);
  else if (isVllmAddress(text)) declareAddress(draft, value, options);
  else note(draft, value, options, localText(text, options));
}

function isVllmAddress(text: string): boolean {
  return isLocalPath(text) ? vllmFileVersion(pathOf(text)) !== undefined : isVllmUrl(addressOf(text));
}

function declareRequirement(draft: Draft, value: Traced, requirement: Requirement, options: DeclareOptions): void {
  const { url } = requirement;
  const text =
    url !== undefined && isLocalPath(url.replace(/^file:(?!\/)/, ""))
      ? formatRequirement({ ...requirement, url: fromRoot(url.replace(/^file:/, ""), options.folder) ?? url })
      : value.text;
  const pin =
    requirement.name === VLLM
      ? draft.pin({
          at: placesOf(value, requirement),
          written: requirement.specifier,
          reference: requirementReference(requirement),
          role: options.role,
          ...groupOf(options),
          hashed: options.hashed === true,
        })
      : undefined;
  note(draft, value, options, text, requirement.name, pin?.line);
}

/** `vllm==${VERSION}`: it pins vLLM, at a version only the build knows. Anything else is a mistake to be told. */
function declareUnreadable(draft: Draft, value: Traced, options: DeclareOptions): void {
  const { text } = value;
  if (!/[$`{\uFFFC]|%[(s]|<[a-z]/i.test(text)) {
    const remedy = "Write it as PEP 508 says: vllm==0.31.0, vllm[audio]>=0.31, vllm @ https://…";
    draft.problem(
      value.pieces[0]?.at,
      `${JSON.stringify(text.slice(0, 120))} is not a requirement pip can read`,
      remedy,
    );
    return;
  }
  const written = draft.source(value).replace(/^vllm\s*(?:\[[^\]]*\])?\s*/i, "");
  const role = options.role;
  const pin = draft.pin({ at: [value], written, reference: { kind: "unpinned" }, role, ...groupOf(options) });
  note(draft, value, options, VLLM, VLLM, pin?.line);
}

/** A bare address or wheel path: `https://…/vllm-0.31.0-….whl`, `git+https://github.com/vllm-project/vllm@v0.31.0`. */
function declareAddress(draft: Draft, value: Traced, options: DeclareOptions): void {
  const address = cut(value, 0, addressOf(value.text).length);
  const reference = urlReference(address.text);
  const pin = draft.pin({
    at: [address, ...versionPlaces(address, { start: 0, end: address.text.length }, reference)],
    written: "",
    reference,
    role: options.role,
    ...groupOf(options),
    hashed: options.hashed === true,
  });
  const marker = /^\s*;\s*(.+)$/s.exec(value.text.slice(address.text.length))?.[1];
  const text = formatRequirement({ name: VLLM, url: address.text, marker });
  note(draft, value, options, text, VLLM, pin?.line);
}

/** The whole requirement where it stands in one piece, else the part a person would edit. */
function placesOf(value: Traced, requirement: Requirement): readonly Traced[] {
  const { specifier, url } = requirement.spans;
  const part = specifier ?? url;
  if (part === undefined) return [value, cut(value, requirement.spans.head.start, requirement.spans.head.end)];
  const reference = requirementReference(requirement);
  return [value, cut(value, part.start, part.end), ...versionPlaces(value, part, reference)];
}

function versionPlaces(value: Traced, part: Span, reference: PinReference): readonly Traced[] {
  const text = value.text.slice(part.start, part.end);
  const sub = (start: number, end: number) => cut(value, part.start + start, part.start + end);
  if (reference.kind === "git") {
    const revision = gitRevision(text);
    return revision === undefined ? [] : [sub(revision.start, revision.end)];
  }
  if (reference.kind === "url") {
    const version = explain(reference.version ?? "")?.public;
    const at = version === undefined ? -1 : text.lastIndexOf(version);
    return version === undefined || at === -1 ? [] : [sub(at, at + version.length)];
  }
  const clauses = parseSpecifier(text) ?? [];
  return clauses.length === 1 ? clauses.map(({ start, end }) => sub(start, end)) : [];
}

function note(
  draft: Draft,
  value: Traced,
  options: DeclareOptions,
  text: string | undefined,
  name?: string,
  line = draft.line(value.pieces[0]?.at ?? 0),
): void {
  if (text === undefined || options.pinOnly) return;
  draft.requirements.push({
    text,
    ...(name === undefined ? {} : { name }),
    role: options.role,
    ...groupOf(options),
    line,
    ...(options.command === undefined ? {} : { command: options.command }),
  });
}

/** A path of the repository, from its root; the project itself is not one of its own requirements. */
function localText(text: string, options: DeclareOptions): string | undefined {
  const prefix = options.editable ? "-e " : "";
  // `pip install -e name` is a folder; only an address is not.
  const local = isLocalPath(text) || (options.editable === true && !/^(?:[a-z+]+:|git@)/i.test(text));
  if (!local) return `${prefix}${text}`;
  const [, path = "", rest = ""] = /^(.*?)((?:\[[^\]]*\])?(?:\s*;.*)?)$/s.exec(text) ?? [];
  const moved = fromRoot(path, options.folder);
  return moved === undefined ? undefined : `${prefix}${moved}${rest}`;
}

function pathOf(text: string): string {
  return text.replace(/\s*;.*$/s, "");
}

function addressOf(text: string): string {
  return /^\S*/.exec(text)?.[0] ?? "";
}
