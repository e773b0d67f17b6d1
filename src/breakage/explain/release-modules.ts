import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { ReleaseSource } from "../release-source.ts";
import { type Definition, type ModuleOutline, outlineModule } from "./module-outline.ts";

/** One module of a release, read. */
export interface ReleaseModule extends ModuleOutline {
  /** Dotted name: `vllm.config`. */
  readonly name: string;
  /** Member of the wheel: `vllm/config/__init__.py`. */
  readonly file: string;
  readonly isPackage: boolean;
  readonly text: string;
}

/** A definition and the module that holds it. */
export interface Located {
  readonly module: ReleaseModule;
  readonly definition: Definition;
}

/** A release's modules, each read and outlined once, when it is asked for. */
export interface ReleaseModules {
  readonly version: string;
  /** Dotted names of every Python module, compiled ones left out. */
  readonly moduleNames: readonly string[];
  module(dotted: string): Promise<ReleaseModule | undefined>;
  /** Where a name of a module is defined, re-exports and lazy attributes followed; `undefined` when it is not or cannot be told. */
  definition(dotted: string, name: string): Promise<Located | undefined>;
  /** The text of every module. Reads the whole release, once. */
  texts(): Promise<ReadonlyMap<string, string>>;
}

/** Opens a release's modules for reading. */
export function openRelease(source: ReleaseSource, parse: ParsePython): ReleaseModules {
  const files = new Map<string, string>();
  for (const name of source.names) {
    if (name.startsWith("vllm/") && name.endsWith(".py")) files.set(dottedName(name), name);
  }
  const modules = new Map<string, Promise<ReleaseModule | undefined>>();
  let everything: Promise<ReadonlyMap<string, string>> | undefined;

  async function read(dotted: string): Promise<ReleaseModule | undefined> {
    const file = files.get(dotted);
    const text = file === undefined ? undefined : await source.text(file);
    if (file === undefined || text === undefined) return undefined;
    return { name: dotted, file, isPackage: file.endsWith("/__init__.py"), text, ...outlineModule(parse, text) };
  }

  function module(dotted: string): Promise<ReleaseModule | undefined> {
    const known = modules.get(dotted) ?? read(dotted);
    modules.set(dotted, known);
    return known;
  }

  async function definition(dotted: string, name: string): Promise<Located | undefined> {
    // A queue, not a recursion: star imports branch, and modules import one another in circles.
    const pending: [string, string][] = [[dotted, name]];
    const seen = new Set<string>();
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const key = next.join(":");
      if (seen.has(key)) continue;
      seen.add(key);
      const holder = await module(next[0]);
      if (holder === undefined) continue;
      const own = holder.definitions.findLast((candidate) => candidate.name === next[1]);
      if (own !== undefined) return { module: holder, definition: own };
      pending.push(...elsewhere(holder, next[1]));
    }
    return undefined;
  }

  async function readAll(): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    const names = [...files];
    const batch = 64;
    for (let start = 0; start < names.length; start += batch) {
      const part = names.slice(start, start + batch);
      const read = await Promise.all(part.map(async ([dotted, file]) => [dotted, await source.text(file)] as const));
      for (const [dotted, text] of read) if (text !== undefined) texts.set(dotted, text);
    }
    return texts;
  }

  return {
    version: source.version,
    moduleNames: [...files.keys()],
    module,
    definition,
    texts: () => {
      everything ??= readAll();
      return everything;
    },
  };
}

/** Where a module takes a name from that it does not define. */
function elsewhere(holder: ReleaseModule, name: string): [string, string][] {
  const found: [string, string][] = [];
  for (const imported of holder.imports) {
    if (imported.local !== name || imported.name === undefined) continue;
    found.push([absoluteModule(holder, imported.module), imported.name]);
  }
  const [place = "", attribute = name] = holder.lazy.get(name)?.split(":") ?? [];
  // Without a dot it is a submodule's name, or a whole one.
  if (place !== "") found.push([absoluteModule(holder, place), attribute], [`${holder.name}.${place}`, attribute]);
  return [...found, ...holder.stars.map((star): [string, string] => [absoluteModule(holder, star), name])];
}

/** `..config` seen from `vllm.lora.models` is `vllm.config`. */
export function absoluteModule(from: { readonly name: string; readonly isPackage: boolean }, written: string): string {
  const dots = written.length - written.replace(/^\.+/, "").length;
  if (dots === 0) return written;
  const parts = from.name.split(".");
  const base = parts.slice(0, parts.length - (from.isPackage ? dots - 1 : dots));
  const rest = written.slice(dots);
  return [...base, ...(rest === "" ? [] : [rest])].join(".");
}

function dottedName(file: string): string {
  return file.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
}
