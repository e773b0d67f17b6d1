import type { Node } from "web-tree-sitter";
import type { Traced } from "../../text/traced.ts";
import { mayUse } from "../mentions.ts";
import type { Frame, Script } from "./script.ts";
import type { Held } from "./variables.ts";

const TELLS = /vllm|\bcurl\b|\bwget\b|^[A-Z_][A-Z0-9_]*=|^(?:set|shift|setenv)\b/i;

/**
 * Whether a command cannot have anything for us: neither it nor a variable in it speaks of vLLM, sends a request or calls a function.
 * Expanding each word of each command costs far more than to look at its text.
 */
export function isDull(node: Node, script: Script, frame: Frame): boolean {
  if (node.type === "redirected_statement" && node.childForFieldName("body")?.type !== "command") return false;
  const text = script.source.text.slice(node.startIndex, node.endIndex);
  const program = /^[^\s;&|<>()]+/.exec(text)?.[0] ?? "";
  if (TELLS.test(text) || script.functions.has(program)) return false;
  if (!text.includes("$")) return true;
  let dull = true;
  for (const [, name = ""] of text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*|[\d@*])/g)) {
    if (/^[\d@*]$/.test(name)) {
      dull &&= frame.positional?.some(({ value }) => mentions(value)) !== true;
      continue;
    }
    const variable = script.variables.get(name);
    variable?.reached.push(program);
    dull &&= variable?.values.some(heldMentions) !== true;
  }
  return dull;
}

function heldMentions({ words }: Held): boolean {
  return words.some(({ value }) => mentions(value));
}

function mentions({ text }: Traced): boolean {
  return /vllm|\bcurl\b/i.test(text);
}

/** Whether a text is worth parsing with what is set around it. */
export function isWorthReading(text: string, variables: ReadonlyMap<string, Traced> | undefined): boolean {
  if (mayUse(text)) return true;
  for (const [name, value] of variables ?? []) if (text.includes(name) && mentions(value)) return true;
  return false;
}
