import type { Field, Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";

/** A field of a configuration class. The classes refuse a field they do not have (pydantic `extra="forbid"`, a dataclass). */
export function configFieldSubject(owner: string, field: string): Subject {
  return {
    name: `${owner}.${field}`,
    has: (surface) => fieldOf(owner, field, surface) !== undefined,
    entry: (surface) => fieldOf(owner, field, surface),
    names: (surface) => fieldNames(owner, surface).map((name) => `${owner}.${name}`),
    accept: (said, renamed, _last, target) => {
      const path = said.startsWith(`${owner}.`) ? said.slice(owner.length + 1) : said;
      if (path === field || !hasField(owner, path.split("."), target)) return undefined;
      return { name: path, plain: renamed && !path.includes(".") };
    },
  };
}

/** Own names only: a class may have a field called `constructor`. */
export function fieldOf(owner: string, field: string, surface: Surface): Field | undefined {
  const fields = Object.hasOwn(surface.configs, owner) ? surface.configs[owner] : undefined;
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function fieldNames(owner: string, surface: Surface): string[] {
  return Object.hasOwn(surface.configs, owner) ? Object.keys(surface.configs[owner] ?? {}) : [];
}

/** Whether a class has a field by the keys that lead to it. Where the class, or one on the way, is not known, nobody can tell. */
export function hasField(owner: string, path: readonly string[], surface: Surface): boolean {
  let current: string | undefined = owner;
  for (const key of path) {
    if (current === undefined) return true;
    const field = fieldOf(current, key, surface);
    if (field === undefined) return false;
    current = field.config;
  }
  return true;
}
