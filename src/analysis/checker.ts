import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Break } from "../breakage/break.ts";
import type { Diagnostic } from "../breakage/diagnostic.ts";
import { revealSubjects } from "../breakage/difference/reveal.ts";
import type { ReleaseSource } from "../breakage/release-source.ts";
import { checkerOffsets } from "../breakage/workspace/checker-position.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";
import { runTy, type TyContext } from "./ty.ts";
import { copyWorkspace, type Unread, type Workspace } from "./workspace-folder.ts";

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
  /** Files of the repository that it crashed on, beside any release so far: what it says of them elsewhere compares with nothing. */
  unchecked(): readonly Unread[];
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
  const crashed = new Map<string, Unread>();
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
    const types = new Map(
      revealed.map(({ path, line, column, type }) => {
        const offset = checkerOffsets(edits.get(path)?.edit.text ?? "")(line, column);
        return [`${path}:${offset}`, type];
      }),
    );
    return breaks.map((broken) => {
      const asked = edits.get(broken.path);
      const offset = asked?.edit.answers[asked.here.indexOf(broken)];
      return offset === undefined ? undefined : types.get(`${broken.path}:${offset}`);
    });
  };

  return {
    diagnostics: (source) => {
      const reading =
        known.get(source.version) ??
        run(workspace.folder, source, workspace.checked).then((answer) => {
          for (const path of answer.crashed) crashed.set(path, asUnread(path, workspace));
          return answer.diagnostics;
        });
      known.set(source.version, reading);
      return reading;
    },
    unchecked: () => [...crashed.values()],
    reveal: (source, breaks) => {
      if (breaks.length === 0) return Promise.resolve([]);
      const answer = last.then(() => ask(source, breaks));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

function asUnread(path: string, { files }: Workspace): Unread {
  const file = files.get(path);
  const source = file?.toSource({ line: 1, column: 1 }).path ?? path;
  return { path: source, why: "the type checker gave no answer for it", document: file?.origin !== "python" };
}
