import type { Tree } from "web-tree-sitter";

/** A named node of a syntax tree, copied out of WebAssembly's memory: walking up from one there costs a walk down from the root. */
export interface SyntaxNode {
  readonly type: string;
  /** Offsets in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The name the grammar gives this child of its parent: `left`, `function`. */
  readonly field: string | undefined;
  readonly parent: SyntaxNode | undefined;
  /** The nearest function, class or module around it. */
  readonly scope: SyntaxNode | undefined;
  readonly children: SyntaxNode[];
}

const SCOPES = new Set(["function_definition", "class_definition", "module"]);

/** How a tree is copied. */
export interface CopyOptions {
  /** Where the parsed text starts in the text that offsets are counted in. */
  readonly offset?: number;
  /** For a node that is not looked into now: what copies its children when somebody asks for them. */
  readonly later?: (node: SyntaxNode) => (() => readonly SyntaxNode[]) | undefined;
}

/** Copies a tree's named nodes, and deletes the tree. A loop and no recursion: trees can be deeper than the stack. */
export function copyTree(tree: Tree, { offset = 0, later }: CopyOptions = {}): SyntaxNode {
  const cursor = tree.walk();
  const node = (parent: SyntaxNode | undefined): SyntaxNode => ({
    type: cursor.nodeType,
    start: cursor.startIndex + offset,
    end: cursor.endIndex + offset,
    field: cursor.currentFieldName ?? undefined,
    parent,
    scope: parent !== undefined && SCOPES.has(parent.type) ? parent : parent?.scope,
    children: [],
  });
  const root = node(undefined);
  try {
    let parent = root;
    let moved = cursor.gotoFirstChild();
    while (moved) {
      if (cursor.nodeIsNamed) {
        const child = node(parent);
        parent.children.push(child);
        const children = later?.(child);
        if (children !== undefined) putOff(child, children);
        else if (cursor.gotoFirstChild()) {
          parent = child;
          continue;
        }
      }
      moved = cursor.gotoNextSibling();
      while (!moved && parent.parent !== undefined && cursor.gotoParent()) {
        parent = parent.parent;
        moved = cursor.gotoNextSibling();
      }
    }
    return root;
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function putOff(node: SyntaxNode, children: () => readonly SyntaxNode[]): void {
  let known: readonly SyntaxNode[] | undefined;
  Object.defineProperty(node, "children", { get: () => (known ??= children()) });
}

/** The child the grammar calls by this name. */
export const child = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((one) => one.field === field);

/** Every node of these types at or below a node, in the order of the text. */
export function nodesOf(root: SyntaxNode, types: ReadonlySet<string>): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const rest: SyntaxNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (types.has(node.type)) found.push(node);
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const next = node.children[at];
      if (next !== undefined) rest.push(next);
    }
  }
  return found;
}

/** Whether `inner` is `outer` or lies in it. */
export const within = (inner: SyntaxNode, outer: SyntaxNode): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;
