import type { Node } from "web-tree-sitter";
import type { ParseShell } from "../../platform/syntax-parsers.ts";
import type { QueryText } from "./query-text.ts";

/** What is looked at as a whole: names in it stand where they stand, whatever is quoted or substituted around them. */
const TEXTS = new Set(["word", "string", "raw_string", "ansi_c_string", "concatenation", "heredoc_body"]);

/** The words, strings and here documents of a shell script that may query metrics; what it merely prints is left out. */
export function shellQueries(text: string, parse: ParseShell): QueryText[] {
  const queries: QueryText[] = [];
  const tree = parse(text);
  try {
    const cursor = tree.walk();
    for (;;) {
      const taken = TEXTS.has(cursor.nodeType);
      if (taken) queries.push({ start: cursor.startIndex, end: cursor.endIndex });
      const skipped =
        taken || cursor.nodeType === "comment" || (cursor.nodeType === "command" && prints(cursor.currentNode));
      if (!skipped && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return queries;
    }
  } finally {
    tree.delete();
  }
}

/** `echo` and `printf` speak to a person, unless their text goes on to a program or a file. */
function prints(command: Node): boolean {
  const name = command.childForFieldName("name")?.text;
  if (name !== "echo" && name !== "printf") return false;
  const around = command.parent?.type;
  return around !== "pipeline" && around !== "redirected_statement" && around !== "command_substitution";
}
