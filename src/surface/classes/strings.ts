import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/**
 * The text of a `string` node: escapes read, `{{` of an f-string as one brace.
 * @param computed the text of an interpolation's expression; `undefined` makes the whole string one that cannot be told
 */
export function stringText(
  node: SyntaxNode,
  source: (node: SyntaxNode) => string,
  computed: (expression: SyntaxNode) => string | undefined,
): string | undefined {
  const prefix = /^[A-Za-z]*/.exec(source(node))?.[0].toLowerCase() ?? "";
  const [raw, format] = [prefix.includes("r"), prefix.includes("f")];
  let whole = "";
  for (const part of node.children) {
    if (part.type === "string_content") {
      const plain = raw ? source(part) : unescaped(source(part));
      whole += format ? plain.replaceAll("{{", "{").replaceAll("}}", "}") : plain;
    } else if (part.type === "interpolation") {
      const expression = part.children.find(({ field }) => field === "expression");
      const filled = expression === undefined || part.children.length > 1 ? undefined : computed(expression);
      if (filled === undefined) return undefined;
      whole += filled;
    }
  }
  return whole;
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([\s\S]))/g,
    (all, two?: string, four?: string, one?: string) => {
      const code = two ?? four;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return one === undefined ? all : (ESCAPES[one] ?? all);
    },
  );
}
