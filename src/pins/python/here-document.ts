import { offsetMap } from "../../breakage/workspace/offset-map.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Traced } from "../../text/traced.ts";
import type { Draft } from "../draft.ts";
import { mayPin } from "./may-pin.ts";
import { pythonSource } from "./python-source.ts";
import { readSource } from "./read-source.ts";

/** Python in a script's here-document: a job that is written and handed in, say. What it installs is installed elsewhere. */
export function readPythonDocument(document: Traced, draft: Draft, parse: ParsePython): void {
  if (!mayPin(document.text)) return;
  const inFile = offsetMap(
    document.pieces.map(({ start, at, length }) =>
      length === undefined ? { at: start, source: at } : { at: start, place: { start: at, end: at + length } },
    ),
  );
  readSource(draft, pythonSource(document.text, parse, inFile, draft.passedOver), { first: 0, pinOnly: true });
}
