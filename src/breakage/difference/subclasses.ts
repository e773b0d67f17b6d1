/** Finds a class of the repository that gives its objects an attribute which the type it derives from has no more. */
export type SubclassFinder = (owner: string, name: string) => string | undefined;

/**
 * What is annotated as vLLM's `Backend` may be the repository's own `OurBackend(Backend)`, and has what that declares. The finder
 * takes the type as the checker names it, and the attribute; it returns such a class's name.
 *
 * @param texts the Python files in which such a class may stand, asked for once and only when needed
 */
export function subclassFinder(texts: () => Iterable<string>): SubclassFinder {
  let classes: readonly Class[] | undefined;
  return (owner, name) => {
    if (!/^\w+$/.test(name) || /^(?:Self@|<)/.test(owner)) return undefined;
    classes ??= [...texts()].flatMap((text) => (text.includes("class ") ? classesIn(text) : []));
    return subclassWith(owner, name, classes);
  };
}

function subclassWith(owner: string, name: string, classes: readonly Class[]): string | undefined {
  const family = new Set(owner.replace(/~\w+/g, "").match(/[A-Za-z_]\w*/g) ?? []);
  for (const generic of ["type", "None", "list", "dict"]) family.delete(generic);
  // A class may stand before its base in this order, but not for long: each round takes in one more generation.
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name: derived, bases, body } of classes) {
      if (family.has(derived) || !bases.some((base) => family.has(base))) continue;
      if (declares(body, name)) return derived;
      family.add(derived);
      grown = true;
    }
  }
  return undefined;
}

/** In the class body itself, or by `self.name = …` in a method: a call may give a keyword of that name on a line of its own. */
function declares(body: string, name: string): boolean {
  const indent = /^[ \t]*(?=[^\s#])/m.exec(body.replace(/^[^\n]*/, ""))?.[0] ?? "";
  if (indent === "") return false;
  const own = `^${indent}(?:(?:async\\s+)?def\\s+${name}\\b|${name}\\s*(?::|=(?!=)))`;
  return new RegExp(`${own}|^\\s+self\\.${name}\\s*(?::|=(?!=))`, "m").test(body);
}

interface Class {
  readonly name: string;
  readonly bases: readonly string[];
  readonly body: string;
}

const HEAD = /^([ \t]{0,40})class[ \t]{1,8}(\w{1,200})[ \t]{0,8}\(([^()]{1,2000})\)[ \t]{0,8}:/gm;

function classesIn(text: string): Class[] {
  return [...text.matchAll(HEAD)].map((head) => {
    const [whole, indent = "", name = "", list = ""] = head;
    const rest = text.slice(head.index + whole.length);
    const end = rest.search(new RegExp(`\\n${indent.length === 0 ? "" : `[ \\t]{0,${indent.length}}`}[^\\s#)\\]}]`));
    const bases = list.split(",").map((base) => /(\w+)(?:\[.*)?$/s.exec(base.trim())?.[1] ?? "");
    return { name, bases, body: end === -1 ? rest : rest.slice(0, end) };
  });
}
