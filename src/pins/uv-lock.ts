import { normalizeName } from "../python/requirement.ts";
import { compare, normalize } from "../python/version.ts";
import { traced } from "../text/traced.ts";
import { draftManifest } from "./draft.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import type { PinReference } from "./pin.ts";
import { gitReference, urlReference } from "./reference.ts";
import { fileName } from "./repository-path.ts";
import { mentionsVllm, VLLM } from "./vllm.ts";

/** uv's lock file, and variants beside it: `uv.vllm.lock`. */
export const uvLock: PinFormat = {
  format: "uv-lock",
  matches: (path) => /^uv(?:[._-][^/]*)?\.lock$/i.test(fileName(path)),
  parse: parseUvLock,
  // A lock is made by `uv lock`, never by hand.
  rewrite: () => undefined,
};

interface LockedPackage {
  name?: string;
  version?: string;
  source?: string;
  /** Offset and text of the version's line. */
  versionAt?: number;
  versionLine?: string;
}

/**
 * Read line by line: the file is written by a program, in one form, and is often above a megabyte. A package locked at
 * several versions (one a platform) counts with its highest, which for CUDA builds is the Linux one.
 */
function parseUvLock(text: string, file: string): Manifest {
  const draft = draftManifest(file, "uv-lock", text);
  let current: LockedPackage | undefined;
  let requiresPython: string | undefined;
  const concerned = mentionsVllm(text);
  let damaged = !concerned;
  const close = () => {
    if (current !== undefined) note(current);
    current = undefined;
  };
  const note = ({ name, version, source = "", versionAt, versionLine }: LockedPackage) => {
    if (name === undefined || version === undefined || versionAt === undefined) return;
    // The project, its workspace members and local folders are not chosen by a resolver.
    if (/^\{\s*(?:virtual|editable|directory|path)\b/.test(source)) return;
    const known = draft.locked.get(name);
    if (known === undefined || isHigher(version, known)) draft.locked.set(name, version);
    if (name !== VLLM) return;
    const reference = lockedReference(version, source);
    const at = [traced(versionLine ?? "", versionAt)];
    draft.pin({ at, written: `==${version}`, reference, role: "lock" });
  };
  let offset = 0;
  while (offset < text.length) {
    const next = text.indexOf("\n", offset);
    const end = next === -1 ? text.length : next;
    const line = text.slice(offset, end).trimEnd();
    if (/^(?:<{7}|={7}|>{7})(?: |$)/.test(line) && !damaged) {
      damaged = true;
      draft.problem(offset, "The lock file has merge conflict markers", "Resolve the conflict with `uv lock`.");
    } else if (line.startsWith("[")) {
      // Sub-tables of a package (`[package.metadata]`) end its own keys.
      close();
      current = line === "[[package]]" ? {} : undefined;
    } else if (current !== undefined) readKey(current, line, offset);
    else requiresPython ??= /^requires-python = "([^"]*)"$/.exec(line)?.[1];
    offset = end + 1;
  }
  close();
  return draft.finish(requiresPython === undefined ? {} : { requiresPython });
}

function readKey(target: LockedPackage, line: string, offset: number): void {
  const [, key, value] = /^(name|version|source) = (.*)$/.exec(line) ?? [];
  if (key === "source" && value !== undefined) target.source = value;
  const string = /^"([^"\\]*)"$/.exec(value ?? "")?.[1];
  if (string === undefined) return;
  if (key === "name") target.name = normalizeName(string);
  if (key === "version") Object.assign(target, { version: string, versionAt: offset, versionLine: line });
}

function lockedReference(version: string, source: string): PinReference {
  const git = /\bgit = "([^"]*)"/.exec(source)?.[1];
  if (git !== undefined) {
    const revision = /[?&](?:rev|tag|branch)=([^&#]*)/.exec(git)?.[1] ?? git.split("#")[1];
    return { ...gitReference(git.replace(/[?#].*$/s, ""), revision), version } as PinReference;
  }
  const url = /\burl = "([^"]*)"/.exec(source)?.[1];
  if (url !== undefined) return urlReference(url);
  return { kind: "exact", version: normalize(version) ?? version };
}

function isHigher(version: string, known: string): boolean {
  if (normalize(version) === undefined || normalize(known) === undefined) return false;
  return compare(version, known) > 0;
}
