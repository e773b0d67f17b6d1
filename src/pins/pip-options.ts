import { normalize } from "../python/version.ts";
import { cut, type Traced } from "../text/traced.ts";
import { withoutCredentials } from "../url-text.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import { type Draft, type GroupOf, groupOf } from "./draft.ts";
import type { Include } from "./manifest.ts";
import { fromRoot, isLocalPath } from "./repository-path.ts";
import { wheelIndexVariable, wheelIndexVersion } from "./vllm.ts";

/** What an option of pip or uv says, as far as it decides what is installed. */
type OptionKind =
  | "requirement"
  | "include"
  | "constraints"
  | "overrides"
  | "editable"
  | "index"
  | "extra-index"
  | "find-links"
  | "ignored";

export interface Option {
  readonly kind: OptionKind;
  readonly value: Traced;
}

const LONG: Readonly<Record<string, OptionKind>> = {
  requirement: "include",
  requirements: "include",
  "with-requirements": "include",
  constraint: "constraints",
  constraints: "constraints",
  override: "overrides",
  overrides: "overrides",
  editable: "editable",
  "with-editable": "editable",
  with: "requirement",
  from: "requirement",
  "index-url": "index",
  "default-index": "index",
  "extra-index-url": "extra-index",
  index: "extra-index",
  "find-links": "find-links",
};

const SHORT: Readonly<Record<string, OptionKind>> = {
  r: "include",
  c: "constraints",
  e: "editable",
  i: "index",
  f: "find-links",
  t: "ignored",
  p: "ignored",
  b: "ignored",
  P: "ignored",
  C: "ignored",
  o: "ignored",
};

/** Options that take a value which is no requirement. One that is missing here would have its value read as a package. */
const VALUED = new Set(
  `abi allow-insecure-host branch build-constraint build-constraints cache-dir cert client-cert color config-file config-setting
  config-settings directory env-file exclude-newer extra extra-build-dependency fork-strategy global-option group
  implementation index-strategy keyring-provider link-mode log lowest marker no-binary no-binary-package
  no-build-isolation-package no-build-package only-binary optional output-file package platform prefix prerelease progress-bar project
  proxy python python-platform python-version refresh-package reinstall-package report resolution resume-retries retries
  rev root root-user-action script src tag target timeout torch-backend trusted-host upgrade-package upgrade-strategy
  use-deprecated use-feature`.split(/\s+/),
);

/** Splits the words behind `install` into requirements and options. */
export function splitArguments(words: readonly Traced[]): {
  readonly positional: readonly Traced[];
  readonly options: readonly Option[];
} {
  const positional: Traced[] = [];
  const options: Option[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const [, long, equals] = /^--([a-z][a-z-]*)(=?)/.exec(word.text) ?? [];
    const short = /^-([a-zA-Z])/.exec(word.text)?.[1];
    const kind = long === undefined ? SHORT[short ?? ""] : (LONG[long] ?? (VALUED.has(long) ? "ignored" : undefined));
    if (!word.text.startsWith("-") || word.text === "-") positional.push(word);
    else if (kind === undefined) continue;
    else if (long !== undefined && equals === "=") options.push({ kind, value: cut(word, long.length + 3) });
    else if (long === undefined && word.text.length > 2) {
      options.push({ kind, value: cut(word, word.text.charAt(2) === "=" ? 3 : 2) });
    } else {
      index += 1;
      const value = words[index];
      if (value !== undefined) options.push({ kind, value });
    }
  }
  return { positional, options };
}

/** Notes what options say. `include` turns a path as written into a file of the repository. */
export function applyOptions(
  draft: Draft,
  options: readonly Option[],
  settings: DeclareOptions,
  include: (path: string) => Pick<Include, "path" | "alternatives" | "optional">,
): void {
  for (const { kind, value } of options) {
    if (kind === "ignored" || value.text === "") continue;
    if (kind === "requirement") declare(draft, value, settings);
    else if (kind === "editable") declare(draft, value, { ...settings, editable: true });
    else if (kind === "include" || kind === "constraints" || kind === "overrides") {
      const role = kind === "include" ? settings.role : kind === "constraints" ? "constraint" : "override";
      const { group, groupKind } = settings;
      draft.includes.push({
        ...include(value.text),
        role,
        ...(group === undefined ? {} : { group }),
        ...(groupKind === undefined ? {} : { groupKind }),
        line: draft.line(value.pieces[0]?.at ?? 0),
      });
    } else applyIndex(draft, kind, value, settings);
  }
}

/** An index or a page of links. One that serves a single vLLM release is a pin of its own. */
export function applyIndex(
  draft: Draft,
  kind: "index" | "extra-index" | "find-links",
  value: Traced,
  settings: Pick<DeclareOptions, "folder" | "group" | "groupKind">,
): void {
  // uv lets an index have a name: `--index pytorch=https://…`.
  const named = /^[A-Za-z0-9_-]+=(?=https?:)/.exec(value.text)?.[0].length ?? 0;
  const address = cut(value, named);
  const text = isLocalPath(address.text) ? (fromRoot(address.text, settings.folder) ?? "./") : address.text;
  if (kind === "index") draft.indexes.defaultIndex = text;
  else (kind === "extra-index" ? draft.indexes.extraIndexes : draft.indexes.findLinks).push(text);
  indexPin(draft, address, settings);
}

/** An index that serves one build of vLLM (`https://wheels.vllm.ai/0.31.0/cu130`), also where only a build or the day knows which. */
export function indexPin(draft: Draft, address: Traced, options: GroupOf = {}): void {
  const span = wheelIndexVersion(address.text);
  const version = span && normalize(address.text.slice(span.start, span.end));
  const computed = version === undefined ? wheelIndexVariable(address.text) : undefined;
  const place = version === undefined ? computed : span;
  if (place === undefined) return;
  const at = cut(address, place.start, place.end);
  draft.pin({
    at: [at],
    written: version === undefined ? `index ${draft.source(at)}` : `index ${withoutCredentials(address.text)}`,
    reference: version === undefined ? { kind: "unpinned" } : { kind: "exact", version },
    role: "index",
    ...groupOf(options),
  });
}
