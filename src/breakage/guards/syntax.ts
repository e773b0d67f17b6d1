import type { Node, Tree } from "web-tree-sitter";

/**
 * A node of the syntax tree that knows its parent. tree-sitter's own `parent` walks down from the root each time, which is
 * quadratic on deep nesting; here children are taken over only where something looks at them, so a large file costs what is read.
 */
export class Syntax {
  readonly type: string;
  readonly named: boolean;
  readonly parent: Syntax | undefined;
  /** Place among the parent's children. */
  readonly index: number;
  /** Offsets in the text, UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly file: SourceText;
  readonly #raw: Node;
  #children: readonly Syntax[] | undefined;

  constructor(raw: Node, file: SourceText, parent: Syntax | undefined, index: number) {
    this.#raw = raw;
    this.type = raw.type;
    this.named = raw.isNamed;
    this.parent = parent;
    this.index = index;
    this.start = raw.startIndex;
    this.end = raw.endIndex;
    this.line = raw.startPosition.row + 1;
    this.file = file;
  }

  get children(): readonly Syntax[] {
    this.#children ??= this.#raw.children.map((child, index) => new Syntax(child, this.file, this, index));
    return this.#children;
  }

  /** Named children that are no comments. */
  get parts(): readonly Syntax[] {
    return this.children.filter((child) => child.named && child.type !== "comment");
  }

  get text(): string {
    return this.file.text.slice(this.start, this.end);
  }

  field(name: string): Syntax | undefined {
    const found = this.#raw.childForFieldName(name);
    return found === null ? undefined : this.children.find((child) => child.#raw.id === found.id);
  }

  fields(name: string): readonly Syntax[] {
    const ids = new Set(this.#raw.childrenForFieldName(name).map((child) => child.id));
    return this.children.filter((child) => ids.has(child.#raw.id));
  }

  /** This node or an ancestor of it that is one of the types; not beyond `within`. */
  closest(types: ReadonlySet<string>, within?: Syntax): Syntax | undefined {
    for (let node: Syntax | undefined = this; node !== undefined && node !== within; node = node.parent) {
      if (types.has(node.type)) return node;
    }
    return undefined;
  }

  isInside(other: Syntax): boolean {
    return other.file === this.file && other.start <= this.start && this.end <= other.end;
  }
}

/** A file's text with its tree, read lazily. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  readonly root: Syntax;
  readonly #occurrences = new Map<string, readonly Syntax[]>();

  constructor(tree: Tree, path: string) {
    // The root starts at its first statement, but every offset is one into the whole text.
    this.text = " ".repeat(tree.rootNode.startIndex) + tree.rootNode.text;
    this.path = path;
    this.root = new Syntax(tree.rootNode, this, undefined, 0);
  }

  /** The smallest node that holds the offset; `near` is one close to it, where there is one: deep trees are dear to go down. */
  at(offset: number, near: Syntax = this.root): Syntax {
    let node = near;
    while (node.parent !== undefined && (offset < node.start || offset >= node.end)) node = node.parent;
    for (;;) {
      const child = childAt(node.children, offset);
      if (child === undefined) return node;
      node = child;
    }
  }

  /** The offset of a 1-based line and column, as the text has them. */
  offset(line: number, column: number): number {
    let start = 0;
    for (let row = 1; row < line; row++) {
      const end = this.text.indexOf("\n", start);
      if (end === -1) break;
      start = end + 1;
    }
    return start + column - 1;
  }

  /** Every identifier of this name, in the order of the text; the first `MANY` of them. */
  occurrences(name: string): readonly Syntax[] {
    const known = this.#occurrences.get(name);
    if (known !== undefined) return known;
    const found: Syntax[] = [];
    let near = this.root;
    for (let at = this.text.indexOf(name); at !== -1 && found.length < MANY; at = this.text.indexOf(name, at + 1)) {
      if (isNameCharacter(this.text[at - 1]) || isNameCharacter(this.text[at + name.length])) continue;
      const node = this.at(at, near);
      near = node;
      if (node.type === "identifier" && node.start === at) found.push(node);
    }
    this.#occurrences.set(name, found);
    return found;
  }
}

/** A name that occurs more often than this is not followed further: no version constant is. */
const MANY = 2000;

const sources = new WeakMap<Tree, SourceText>();

/** The file of a tree, made once a tree. */
export function sourceOf(tree: Tree, path: string): SourceText {
  const source = sources.get(tree) ?? new SourceText(tree, path);
  sources.set(tree, source);
  return source;
}

function childAt(children: readonly Syntax[], offset: number): Syntax | undefined {
  let [low, high] = [0, children.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle] as Syntax;
    if (offset < child.start) high = middle - 1;
    else if (offset >= child.end) low = middle + 1;
    else return child;
  }
  return undefined;
}

function isNameCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
