import { normalizeName } from "../python/requirement.ts";
import { compare, isSpecifier, normalize } from "../python/version.ts";
import { traced } from "../text/traced.ts";
import { type Draft, draftManifest } from "./draft.ts";
import type { Manifest } from "./manifest.ts";
import { isLocalSource, lockedReference } from "./package-lock-source.ts";
import type { PinFormatId } from "./pin.ts";
import { poetrySpecifier } from "./poetry-version.ts";
import { mentionsVllm, VLLM } from "./vllm.ts";

/** What tells one resolver's lock from another's; the form of all is one TOML table a package. */
export interface LockDialect {
  readonly format: PinFormatId;
  /** Name of the array of packages. */
  readonly packages: "package" | "packages";
  /** What makes the file anew. */
  readonly command: string;
}

/** A package's own keys, and those of the tables that say where it comes from (`source.git`). */
interface LockedPackage {
  readonly fields: Map<string, string>;
  /** Offset and text of the version's line. */
  versionAt?: number;
  versionLine?: string;
}

/**
 * Read line by line: the file is written by a program, in one form, and is often above a megabyte. A package locked at
 * several versions (one a platform) counts with its highest, which for CUDA builds is the Linux one.
 */
export function parsePackageLock(text: string, file: string, dialect: LockDialect): Manifest {
  const draft = draftManifest(file, dialect.format, text);
  let current: LockedPackage | undefined;
  let table = "";
  let requiresPython: string | undefined;
  let damaged = !mentionsVllm(text);
  const close = () => {
    if (current !== undefined) note(draft, current);
    current = undefined;
  };
  let offset = 0;
  while (offset < text.length) {
    const next = text.indexOf("\n", offset);
    const end = next === -1 ? text.length : next;
    const line = text.slice(offset, end).trimEnd();
    if (/^(?:<{7}|={7}|>{7})(?: |$)/.test(line) && !damaged) {
      damaged = true;
      const remedy = `Resolve the conflict with \`${dialect.command}\`.`;
      draft.problem(offset, "The lock file has merge conflict markers", remedy);
    } else if (line === `[[${dialect.packages}]]`) {
      close();
      current = { fields: new Map() };
      table = "";
    } else if (line.startsWith("[")) {
      // Sub-tables of a package (`[package.metadata]`) end its own keys.
      table = /^\[packages?\.(source|vcs|archive|directory)\]$/.exec(line)?.[1] ?? "other";
      if (!line.startsWith(`[${dialect.packages}.`) && !line.startsWith(`[[${dialect.packages}.`)) close();
    } else if (current !== undefined) readKey(current, table, line, offset);
    else requiresPython ??= /^(?:requires-python|requires_python|python-versions) = "([^"]*)"$/.exec(line)?.[1];
    offset = end + 1;
  }
  close();
  const python = requiresPython === undefined ? undefined : pythonSpecifier(requiresPython);
  return draft.finish(python === undefined ? {} : { requiresPython: python });
}

function note(draft: Draft, { fields, versionAt, versionLine }: LockedPackage): void {
  const name = normalizeName(fields.get("name") ?? "");
  const version = fields.get("version");
  if (name === "" || version === undefined || versionAt === undefined) return;
  // The project, its workspace members and local folders are not chosen by a resolver.
  if (isLocalSource(fields)) return;
  const known = draft.locked.get(name);
  if (known === undefined || isHigher(version, known)) draft.locked.set(name, version);
  if (name !== VLLM) return;
  const reference = lockedReference(version, fields);
  draft.pin({ at: [traced(versionLine ?? "", versionAt)], written: `==${version}`, reference, role: "lock" });
}

function readKey(target: LockedPackage, table: string, line: string, offset: number): void {
  if (table === "other") return;
  const [, key, value = ""] = /^([A-Za-z_-]+) = (.*)$/.exec(line) ?? [];
  if (key === undefined || value.length > 10_000) return;
  const { fields } = target;
  const prefix = table === "" ? "" : `${table}.`;
  if (value.startsWith("{")) {
    for (const [, inner = "", string = ""] of value.matchAll(/([A-Za-z_-]+) = "([^"]*)"/g)) {
      fields.set(`${key}.${inner}`, string);
    }
    return;
  }
  const string = /^"([^"\\]*)"$/.exec(value)?.[1] ?? (value === "true" ? value : undefined);
  if (string === undefined) return;
  fields.set(`${prefix}${key}`, string);
  if (prefix === "" && key === "version") Object.assign(target, { versionAt: offset, versionLine: line });
}

/** Poetry writes its own notation. */
function pythonSpecifier(written: string): string | undefined {
  return isSpecifier(written) ? written : poetrySpecifier(written);
}

function isHigher(version: string, known: string): boolean {
  if (normalize(version) === undefined || normalize(known) === undefined) return false;
  return compare(version, known) > 0;
}
