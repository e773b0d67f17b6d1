import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Break } from "../breakage/break.ts";
import type { Diagnostic } from "../breakage/diagnostic.ts";
import { revealSubjects } from "../breakage/difference/reveal.ts";
import type { ReleaseSource } from "../breakage/release-source.ts";
import type { ParsePython } from "../platform/python-parser.ts";
import { runTy, type TyContext } from "./ty.ts";
import { copyWorkspace, type Workspace } from "./workspace-folder.ts";

/** The type checker over one workspace, beside one release or another. */
export interface Checker {
  /** What it says beside a release; places in the workspace. @throws {CannotTell} */
  diagnostics(source: ReleaseSource): Promise<readonly Diagnostic[]>;
  /**
   * The type that each break hangs on beside a release: the object, the callable; `undefined` where there is none to ask for.
   *
   * @param breaks with places in the workspace
   * @throws {CannotTell}
   */
  reveal(source: ReleaseSource, breaks: readonly Break[]): Promise<readonly (string | undefined)[]>;
}

export interface CheckerContext extends TyContext {
  readonly workspace: Workspace;
  /** Folders with the typed packages that vLLM's classes are made of. */
  readonly dependencies: readonly string[];
  readonly parse: ParsePython;
}

export function makeChecker(context: CheckerContext): Checker {
  const { workspace, dependencies, parse } = context;
  const known = new Map<string, Promise<readonly Diagnostic[]>>();
  const run = (folder: string, source: ReleaseSource, files: readonly string[]) =>
    runTy(context, {
      workspace: folder,
      roots: workspace.roots,
      searchPaths: [source.folder, ...dependencies],
      files,
    });
  // Questions are written into a copy, one after the other: the workspace stays as it is.
  const copy = join(context.folder, "questions");
  let copied: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const ask = async (source: ReleaseSource, breaks: readonly Break[]) => {
    copied ??= copyWorkspace(workspace, copy);
    await copied;
    const paths = [...new Set(breaks.map(({ path }) => path))];
    const edits = new Map(
      paths.map((path) => {
        const here = breaks.filter((broken) => broken.path === path);
        return [path, { here, edit: revealSubjects(workspace.files.get(path)?.text ?? "", here, parse) }];
      }),
    );
    const write = (text: (path: string) => string) =>
      Promise.all(
        paths.map(async (path) => {
          await mkdir(dirname(join(copy, path)), { recursive: true });
          await writeFile(join(copy, path), text(path));
        }),
      );
    await write((path) => edits.get(path)?.edit.text ?? "");
    const { revealed } = await run(copy, source, paths);
    await write((path) => workspace.files.get(path)?.text ?? "");
    return breaks.map((broken) => {
      const asked = edits.get(broken.path);
      const place = asked?.edit.places[asked.here.indexOf(broken)];
      if (place === undefined) return undefined;
      const { line, column } = place;
      return revealed.find((one) => one.path === broken.path && one.line === line && one.column === column)?.type;
    });
  };

  return {
    diagnostics: (source) => {
      const reading =
        known.get(source.version) ??
        run(workspace.folder, source, workspace.checked).then(({ diagnostics }) => diagnostics);
      known.set(source.version, reading);
      return reading;
    },
    reveal: (source, breaks) => {
      if (breaks.length === 0) return Promise.resolve([]);
      const answer = last.then(() => ask(source, breaks));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
