/** One top-level statement of a module, by its text. */
export interface Block {
  /** Names of the module that it binds. */
  readonly binds: readonly string[];
  /** Every word in it. */
  readonly words: ReadonlySet<string>;
}

/** A line that begins a statement. Others at the margin continue one: the end of a bracket, text of a multi-line string. */
const BEGINS =
  /^(?:@|(?:async[ \t]+)?def\b|class\b|if\b|try\b|with\b|for\b|while\b|match\b|from\b|import\b|[A-Za-z_]\w*[ \t]*(?:$|[.=:[(,+|]))/;
/** What belongs to the statement before it. */
const CONTINUES = /^(?:elif|else|except|finally|case)\b/;
/** `def f`, `class C`, `a = …`, `a: int = …`, `a, b = …`, `global a, b`, `with x as a`. On the beginning of a line. */
const BINDING =
  /^[ \t]*(?:(?:async )?def (\w+)|class (\w+)|(\w+)[ \t]*(?::[^=]*)?=(?!=)|([\w, \t]+)=(?!=)|global ([\w, \t]+)|(?:with|for)\b.*\bas (\w+))/;
/** More of a line is not looked at for what it binds: text may be hostile, and is not read twice. */
const HEAD = 300;

/**
 * A module's top-level statements, by a linear reading of its lines: exact enough to say which names have to do with one another. Where
 * it is not sure that a statement begins, it goes on with the one before.
 */
export function blocksOf(text: string): Block[] {
  const starts: number[] = [];
  let decorated = false;
  for (let at = 0; at < text.length; at = next(text, at)) {
    const first = text.charCodeAt(at);
    // Blank, indented, a comment, a closing bracket.
    if (first <= 32 || first === 35 || first === 41 || first === 93 || first === 125) continue;
    const line = text.slice(at, Math.min(next(text, at), at + 200)).trimEnd();
    if (CONTINUES.test(line) || !BEGINS.test(line)) continue;
    if (!decorated) starts.push(at);
    decorated = line.startsWith("@");
  }
  return starts.map((start, index) => block(text.slice(start, starts[index + 1] ?? text.length)));
}

function block(text: string): Block {
  const binds = new Set<string>();
  // Inside a function or class only `global` binds a name of the module.
  const inner = /^(?:@|(?:async[ \t]+)?def\b|class\b)/.test(text);
  for (let at = 0; at < text.length; at = next(text, at)) {
    const line = text.slice(at, Math.min(next(text, at), at + HEAD));
    const groups = BINDING.exec(line)?.slice(1);
    if (groups === undefined || (inner && /^[ \t]/.test(line) && groups[4] === undefined)) continue;
    for (const name of groups.join(",").match(/[A-Za-z_]\w*/g) ?? []) binds.add(name);
  }
  return { binds: [...binds], words: new Set(text.match(/[A-Za-z_]\w*/g)) };
}

function next(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}
