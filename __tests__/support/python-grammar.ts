import { loadBoundedPythonParser, loadPythonParser, type ParsePython } from "../../src/platform/syntax-parsers.ts";

/** The grammar as it lies beside the bundle. */
export const loadPython = (): Promise<ParsePython> => loadPythonParser(process.cwd());

/** As pins are read with it. */
export const loadBoundedPython = (): Promise<ParsePython> => loadBoundedPythonParser(process.cwd());
