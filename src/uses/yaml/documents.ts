import { type Document, LineCounter, type ParsedNode, parseDocument } from "yaml";
import { cut, type Traced } from "../../text/traced.ts";
import { isTooNested } from "./nesting.ts";

/** A YAML document with the text its offsets are of. */
export interface YamlDocument {
  readonly document: Document<ParsedNode, false>;
  readonly source: Traced;
}

const MENTION = /vllm|hugging-?face-?server|max[-_]model[-_]len|gpu[-_]memory[-_]utilization|enforce[-_]eager/i;

/** In UTF-16 units. No document that a person writes is longer, and reading one takes a second. */
const MAX_DOCUMENT = 1_000_000;

/**
 * The documents of a text that are wanted, parsed as far as they can be: there is a document for any text. Others are not
 * parsed, which costs far more than to look for a word (`mayUseVllm`).
 * @param unread told of one that is wanted and cannot be parsed
 */
export function yamlDocuments(
  source: Traced,
  isWanted: (text: string) => boolean,
  unread: ((why: string) => void) | undefined,
): YamlDocument[] {
  return chunks(source.text)
    .filter(({ start, end }) => {
      if (!isWanted(source.text.slice(start, end))) return false;
      if (end - start > MAX_DOCUMENT) unread?.("a YAML document in it is longer than 1,000,000 characters");
      return end - start <= MAX_DOCUMENT;
    })
    .flatMap(({ start, end }) => {
      const part = cut(source, start, end);
      const document = parse(part.text);
      if (document === undefined) unread?.("a YAML document in it is nested too deep");
      return document === undefined ? [] : [{ document, source: part }];
    });
}

/** Whether a file is worth a second look. */
export function mayMention(text: string): boolean {
  return MENTION.test(text);
}

/** Whether a document speaks of vLLM, or has options that no other server of models has. A schema of custom resources uses nothing. */
export function mayUseVllm(text: string): boolean {
  return MENTION.test(text) && !/^kind:\s*["']?CustomResourceDefinition\b/m.test(text);
}

/** Between lines that start with `---` (YAML 1.2.2, 9.2); what follows on that line is part of the document. */
function chunks(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/^---(?=\s|$)/gm)) {
    found.push({ start, end: match.index });
    start = match.index + 3;
  }
  found.push({ start, end: text.length });
  return found;
}

function parse(text: string): Document<ParsedNode, false> | undefined {
  if (isTooNested(text)) return undefined;
  try {
    return parseDocument(text, {
      lineCounter: new LineCounter(),
      keepSourceTokens: false,
      merge: true,
      prettyErrors: false,
      logLevel: "silent",
      strict: false,
      uniqueKeys: false,
      stringKeys: true,
    }) as Document<ParsedNode, false>;
  } catch (error) {
    // The parser descends with the text: one nested thousands deep ends the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
