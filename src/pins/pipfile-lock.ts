import { normalizeName } from "../python/requirement.ts";
import { normalize } from "../python/version.ts";
import { traced } from "../text/traced.ts";
import { type Draft, draftManifest } from "./draft.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import type { PinReference } from "./pin.ts";
import { gitReference, specifierReference, urlReference } from "./reference.ts";
import { fileName } from "./repository-path.ts";
import { asString, asTable, type TomlTable } from "./toml-strings.ts";
import { mentionsVllm, VLLM } from "./vllm.ts";

/** Pipenv's lock file: JSON, one object of packages a category (https://pipenv.pypa.io/en/latest/pipfile.html). */
export const pipfileLock: PinFormat = {
  format: "pipfile-lock",
  matches: (path) => /^Pipfile\.lock$/i.test(fileName(path)),
  parse: parsePipfileLock,
  // A lock is made by `pipenv lock`, never by hand.
  rewrite: () => undefined,
};

function parsePipfileLock(text: string, file: string): Manifest {
  const draft = draftManifest(file, "pipfile-lock", text);
  let data: TomlTable;
  try {
    data = asTable(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    if (mentionsVllm(text)) draft.problem(0, "The lock file is not valid JSON", "Make it anew with `pipenv lock`.");
    return draft.finish();
  }
  const places = vllmPlaces(text);
  const { _meta: meta, ...categories } = data;
  for (const packages of Object.values(categories)) {
    for (const [key, entry] of Object.entries(asTable(packages)))
      note(draft, normalizeName(key), asTable(entry), places);
  }
  const python = asString(asTable(asTable(meta)["requires"])["python_version"]);
  return draft.finish(
    python !== undefined && normalize(python) !== undefined ? { requiresPython: `==${python}.*` } : {},
  );
}

function note(draft: Draft, name: string, entry: TomlTable, places: IterableIterator<RegExpExecArray>): void {
  const written = asString(entry["version"]) ?? "";
  const version = normalize(written.replace(/^===?\s*/, ""));
  if (version !== undefined && !draft.locked.has(name)) draft.locked.set(name, written.replace(/^===?\s*/, ""));
  if (name !== VLLM) return;
  const place = places.next().value;
  if (place === undefined) return;
  const at = [traced(place[1] ?? "", place.index + place[0].length - (place[1] ?? "").length)];
  draft.pin({ at, written, reference: referenceOf(entry, written), role: "lock" });
}

function referenceOf(entry: TomlTable, written: string): PinReference {
  const git = asString(entry["git"]);
  if (git !== undefined) return gitReference(git, asString(entry["ref"]));
  const file = asString(entry["file"]);
  return file === undefined ? specifierReference(written) : urlReference(file);
}

/** The entry's key, and its version where that is found: the program that writes the file sorts what stands between. */
function vllmPlaces(text: string): IterableIterator<RegExpExecArray> {
  return text.matchAll(
    /"vllm"\s{0,10}:\s{0,10}\{[^{}]{0,60000}?("(?:version|ref|file|git)"\s{0,10}:\s{0,10}"[^"\n]{0,2000}")/gi,
  );
}
