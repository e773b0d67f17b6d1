import type { Node } from "web-tree-sitter";
import { concat, cut, type Traced } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";
import { readCommand } from "../command-line/read-command.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { alternatives } from "./alternatives.ts";
import { expandText, expandWord } from "./expand.ts";
import { bodyOf } from "./here-document.ts";
import { readEchoed, readHereDocument } from "./here-file.ts";
import type { Scope } from "./scope.ts";
import type { Frame, Script } from "./script.ts";

interface Read {
  /** `$(…)` in it whose commands are still to be read. */
  readonly substitutions: readonly Node[];
  /** Commands that stand behind a here-document's mark: `cat <<EOF | curl …`. */
  readonly following: readonly Node[];
  /** The function that it calls. */
  readonly call?: { readonly body: Node; readonly positional: readonly TracedWord[] };
}

/** Reads a command with its redirections, in each way that its variables allow. */
export function readSimpleCommand(node: Node, script: Script, frame: Frame, conditional: boolean): Read {
  const body = node.type === "command" ? node : node.childForFieldName("body");
  const redirects = node.type === "command" ? [] : node.namedChildren.flatMap((child) => child ?? []).slice(1);
  const here = redirects.find(({ type }) => type === "heredoc_redirect");
  const inner = here?.namedChildren.flatMap((child) => child ?? []) ?? [];
  const following = inner.filter(({ type }) => /^(?:command|pipeline|list|redirected_statement|subshell)$/.test(type));
  // `{ …; } > log`, `(…) 2>&1`
  if (body !== null && body.type !== "command") return { substitutions: [], following: [body, ...following] };
  const own = body?.namedChildren.flatMap((child) => child ?? []) ?? [];
  const extra = inner.filter(({ type }) =>
    /^(?:word|string|raw_string|concatenation|simple_expansion|expansion|number)$/.test(type),
  );
  const substitutions: Node[] = [];
  const { values, touched } = alternatives(script, frame, substitutions, (scope) => ({
    words: [
      ...own.flatMap((child) => commandWord(child, scope)),
      ...extra.flatMap((child) => expandWord(child, scope)),
    ],
    stdin: here === undefined ? hereString(own, redirects, scope) : bodyOf(here, scope),
  }));
  const [first] = values;
  const program = first?.words.find(({ value }) => !/^[A-Za-z_]\w*\+?=/.test(value.text));
  if (program !== undefined) for (const variable of touched) variable.reached.push(program.value.text);
  if (program !== undefined && first !== undefined) movePositional(program, first.words, frame, conditional);
  const called = program === undefined ? undefined : script.functions.get(program.value.text);
  if (first !== undefined && program !== undefined && called !== undefined) {
    script.called.add(program.value.text);
    const positional = first.words.slice(first.words.indexOf(program) + 1);
    return { substitutions, following, call: { body: called, positional } };
  }
  for (const { words, stdin } of values) {
    const piped = stdin !== undefined && baseName(program?.value.text ?? "") === "cat" && words.length === 1;
    script.uses.push(...readCommand(words, script.commandSite, stdin));
    if (redirects.length > 0) readEchoed(words, redirects, script);
    if (stdin === undefined) continue;
    readHereDocument(words, stdin, [...redirects, ...inner], script);
    if (piped) readPiped(following, stdin, script, frame);
  }
  return {
    substitutions,
    following: values.some(({ stdin }) => stdin !== undefined) && isCat(program) ? [] : following,
  };
}

/** `shift 2`, `set -- a b`. In a branch, which words are left is not known, and they stay. */
function movePositional(program: TracedWord, words: readonly TracedWord[], frame: Frame, conditional: boolean): void {
  const given = words.slice(words.indexOf(program) + 1);
  const first = given[0]?.value.text;
  if (program.value.text === "set" && first === "--") frame.positional = given.slice(1);
  if (program.value.text === "shift" && !conditional)
    frame.positional = frame.positional?.slice(Number(first ?? 1) || 0);
}

function isCat(program: TracedWord | undefined): boolean {
  return program?.value.text === "cat";
}

/** `cat <<EOF | curl -d @- …`: what the next command reads. */
function readPiped(following: readonly Node[], stdin: Traced, script: Script, frame: Frame): void {
  const commands = following.flatMap((node) => (node.type === "command" ? [node] : node.descendantsOfType("command")));
  commands.forEach((node, index) => {
    if (node === null) return;
    const { values } = alternatives(script, frame, [], (scope) =>
      node.namedChildren.flatMap((child) => (child === null ? [] : commandWord(child, scope))),
    );
    for (const words of values) {
      script.uses.push(...readCommand(words, script.commandSite, index === 0 ? stdin : undefined));
      if (index === 0) readHereDocument(words, stdin, [], script);
    }
  });
}

function commandWord(node: Node, scope: Scope): TracedWord[] {
  if (node.type === "variable_assignment") {
    const name = node.childForFieldName("name") ?? node.namedChild(0);
    const value = node.childForFieldName("value");
    if (name === null) return [];
    // Behind a comment among continued lines, `--a=b` looks like an assignment to the grammar.
    const equals = cut(scope.source, name.startIndex, value?.startIndex ?? node.endIndex);
    const text = value === null ? undefined : expandText(value, scope);
    return [{ value: concat([equals, ...(text === undefined ? [] : [text.value])]), unknown: text?.unknown ?? [] }];
  }
  if (/redirect$/.test(node.type) || node.type === "comment") return [];
  return expandWord(node, scope);
}

/** `bash <<< "…"`. */
function hereString(own: readonly Node[], redirects: readonly Node[], scope: Scope): Traced | undefined {
  const redirect = [...own, ...redirects].find(({ type }) => type === "herestring_redirect");
  const text = redirect?.namedChildren.at(-1);
  return text === undefined || text === null ? undefined : expandText(text, scope).value;
}
