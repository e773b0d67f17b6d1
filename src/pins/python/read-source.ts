import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { parseRequirement } from "../../python/requirement.ts";
import { textOf } from "../../uses/python/spelled-text.ts";
import { UNKNOWN } from "../../uses/use.ts";
import type { Draft } from "../draft.ts";
import { requirementReference } from "../reference.ts";
import { folderOf } from "../repository-path.ts";
import { isVllmUrl, looksLikeVllm, mentionsVllm, VLLM, wheelIndexVersion } from "../vllm.ts";
import type { Candidate } from "./candidate.ts";
import { readVersionConstants } from "./constants.ts";
import { holdersOf, isSaid } from "./holders.ts";
import { readImages } from "./images.ts";
import { type Installs, readInstallCall, readNamedList, readRunCall } from "./install-calls.ts";
import { installRoom, mayInstall, readInstallText } from "./install-command.ts";
import { readKept } from "./kept.ts";
import { CERTAIN_REQUIREMENTS, CHECKS, COMMAND, INSTALLS, isTestFile, REQUIREMENTS, RUNS } from "./names.ts";
import type { PythonSource } from "./python-source.ts";

/**
 * Pins in Python code: what installs vLLM or starts an image of it, versions that have its name, and versions that are asked for when
 * the code runs. Prose is none: comments, documentation, messages and what is only compared.
 *
 * @param first the number of the first command, where the file has others before
 * @param pinOnly what is found is no part of a requirement set
 */
export function readSource(
  draft: Draft,
  source: PythonSource,
  { first, pinOnly = false }: { readonly first: number; readonly pinOnly?: boolean },
): void {
  const { module, evaluator } = source;
  const installs: Installs = {
    draft,
    source,
    options: { role: "requirement", folder: folderOf(draft.file), pinOnly },
    read: new Map(),
    first,
  };
  const test = isTestFile(draft.file);
  const seen = new Set<SyntaxNode>();
  for (const string of module.nodes("string")) {
    if (!mentionsVllm(module.source(string))) continue;
    const node = wholeOf(string);
    if (seen.has(node)) continue;
    seen.add(node);
    const holders = holdersOf(node, module);
    for (const value of evaluator.values(node)) {
      if (value.kind !== "text") continue;
      const candidate = { node, value: value.text, text: textOf(value.text), holders, source, test };
      if (asksForVllm(candidate.text)) readRequirement(candidate, installs);
      else if (wheelIndexVersion(candidate.text) !== undefined) readKept(candidate, installs);
      else if (mayInstall(candidate.text)) readCommand(candidate, installs);
      readImages(draft, candidate);
    }
  }
  readVersionConstants(draft, source, test);
}

/** The expression that a string is a part of by juxtaposition or a sum. */
function wholeOf(string: SyntaxNode): SyntaxNode {
  let node = string;
  while (
    node.parent !== undefined &&
    /^(?:concatenated_string|binary_operator|parenthesized_expression)$/.test(node.parent.type)
  ) {
    node = node.parent;
  }
  return node;
}

function asksForVllm(text: string): boolean {
  if (text.length > 2_000) return false;
  if (text.includes(UNKNOWN)) return looksLikeVllm(text);
  return parseRequirement(text)?.name === VLLM || isVllmUrl(text);
}

function readRequirement(candidate: Candidate, installs: Installs): void {
  const { text, value, holders, source, test } = candidate;
  const { draft } = installs;
  const requirement = parseRequirement(text);
  const versioned = requirement === undefined || requirement.specifier !== "" || requirement.url !== undefined;
  const calls = holders.filter(({ kind }) => kind === "call");
  if (requirement !== undefined && requirement.specifier !== "" && calls.some(({ name }) => CHECKS.test(name))) {
    const reference = requirementReference(requirement);
    draft.pin({ at: [source.trace(value)], written: requirement.specifier, reference, role: "check" });
    return;
  }
  for (const { name, node } of calls) {
    if (INSTALLS.test(name)) readInstallCall(node, installs);
    else if (RUNS.test(name)) readRunCall(node, installs);
  }
  // A name is less than a call: where the text is printed or compared, it is not what is installed.
  if (!isSaid(holders) && !test) {
    for (const { kind, name, node } of holders) {
      if (kind === "call") continue;
      if (COMMAND.test(name)) readRunCall(node, installs);
      const certain = kind !== "variable" && CERTAIN_REQUIREMENTS.test(name);
      if (certain || (versioned && REQUIREMENTS.test(name))) readNamedList(node, installs);
    }
  }
  readKept(candidate, installs);
}

function readCommand({ node, value, holders, source }: Candidate, installs: Installs): void {
  const runs = holders.some(({ kind, name }) =>
    kind === "call" ? RUNS.test(name) : !isSaid(holders) && COMMAND.test(name),
  );
  if (!runs) return;
  const options = { ...installs.options, command: commandOf(installs, node) };
  readInstallText(source.trace(value), installRoom(installs.draft, options));
}

function commandOf({ read, first }: Installs, node: SyntaxNode): number {
  const known = read.get(node) ?? first + read.size;
  read.set(node, known);
  return known;
}
