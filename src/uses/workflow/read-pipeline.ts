import { isMap, isSeq, type Node, type YAMLMap } from "yaml";
import { type Traced, traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext } from "../reader.ts";
import { withoutReached } from "../shell/loose-arguments.ts";
import { readContainer, readShell, readWords } from "../shell/read-shell.ts";
import { type ShellSite, siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { distinct } from "../yaml/distinct.ts";
import { yamlDocuments } from "../yaml/documents.ts";
import { aliases, type Entry, entriesOf, plainText, valueAt } from "../yaml/entries.ts";
import { matrixOf } from "./matrix.ts";
import { environmentOf } from "./pipeline-environment.ts";
import { type PipelineText, scriptAt, textAt, withEnvironment } from "./pipeline-scalars.ts";

/** Keys whose text, or list of texts, a shell runs: GitHub, GitLab, Buildkite, CircleCI, Azure, Bitbucket, Drone. */
const SCRIPTS = ["run", "script", "before_script", "after_script", "command", "commands", "bash", "inlineScript"];
const ENVIRONMENTS = ["env", "environment", "variables"];
/** No pipeline has more; aliases could repeat one without end. */
const MAX_NODES = 50_000;

interface Pending {
  readonly node: Node | undefined;
  /** Set by the mappings around it. */
  readonly variables: ReadonlyMap<string, Traced>;
}

/** What the steps of a pipeline run, and the variables that it sets at its levels. */
export function readPipeline(file: RepositoryFile, context: UseContext): Use[] {
  const outer = siteOf(file, "workflow", context);
  // What an anchor holds is read at each of its aliases.
  return withoutReached(
    distinct(
      yamlDocuments(traced(file.text, 0), mayUse, context.unread).flatMap(({ document, source }) => {
        const room: PipelineText = { source, resolve: aliases(document.contents) };
        const uses: Use[] = [];
        const pending: Pending[] = [{ node: document.contents ?? undefined, variables: new Map() }];
        for (let nodes = 0; nodes < MAX_NODES; nodes += 1) {
          const next = pending.pop();
          if (next === undefined) break;
          const { node, variables } = next;
          if (isSeq(node)) {
            for (const item of [...node.items].reverse()) pending.push({ node: room.resolve(item), variables });
          } else if (isMap(node)) {
            const { found, inner } = readMapping(node, variables, room, outer);
            uses.push(...found);
            const entries = entriesOf(node, room.resolve);
            // What `actions/github-script` is given is no shell's.
            if (/github-script@/.test(plainText(valueAt(entries, "uses")) ?? "")) continue;
            for (const { value } of entries.reverse()) pending.push({ node: value, variables: inner });
          }
        }
        return uses;
      }),
    ),
  );
}

function readMapping(
  map: YAMLMap,
  outer: ReadonlyMap<string, Traced>,
  room: PipelineText,
  plain: ShellSite,
): { readonly found: readonly Use[]; readonly inner: ReadonlyMap<string, Traced> } {
  const entries = entriesOf(map, room.resolve);
  const found: Use[] = [];
  const inner = new Map([...outer, ...matrixOf(valueAt(entries, "strategy"), room)]);
  for (const { key, value } of entries) {
    if (!ENVIRONMENTS.includes(key)) continue;
    const { uses, variables } = environmentOf(value, room, plain, inner);
    found.push(...uses);
    for (const [name, text] of variables) inner.set(name, text);
  }
  const site = { ...plain, variables: inner };
  const container = containerOf(entries, room, site);
  if (container !== undefined) return { found: [...found, ...container], inner };
  // A step's `shell: python` runs no shell.
  const shell = plainText(valueAt(entries, "shell"));
  const other = shell !== undefined && !/^(?:ba|da|z)?sh\b|^[{"]|bash/.test(shell);
  if (other) return { found, inner };
  for (const { key, value } of entries) {
    if (!SCRIPTS.includes(key)) continue;
    const text = scriptAt(value, room);
    if (text !== undefined && text.text.trim() !== "") found.push(...readShell(withEnvironment(text, inner), site));
  }
  return { found, inner };
}

/** `image:` with a command in words: a service, a container of a plug-in. */
function containerOf(entries: readonly Entry[], room: PipelineText, site: ShellSite): Use[] | undefined {
  const image = textAt(valueAt(entries, "image"), room);
  const command = valueAt(entries, "command");
  const given = valueAt(entries, "args");
  if (image === undefined || (!isSeq(command) && !isSeq(given))) return undefined;
  // A step of Buildkite or Drone has an image and commands as texts.
  if (
    given === undefined &&
    isSeq(command) &&
    command.items.some((item) => /\s/.test(plainText(room.resolve(item)) ?? ""))
  ) {
    return undefined;
  }
  const entrypoint = valueAt(entries, "entrypoint");
  const own = isSeq(entrypoint)
    ? wordsOf(entrypoint, room)
    : isSeq(given) && isSeq(command)
      ? wordsOf(command, room)
      : undefined;
  const words = wordsOf(isSeq(given) ? given : command, room);
  if (own !== undefined) return readWords([...own, ...words], site);
  return readContainer({ image: { value: image }, arguments: words }, site);
}

function wordsOf(node: Node | undefined, room: PipelineText): TracedWord[] {
  if (!isSeq(node)) return [];
  return node.items.slice(0, 2_000).flatMap((item): TracedWord[] => {
    const value = textAt(room.resolve(item), room);
    return value === undefined ? [] : [{ value, element: true }];
  });
}
