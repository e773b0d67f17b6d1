import { type CodeBlock, codeBlocks, type Language } from "../../breakage/workspace/code-blocks.ts";
import { concat, traced } from "../../text/traced.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import { readShell } from "../shell/read-shell.ts";
import { siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";

const NAMES = "bash|shell|sh|zsh|console|terminal|shell-session|shellsession|shellscript";
/** What a document says of a block that is for a shell. */
export const SHELL: Language = {
  info: new RegExp(`^\\{?\\.?(?:(?:code-block|code|sourcecode)\\}[ \\t]*)?(?:${NAMES})\\b`, "i"),
  directive: new RegExp(`^([ \\t]*)\\.\\. (?:code-block|code|sourcecode)::[ \\t]*(?:${NAMES})[ \\t]*\\r?$`, "i"),
};

/** Commands in documents: nobody runs them, and a reader copies them. */
export const documents: UseReader = {
  format: "document",
  matches: ({ path, text }) => /\.(?:md|mdx|markdown|rst)$/i.test(path) && mayUse(text),
  read: readDocument,
};

function readDocument(file: RepositoryFile, context: UseContext): Use[] {
  const site = siteOf(file, "document", context, "it stands in a document");
  return codeBlocks(file.text, file.path.endsWith(".rst") ? "rst" : "markdown", SHELL).flatMap((block) => {
    const text = concat(commandsOf(block).map((line) => traced(line.text, line.start)));
    return mayUse(text.text) ? readShell(text, site) : [];
  });
}

/** In a session only what stands behind the prompts is typed, with the lines that it continues on; the rest is output. */
export function commandsOf(block: CodeBlock): CodeBlock {
  if (!block.some(({ text }) => PROMPT.test(text))) return block;
  let continues = false;
  return block.flatMap(({ text, start }) => {
    const prompt = PROMPT.exec(text)?.[0].length ?? (continues ? /^(?:> )?/.exec(text)?.[0].length : undefined);
    continues = prompt !== undefined && /\\\r?\n?$/.test(text);
    return prompt === undefined ? [] : [{ text: text.slice(prompt), start: start + prompt }];
  });
}

const PROMPT = /^(?:\([\w.-]+\) |[\w.-]+@[\w.-]+:\S* ?)?[$%] /;
