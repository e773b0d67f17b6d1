import { notebookCells } from "../../breakage/workspace/notebook.ts";
import type { UseReader } from "../reader.ts";
import { concerns } from "./concerns.ts";
import { filePlaces } from "./file-places.ts";
import { notebookCommands } from "./notebook-commands.ts";
import { pythonUses } from "./python-uses.ts";

const IN_NOTEBOOK = "it stands in a notebook";

/** Jupyter notebooks: the Python of their cells, and what only IPython understands: `!vllm serve …`, `%env`, `%%bash`. */
export const notebookReader: UseReader = {
  format: "notebook",
  matches: (file) => /\.ipynb$/i.test(file.path) && concerns(file),
  read(file, context) {
    const cells = notebookCells(file.text);
    const python =
      cells === undefined
        ? []
        : pythonUses(
            {
              path: file.path,
              text: cells.text,
              format: "notebook",
              place: filePlaces(file, cells.toText),
              quiet: IN_NOTEBOOK,
            },
            context,
          );
    return [...python, ...notebookCommands(file, context, IN_NOTEBOOK)];
  },
};
