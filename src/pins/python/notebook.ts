import { notebookCells } from "../../breakage/workspace/notebook.ts";
import { concat, standing, type Traced, traced } from "../../text/traced.ts";
import { cellCommands } from "../../uses/python/notebook-commands.ts";
import type { SpelledText } from "../../uses/python/spelled-text.ts";
import { draftManifest } from "../draft.ts";
import type { Manifest, ParseContext, PinFormat } from "../manifest.ts";
import { folderOf } from "../repository-path.ts";
import { rewritePin } from "../rewrite.ts";
import { installRoom, readInstallText } from "./install-command.ts";
import { mayPin } from "./may-pin.ts";
import { pythonSource } from "./python-source.ts";
import { readSource } from "./read-source.ts";

/** Jupyter notebooks: what code cells install (`!pip install`, `%pip install`, `%%bash`), and pins in their Python. */
export const notebook: PinFormat = {
  format: "notebook",
  matches: (path) => /\.ipynb$/i.test(path),
  concerns: mayPin,
  hasPython: () => true,
  parse: parseNotebook,
  rewrite: rewritePin,
};

function parseNotebook(text: string, file: string, { python }: ParseContext): Manifest {
  const draft = draftManifest(file, "notebook", text);
  const commands = cellCommands(text).filter(({ assigns }) => !assigns);
  for (const [command, { value }] of commands.entries()) {
    readInstallText(inFile(value), installRoom(draft, { role: "requirement", folder: folderOf(file), command }));
  }
  const cells = notebookCells(text);
  if (cells !== undefined) {
    readSource(draft, pythonSource(cells.text, python, cells.toText, draft.passedOver), { first: commands.length });
  }
  return draft.finish();
}

/** Text of a cell at its place in the file: a JSON escape is longer than what it stands for. */
function inFile(value: SpelledText): Traced {
  return concat(
    value.map(({ text, start, end }) =>
      text.length === end - start ? traced(text, start) : standing(text, start, end - start),
    ),
  );
}
