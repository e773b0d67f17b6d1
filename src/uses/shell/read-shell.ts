import type { Traced } from "../../text/traced.ts";
import { type Container, containerCommand } from "../command-line/container-command.ts";
import { readCommand } from "../command-line/read-command.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import { given } from "./assignment.ts";
import { isWorthReading } from "./dull.ts";
import { looseArguments } from "./loose-arguments.ts";
import type { Script } from "./script.ts";
import type { ShellSite } from "./shell-site.ts";
import { readStatements } from "./statements.ts";
import { withoutCarriageReturns, withoutTemplates } from "./templates.ts";
import { Variables } from "./variables.ts";

/** A script beyond this is generated or hostile. Characters. */
const MAX_LENGTH = 300_000;
const MAX_STATEMENTS = 20_000;
/** `bash -c "bash -c '…'"`. */
const MAX_NESTED = 4;

/** What a shell's text uses. Its places are those of the source that its pieces point to. */
export function readShell(text: Traced, site: ShellSite): Use[] {
  const variables = new Variables();
  for (const [name, value] of site.variables ?? []) variables.restore(name, given(name, value));
  const uses = readText(text, site, variables, 0);
  return unique([...uses, ...looseArguments(variables, text, uses, site)]);
}

/** What a command in words uses: an exec form, a list in YAML, a list in Python. `readCommand` with a shell for `sh -c`. */
export function readWords(words: readonly TracedWord[], site: ShellSite, stdin?: Traced): Use[] {
  return unique(readCommand(words, { ...site, shell: (text) => readShell(text, site) }, stdin));
}

/** What a container runs: see `containerCommand`. */
export function readContainer(container: Container, site: ShellSite): Use[] {
  const shell = (text: Traced) => readShell(text, site);
  return unique(containerCommand(container, { ...site, shell }, (words) => readWords(words, site)));
}

function readText(text: Traced, site: ShellSite, variables: Variables, nested: number): Use[] {
  if (nested > MAX_NESTED) return [];
  if (nested === 0 && !isWorthReading(text.text, site.variables)) return [];
  if (text.text.length > MAX_LENGTH) {
    site.unread?.(`a shell's text in it is longer than ${MAX_LENGTH / 1000},000 characters`);
    return [];
  }
  const source = withoutTemplates(withoutCarriageReturns(text), site.format === "document");
  const tree = site.parseShell(source.text);
  const shell = (inner: Traced) => readText(inner, site, variables, nested + 1);
  const script: Script = {
    site,
    commandSite: { ...site, shell },
    source,
    variables,
    functions: new Map(),
    called: new Set(),
    uses: [],
    budget: MAX_STATEMENTS,
  };
  try {
    const frame = { positional: undefined, saved: new Map(), depth: 0, inBranch: false };
    readStatements(tree.rootNode, script, frame);
    // What nothing here calls is called from elsewhere, or by a trap.
    for (const [name, body] of script.functions) {
      if (!script.called.has(name))
        readStatements(body, script, { ...frame, saved: new Map(), depth: 1, inBranch: true });
    }
  } finally {
    tree.delete();
  }
  if (script.budget <= 0) site.unread?.(`a shell's text in it runs more than ${MAX_STATEMENTS / 1000},000 statements`);
  return script.uses;
}

/** One place may be read several times: in a function that is called twice, with each value of a variable. */
function unique(uses: readonly Use[]): Use[] {
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}
