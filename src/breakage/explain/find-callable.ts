import { type Callable, callableOf } from "./callable.ts";
import { definitionsNamed } from "./definition-search.ts";
import type { Question } from "./explainer.ts";
import type { Located, ReleaseModules } from "./release-modules.ts";
import { callAt, calleeAt, type RepositoryCall } from "./repository-code.ts";

/**
 * What a break's call reaches in a release: by the file's own imports where they lead there, else by the checker's name for it where
 * only one definition has that name. `undefined` where that cannot be told.
 */
export async function findCallable(
  question: Question,
  callee: string | undefined,
  release: ReleaseModules,
): Promise<Callable | undefined> {
  const named = calleeParts(callee);
  const call = callInRepository(question);
  const imported = call === undefined ? undefined : await byImport(question, call, release);
  // `engine.generate(…)` traced to a module's `engine` is not what the checker named.
  if (imported !== undefined && (named === undefined || imported.label.split(".").at(-1) === lastName(named))) {
    return imported;
  }
  return named === undefined ? undefined : byName(question, named, release);
}

/** What is called, as the repository writes it, in backticks: for a reader who gets no better name. */
export function writtenCallee({ text, parse, broken }: Question): string | undefined {
  if (text === undefined) return undefined;
  const tree = parse(text);
  try {
    const callee = calleeAt(tree, broken);
    return callee === undefined ? undefined : `\`${callee}\``;
  } finally {
    tree.delete();
  }
}

/** The class that the checker names as the owner of an attribute or method, where only one in the release has that name. */
export async function findClass(owner: string, release: ReleaseModules): Promise<Located | undefined> {
  const name = owner.match(/[A-Za-z_]\w*/g)?.at(-1);
  const found = name === undefined ? [] : await definitionsNamed(release, name, "class");
  return found.length === 1 ? found[0] : undefined;
}

function callInRepository({ text, parse, broken }: Question): RepositoryCall | undefined {
  if (text === undefined) return undefined;
  const tree = parse(text);
  try {
    return callAt(tree, broken);
  } finally {
    tree.delete();
  }
}

async function byImport(
  { parse }: Question,
  { root, rest }: RepositoryCall,
  release: ReleaseModules,
): Promise<Callable | undefined> {
  if (root.name === undefined || rest.length > 1) return undefined;
  const at = await release.definition(root.module, root.name);
  if (at !== undefined) return callableOf(release, parse, at, rest[0]);
  // `from vllm.lora import models; models.load()`: the name is a module.
  const inModule = rest[0] === undefined ? undefined : await release.definition(`${root.module}.${root.name}`, rest[0]);
  return inModule === undefined ? undefined : callableOf(release, parse, inModule);
}

async function byName(
  { parse }: Question,
  named: readonly string[],
  release: ReleaseModules,
): Promise<Callable | undefined> {
  const [first, second] = named;
  if (first === undefined) return undefined;
  const functions = second === undefined ? await definitionsNamed(release, first, "function") : [];
  const places = [...(await definitionsNamed(release, first, "class")), ...functions];
  const [only, another] = places;
  return only === undefined || another !== undefined ? undefined : callableOf(release, parse, only, second);
}

/** ``bound method `AsyncLLM.from_vllm_config` `` is `["AsyncLLM", "from_vllm_config"]`. */
function calleeParts(callee: string | undefined): readonly string[] | undefined {
  const dotted = callee
    ?.match(/[A-Za-z_][\w.]*/g)
    ?.at(-1)
    ?.split(".");
  return dotted === undefined ? undefined : dotted.slice(-2);
}

function lastName(named: readonly string[]): string | undefined {
  const parts = named.filter((part) => part !== "__init__" && part !== "__new__");
  return parts.at(-1);
}
