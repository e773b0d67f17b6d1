import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { normalizeName, parseRequirement } from "../../python/requirement.ts";
import { isSpecifier } from "../../python/version.ts";
import { textOf } from "../../uses/python/spelled-text.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { type Draft, draftManifest, type GroupOf } from "../draft.ts";
import { groupKey, type Manifest, type ParseContext, type PinFormat } from "../manifest.ts";
import { addGroup } from "../pyproject-context.ts";
import { fileName, folderOf, normalizePath } from "../repository-path.ts";
import { rewritePin } from "../rewrite.ts";
import { mentionsVllm } from "../vllm.ts";
import { dictionaryEntries } from "./dictionary.ts";
import { calleeOf } from "./holders.ts";
import { declareWord } from "./install-command.ts";
import { type PythonSource, pythonSource } from "./python-source.ts";
import { readSource } from "./read-source.ts";

/** setuptools' `setup(…)`, read and never run: lists that the file itself puts together, files that it names. */
export const setupPy: PinFormat = {
  format: "setup-py",
  matches: (path) => /^setup(?:[_-][^/]*)?\.py$/i.test(fileName(path)),
  concerns: mentionsVllm,
  hasPython: () => true,
  parse: parseSetupPy,
  rewrite: rewritePin,
};

function parseSetupPy(text: string, file: string, { python: parse }: ParseContext): Manifest {
  const draft = draftManifest(file, "setup-py", text);
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const source = pythonSource(text.slice(start), parse, (offset) => offset + start, draft.passedOver);
  const { module } = source;
  const call = module.nodes("call").find((one) => calleeOf(one, module) === "setup");
  const argument = (name: string) => keyword(call, name, source);
  const name = plain(argument("name"), source);
  const project = name === undefined ? undefined : normalizeName(name);
  const reading = { draft, source, project };
  const required = argument("install_requires");
  if (required !== undefined) readList(required, {}, reading);
  const extras = argument("extras_require");
  for (const { key, value } of extras === undefined ? [] : dictionaryEntries(extras, source)) {
    readList(value, { group: key, groupKind: "extra" }, reading);
  }
  // What is left: lists that a program puts together in ways that cannot be followed.
  readSource(draft, source, { first: 0, pinOnly: true });
  const python = plain(argument("python_requires"), source);
  return draft.finish({
    ...(python !== undefined && isSpecifier(python) ? { requiresPython: python } : {}),
    ...(project === undefined ? {} : { project }),
  });
}

interface Reading {
  readonly draft: Draft;
  readonly source: PythonSource;
  readonly project: string | undefined;
}

function readList(node: SyntaxNode, group: GroupOf, { draft, source, project }: Reading): void {
  const folder = folderOf(draft.file);
  for (const value of source.evaluator.values(node)) {
    const texts = value.kind === "text" ? [value.text] : value.items.map(({ text }) => text);
    for (const text of texts) {
      // Of a list that is read from a file, only the file is known.
      if (textOf(text).includes(UNKNOWN) && text.length === 1) continue;
      const requirement = parseRequirement(textOf(text));
      if (project !== undefined && requirement?.name === project) {
        const from = group.groupKind === undefined ? "" : groupKey(group.groupKind, group.group ?? "");
        for (const extra of requirement.extras) addGroup(draft, from, groupKey("extra", extra));
      } else declareWord(draft, source.trace(text), { role: "requirement", folder, ...group });
    }
  }
  for (const path of filesOf(node, source)) {
    const { group: name, groupKind } = group;
    const of = name === undefined || groupKind === undefined ? {} : { group: name, groupKind };
    draft.includes.push({ path: normalizePath(`${folder}/${path}`), role: "requirement", optional: true, ...of });
  }
}

/** Requirements files that a list is read from: `install_requires=read_requirements("requirements.txt")`. */
function filesOf(node: SyntaxNode, { module, evaluator }: PythonSource): readonly string[] {
  const calls = module.nodes("call").filter((call) => call.start >= node.start && call.end <= node.end);
  return calls.flatMap((call) =>
    (child(call, "arguments")?.children ?? []).flatMap((argument) => {
      const text = evaluator.text(argument);
      const path = text === undefined ? "" : textOf(text);
      return /^[\w./-]{1,200}\.(?:txt|in)$/.test(path) ? [path] : [];
    }),
  );
}

function keyword(call: SyntaxNode | undefined, name: string, { module }: PythonSource): SyntaxNode | undefined {
  const given = (call && child(call, "arguments")?.children) ?? [];
  const found = given.find((one) => {
    const named = one.type === "keyword_argument" ? child(one, "name") : undefined;
    return named !== undefined && module.source(named) === name;
  });
  return found && child(found, "value");
}

function plain(node: SyntaxNode | undefined, { evaluator }: PythonSource): string | undefined {
  const text = node && evaluator.text(node);
  return text === undefined || textOf(text).includes(UNKNOWN) ? undefined : textOf(text);
}
