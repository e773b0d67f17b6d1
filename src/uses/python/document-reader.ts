import { documentLimitOf } from "../../breakage/workspace/limits.ts";
import { markdownBlocks } from "../../breakage/workspace/markdown.ts";
import type { UseReader } from "../reader.ts";
import { concerns } from "./concerns.ts";
import { filePlaces } from "./file-places.ts";
import { pythonUses } from "./python-uses.ts";

/** The blocks of Markdown and reStructuredText that are marked as Python. Blocks of a shell are another reader's. */
export const pythonDocumentReader: UseReader = {
  format: "document",
  matches: (file) => /\.(?:md|mdx|markdown|rst)$/i.test(file.path) && /py|>>>/i.test(file.text) && concerns(file),
  read(file, context) {
    if (documentLimitOf(file.text) !== undefined) return [];
    const markup = /\.rst$/i.test(file.path) ? "rst" : "markdown";
    const blocks = markdownBlocks(file.text, markup, context.parsePython);
    if (blocks === undefined) return [];
    const place = filePlaces(file, blocks.toText);
    return pythonUses(
      { path: file.path, text: blocks.text, format: "document", place, quiet: "it stands in a document" },
      context,
    );
  },
};
